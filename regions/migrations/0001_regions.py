import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models

from core.migrating import Together


class Migration(migrations.Migration):
    initial = True

    dependencies = [("core", "0001_sql")]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Edition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "release",
                            models.CharField(max_length=40, unique=True, verbose_name="release"),
                        ),
                        ("rows", models.PositiveIntegerField(verbose_name="regions")),
                        (
                            "loaded_at",
                            models.DateTimeField(
                                db_default=django.db.models.functions.datetime.Now(),
                                editable=False,
                                verbose_name="loaded",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "edition of the regions",
                        "verbose_name_plural": "editions of the regions",
                        "ordering": ["-loaded_at"],
                    },
                ),
                migrations.CreateModel(
                    name="Region",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                db_collation="C",
                                max_length=13,
                                unique=True,
                                verbose_name="code",
                            ),
                        ),
                        ("name", models.CharField(max_length=80, verbose_name="name")),
                        (
                            "level",
                            models.PositiveSmallIntegerField(
                                choices=[
                                    (1, "province"),
                                    (2, "regency or city"),
                                    (3, "district (kecamatan)"),
                                    (4, "village (desa or kelurahan)"),
                                ],
                                verbose_name="level",
                            ),
                        ),
                        (
                            "path",
                            models.CharField(
                                help_text="name and those above it",
                                max_length=200,
                                verbose_name="region",
                            ),
                        ),
                        (
                            "search_key",
                            models.CharField(db_collation="C", editable=False, max_length=200),
                        ),
                        (
                            "is_current",
                            models.BooleanField(default=True, verbose_name="in force"),
                        ),
                    ],
                    options={
                        "verbose_name": "region",
                        "verbose_name_plural": "regions",
                        "ordering": ["code"],
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["search_key"],
                                name="region_by_part_of_path",
                                opclasses=["gin_trgm_ops"],
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("code__regex", "^\\d{2}$"), ("level", 1)),
                                    models.Q(("code__regex", "^\\d{2}\\.\\d{2}$"), ("level", 2)),
                                    models.Q(
                                        ("code__regex", "^\\d{2}\\.\\d{2}\\.\\d{2}$"),
                                        ("level", 3),
                                    ),
                                    models.Q(
                                        ("code__regex", "^\\d{2}\\.\\d{2}\\.\\d{2}\\.\\d{4}$"),
                                        ("level", 4),
                                    ),
                                    _connector="OR",
                                ),
                                name="region_code_has_its_levels_form",
                                violation_error_message="Write the code as 18, 18.01, 18.01.10 or 18.01.10.2013.",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
