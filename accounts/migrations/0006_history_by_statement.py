import pgtrigger.compiler
from django.db import migrations

from core.migrating import ReplaceTriggers


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_history_by_key'),
    ]

    operations = [
        ReplaceTriggers(
            {
                'assignment': pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_assignmentevent" ("id", "code", "user_id", "role", "group_id", "region_id", "membership_id", "term_id", "expires_on", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) SELECT "id", "code", "user_id", "role", "group_id", "region_id", "membership_id", "term_id", "expires_on", NOW(), \'update\', "id", (SELECT _pgh_attach_context()) FROM (SELECT "id", "code", "user_id", "role", "group_id", "region_id", "membership_id", "term_id", "expires_on" FROM new_values EXCEPT ALL SELECT "id", "code", "user_id", "role", "group_id", "region_id", "membership_id", "term_id", "expires_on" FROM old_values) AS changed ORDER BY "id"; RETURN NULL;', hash='ddb3ae93123fdae17d468c25e46270757aa199d0', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_93e32', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_assignment', when='AFTER')),
                'invitation': pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_invitationevent" ("id", "user_id", "digest", "made_by_id", "made_at", "expires_at", "used_at", "revoked_at", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) SELECT "id", "user_id", "digest", "made_by_id", "made_at", "expires_at", "used_at", "revoked_at", NOW(), \'update\', "id", (SELECT _pgh_attach_context()) FROM (SELECT "id", "user_id", "digest", "made_by_id", "made_at", "expires_at", "used_at", "revoked_at" FROM new_values EXCEPT ALL SELECT "id", "user_id", "digest", "made_by_id", "made_at", "expires_at", "used_at", "revoked_at" FROM old_values) AS changed ORDER BY "id"; RETURN NULL;', hash='4c72b4040602b50adf1693926bf236ab5a346701', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_4e12d', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_invitation', when='AFTER')),
                'user': pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_userevent" ("id", "username", "name", "salutation", "institution_id", "is_active", "password_set_at", "is_demo", pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id) SELECT "id", "username", "name", "salutation", "institution_id", "is_active", "password_set_at", "is_demo", NOW(), \'update\', "id", (SELECT _pgh_attach_context()) FROM (SELECT "id", "username", "name", "salutation", "institution_id", "is_active", "password_set_at", "is_demo" FROM new_values EXCEPT ALL SELECT "id", "username", "name", "salutation", "institution_id", "is_active", "password_set_at", "is_demo" FROM old_values) AS changed ORDER BY "id"; RETURN NULL;', hash='04b917371feaa736d42ba615aa02fb04d1cbae94', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_update_update_0e890', referencing='REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ', table='accounts_user', when='AFTER')),
            }
        ),
    ]
