import pgtrigger.compiler
from django.db import migrations

from core.migrating import ReplaceTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0012_imports_know_their_act'),
    ]

    operations = [
        ReplaceTriggers(
            {
                'oldcode': pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_oldcodeevent" ("id", "code", "model", "old_row", "row", "new_code", "at", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) SELECT "id", "code", "model", "old_row", "row", "new_code", "at", NOW(), \'update\', "id", (SELECT _pgh_attach_context()) FROM (SELECT "id", "code", "model", "old_row", "row", "new_code", "at" FROM new_values EXCEPT ALL SELECT "id", "code", "model", "old_row", "row", "new_code", "at" FROM old_values) AS changed ORDER BY "id"; RETURN NULL;', hash='1f58bd7d6a23f0204d16182856652913d658193c', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_62bf2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='core_oldcode', when='AFTER')),
                'storedfile': pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_storedfileevent" ("id", "kind", "sha256", "content_type", "size", "created_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) SELECT "id", "kind", "sha256", "content_type", "size", "created_at", NOW(), \'update\', "id", (SELECT _pgh_attach_context()) FROM (SELECT "id", "kind", "sha256", "content_type", "size", "created_at" FROM new_values EXCEPT ALL SELECT "id", "kind", "sha256", "content_type", "size", "created_at" FROM old_values) AS changed ORDER BY "id"; RETURN NULL;', hash='40db37420657986f75a5b0a158288320425aefe6', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_85176', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='core_storedfile', when='AFTER')),
                'synonym': pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "core_synonymevent" ("id", "kind", "key", "target", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) SELECT "id", "kind", "key", "target", NOW(), \'update\', "id", (SELECT _pgh_attach_context()) FROM (SELECT "id", "kind", "key", "target" FROM new_values EXCEPT ALL SELECT "id", "kind", "key", "target" FROM old_values) AS changed ORDER BY "id"; RETURN NULL;', hash='321e4535a52e56b11740536cd8c3bec99532f9db', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_d4563', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='core_synonym', when='AFTER')),
            }
        ),
    ]
