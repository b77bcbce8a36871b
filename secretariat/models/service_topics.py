"""Topik layanan: what people come to the desk about."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.functions import NameKey
from core.history import tracked
from core.models import Row


@tracked()
class ServiceTopic(Row):
    """One topic of the service desk. What comes under one that ``seals`` is sealed at once."""

    name = models.CharField(_("topic"), max_length=80)
    key = models.GeneratedField(
        expression=NameKey(F("name")),
        output_field=models.CharField(max_length=80, db_collation="C"),
        db_persist=True,
    )
    words = models.CharField(
        _("words of old books"),
        max_length=300,
        blank=True,
        help_text=_("Separated by commas: by these an old visitor's book is read."),
    )
    seals = models.BooleanField(
        _("sealed"), default=False, help_text=_("Only who is named on such a case reads it.")
    )

    class Meta:
        verbose_name = _("topic of the service desk")
        verbose_name_plural = _("topics of the service desk")
        ordering = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                name="servicetopic_once",
                violation_error_message=_("This topic is already on the list."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="servicetopic_has_a_name",
                violation_error_message=_("Write the topic."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
