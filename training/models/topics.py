"""Topik: what is taught, and what women know."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.functions import NameKey
from core.history import tracked
from core.models import Row
from core.text import name_key


class TopicQuerySet(models.QuerySet["Topic"]):
    def named(self, text: str) -> Topic | None:
        """The topic of this name, however it is spelt."""
        key = name_key(text)
        return self.filter(key=key).first() if key else None

    def matching(self, text: str) -> TopicQuerySet:
        """The topics whose name holds this text; all of them where it has no letter or digit."""
        return self.filter(key__contains=name_key(text))


@tracked()
class Topic(Row):
    """One subject on the office's list: of trainings, and of what somebody can do."""

    name = models.CharField(_("topic"), max_length=80)
    key = models.GeneratedField(
        expression=NameKey(F("name")),
        output_field=models.CharField(max_length=80, db_collation="C"),
        db_persist=True,
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                name="topic_once",
                violation_error_message=_("This topic is already on the list."),
            ),
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="topic_has_a_name",
                violation_error_message=_("Write the topic."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
