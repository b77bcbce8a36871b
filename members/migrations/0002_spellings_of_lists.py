"""Fill the table of spellings with those that the register comes with; the office adds its own."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from members.imports.spellings import defaults


def add_spellings(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    synonym = apps.get_model("core", "Synonym")
    rows = [synonym(kind=kind, key=key, target=target) for kind, key, target in defaults()]
    synonym.objects.using(editor.connection.alias).bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]

    operations = [migrations.RunPython(add_spellings, migrations.RunPython.noop)]
