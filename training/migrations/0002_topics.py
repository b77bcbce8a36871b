"""The list of topics to begin with."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from training.starting_topics import TOPICS


def write(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    topics = apps.get_model("training", "Topic")
    rows = [topics(name=name) for name in TOPICS]
    topics.objects.using(editor.connection.alias).bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("training", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
