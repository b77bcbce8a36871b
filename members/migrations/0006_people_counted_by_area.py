"""Two narrow indexes by region: of everybody, and of those of whom something is missing."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q

INCOMPLETE = Q(
    Q(
        Q(("nik_hash__isnull", True)),
        Q(("birth_date__isnull", True)),
        Q(("has_no_phone", False), ("phone", "")),
        Q(("photo__isnull", True), ("photo_refused", False)),
        _connector="OR",
    ),
    ("deceased_on__isnull", True),
)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("members", "0005_group_search")]

    operations = [
        AddIndexConcurrently("person", models.Index(fields=["area"], name="person_area")),
        AddIndexConcurrently(
            "person",
            models.Index(fields=["area"], condition=INCOMPLETE, name="person_incomplete"),
        ),
    ]
