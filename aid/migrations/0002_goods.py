"""The list of goods to begin with; the administrator adds to it."""

from django.db import migrations

TRACKED = (
    ("Mesin gulut tanah", "hours"),
    ("Hand traktor", "hours"),
    ("Cultivator", "hours"),
    ("Pompa air", "hours"),
    ("Sprayer elektrik", "hectares"),
    ("Mesin perontok", "hours"),
    ("Mesin pemipil jagung", "hours"),
)
CONSUMABLE = (
    ("Benih cabai", "saset"),
    ("Benih jagung", "kg"),
    ("Pupuk NPK", "kg"),
    ("Pupuk organik", "kg"),
    ("Mulsa plastik", "rol"),
)


def write(apps, schema_editor):
    """Write the list once; a table that holds anything is left alone."""
    kinds = apps.get_model("aid", "GoodsKind")
    if kinds.objects.exists():
        return
    kinds.objects.bulk_create(
        [
            *(kinds(name=name, meter=meter, handling="tracked") for name, meter in TRACKED),
            *(kinds(name=name, unit=unit, handling="consumable") for name, unit in CONSUMABLE),
        ]
    )


class Migration(migrations.Migration):
    dependencies = [("aid", "0001_initial")]
    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
