from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from secretariat.starting_commodities import COMMODITIES
from secretariat.starting_service_topics import TOPICS


def write(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The topics of the desk and the commodities to begin with; the office goes on with them."""
    topics = apps.get_model("secretariat", "ServiceTopic")
    topics.objects.using(editor.connection.alias).bulk_create(
        topics(name=name, words=words, seals=seals) for name, words, seals in TOPICS
    )
    commodities = apps.get_model("secretariat", "Commodity")
    commodities.objects.using(editor.connection.alias).bulk_create(
        commodities(name=name, most_yield=most) for name, most in COMMODITIES
    )


class Migration(migrations.Migration):

    dependencies = [
        ('secretariat', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
