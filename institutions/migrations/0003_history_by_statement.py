import pgtrigger.compiler
from django.db import migrations

from core.migrating import ReplaceTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('institutions', '0002_programmes_and_numbers'),
    ]

    operations = [
        ReplaceTriggers(
            {
                'institution': pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "institutions_institutionevent" ("id", "code", "name", "kind", "region_id", "address", "phone", "head_name", "head_title", "head_nip", "letterhead", "logo_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) SELECT "id", "code", "name", "kind", "region_id", "address", "phone", "head_name", "head_title", "head_nip", "letterhead", "logo_id", NOW(), \'update\', "id", (SELECT _pgh_attach_context()) FROM (SELECT "id", "code", "name", "kind", "region_id", "address", "phone", "head_name", "head_title", "head_nip", "letterhead", "logo_id" FROM new_values EXCEPT ALL SELECT "id", "code", "name", "kind", "region_id", "address", "phone", "head_name", "head_title", "head_nip", "letterhead", "logo_id" FROM old_values) AS changed ORDER BY "id"; RETURN NULL;', hash='6295eb56c5ad41d805518096a5db09b3dce39c1e', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_5a592', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='institutions_institution', when='AFTER')),
                'programme': pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "institutions_programmeevent" ("id", "name", "year", "funding", "giver_id", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) SELECT "id", "name", "year", "funding", "giver_id", NOW(), \'update\', "id", (SELECT _pgh_attach_context()) FROM (SELECT "id", "name", "year", "funding", "giver_id" FROM new_values EXCEPT ALL SELECT "id", "name", "year", "funding", "giver_id" FROM old_values) AS changed ORDER BY "id"; RETURN NULL;', hash='05844c79aa5297306159412667da93e771208d4b', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_91bd2', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='institutions_programme', when='AFTER')),
                'series': pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "institutions_seriesevent" ("id", "institution_id", "kind", "template", "code", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) SELECT "id", "institution_id", "kind", "template", "code", NOW(), \'update\', "id", (SELECT _pgh_attach_context()) FROM (SELECT "id", "institution_id", "kind", "template", "code" FROM new_values EXCEPT ALL SELECT "id", "institution_id", "kind", "template", "code" FROM old_values) AS changed ORDER BY "id"; RETURN NULL;', hash='f5e4ec77c3aef0019b0a7129486ba79efd05a831', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_3f93c', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='institutions_series', when='AFTER')),
                'seriesyear': pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "institutions_seriesyearevent" ("id", "series_id", "year", "last", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) SELECT "id", "series_id", "year", "last", NOW(), \'update\', "id", (SELECT _pgh_attach_context()) FROM (SELECT "id", "series_id", "year", "last" FROM new_values EXCEPT ALL SELECT "id", "series_id", "year", "last" FROM old_values) AS changed ORDER BY "id"; RETURN NULL;', hash='d2330d7bff3c8d3228ea780c26398e2ca2f6ba31', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_607d1', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='institutions_seriesyear', when='AFTER')),
            }
        ),
    ]
