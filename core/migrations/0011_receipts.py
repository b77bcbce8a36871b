"""Receipts: the database writes one with the context of each act, whatever path made it.

The context appears with the first row that is recorded, and changes while the act learns more of
itself (its name, its reason): the receipt follows. Its code is made of the context's random bytes,
as ``core/receipts/codes.py`` makes it.
"""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from core.migrating import Together


WRITE = """
CREATE FUNCTION public.receipt_code(act uuid) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (
    SELECT string_agg(
        substr('abcdefghjkmnpqrstuvwxyz23456789', get_byte(uuid_send(act), at) % 31 + 1, 1), ''
        ORDER BY at)
    FROM unnest(ARRAY[0, 1, 2, 3, 4, 5, 12, 13, 14, 15]) AS at
);

CREATE FUNCTION public.write_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.core_receipt (id, code, at, user_id, act, reason)
    VALUES (
        NEW.id, public.receipt_code(NEW.id), NEW.created_at,
        CASE jsonb_typeof(NEW.metadata->'user') WHEN 'number' THEN (NEW.metadata->>'user')::bigint END,
        left(coalesce(NEW.metadata->>'act', ''), 60), coalesce(NEW.metadata->>'reason', '')
    ) ON CONFLICT (id) DO UPDATE SET
        user_id = EXCLUDED.user_id, act = EXCLUDED.act, reason = EXCLUDED.reason;
    RETURN NULL;
END;
$$;

CREATE TRIGGER write_receipt AFTER INSERT OR UPDATE OF metadata ON public.pghistory_context
FOR EACH ROW EXECUTE FUNCTION public.write_receipt();

INSERT INTO public.core_receipt (id, code, at, user_id, act, reason)
SELECT id, public.receipt_code(id), created_at,
    CASE jsonb_typeof(metadata->'user') WHEN 'number' THEN (metadata->>'user')::bigint END,
    left(coalesce(metadata->>'act', ''), 60), coalesce(metadata->>'reason', '')
FROM public.pghistory_context;
"""
LEAVE = """
DROP TRIGGER write_receipt ON public.pghistory_context;
DROP FUNCTION public.write_receipt();
DROP FUNCTION public.receipt_code(uuid);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0010_old_codes'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name='Receipt',
                    fields=[
                        ('id', models.UUIDField(default=uuid.uuid4, help_text='of the context', primary_key=True, serialize=False)),
                        ('code', models.CharField(editable=False, max_length=10, unique=True, verbose_name='code')),
                        ('at', models.DateTimeField(verbose_name='when')),
                        ('act', models.CharField(blank=True, max_length=60, verbose_name='act')),
                        ('reason', models.TextField(blank=True, verbose_name='reason')),
                        ('rows', models.PositiveIntegerField(null=True, verbose_name='rows')),
                        ('undone_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undoes', to='core.receipt', verbose_name='undone by')),
                        ('rows_left', models.PositiveIntegerField(help_text='that did not return with it', null=True)),
                        ('user', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'receipt',
                        'verbose_name_plural': 'receipts',
                        'ordering': ['-at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='ReceiptPlace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('model', models.CharField(help_text='app.Model', max_length=60)),
                        ('group', models.BigIntegerField(help_text="a group's id", null=True)),
                        ('area', models.CharField(db_collation='C', max_length=13, null=True)),
                        ('rows', models.PositiveIntegerField()),
                        ('receipt', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='places', to='core.receipt')),
                    ],
                    options={
                        'verbose_name': 'place of a receipt',
                        'verbose_name_plural': 'places of receipts',
                    },
                ),
            ]
        ),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(models.OrderBy(models.F('at'), descending=True), models.OrderBy(models.F('id'), descending=True), name='receipt_by_time'),
        ),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(fields=['user', '-at'], name='receipt_by_user'),
        ),
        migrations.AddIndex(
            model_name='receipt',
            index=models.Index(condition=models.Q(('rows', None)), fields=['id'], name='receipt_unsettled'),
        ),
        migrations.AddIndex(
            model_name='receiptplace',
            index=models.Index(fields=['receipt', 'area'], name='receiptplace_by_receipt'),
        ),
        migrations.AddIndex(
            model_name='receiptplace',
            index=models.Index(fields=['group', 'receipt'], name='receiptplace_by_group'),
        ),
        migrations.AddConstraint(
            model_name='receipt',
            constraint=models.UniqueConstraint(fields=('undone_by',), name='receipt_undoes_one', violation_error_message='One undo takes back one act.'),
        ),
        migrations.RunSQL(WRITE, LEAVE),
    ]
