"""The list of goods to begin with."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from aid.starting_goods import starting_goods


def write(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    kinds = apps.get_model("aid", "GoodsKind")
    rows = [kinds(**values) for values in starting_goods()]
    kinds.objects.using(editor.connection.alias).bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("aid", "0001_initial")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
