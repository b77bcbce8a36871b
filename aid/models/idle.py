"""Alat menganggur: why a machine stands still, in its group's own words."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow


def _of_its_machine(rows: Any) -> Any:
    return rows.filter(equipment=OuterRef("equipment"))


class IdleAnswerQuerySet(ScopedQuerySet["IdleAnswer"]):
    def latest_first(self) -> IdleAnswerQuerySet:
        return self.order_by("-asked_for", "-id")

    def since(self, day: dt.date) -> IdleAnswerQuerySet:
        """Those that were given on this day or later."""
        return self.filter(asked_for__gte=day)

    def still_said(self) -> IdleAnswerQuerySet:
        """Those that hold as long as nothing was said since: what was used or moved after the
        answer is another question, or another group's.
        """
        uses = apps.get_model("aid", "UseLog")._default_manager.standing()
        moves = apps.get_model("aid", "EquipmentMove")._default_manager.all()
        later = (
            uses.filter(used_on__gt=OuterRef("asked_for")),
            moves.filter(moved_on__gte=OuterRef("asked_for")),
        )
        return self.filter(*(~Exists(_of_its_machine(rows)) for rows in later))

    def asking_the_office(self) -> IdleAnswerQuerySet:
        """The last word on machines that need another group, or somebody who can run them."""
        later = self.model._default_manager.filter(asked_for__gt=OuterRef("asked_for"))
        found = self.still_said().filter(answer__in=self.model.ASKS_THE_OFFICE)
        return found.filter(~Exists(_of_its_machine(later))).exclude(equipment__state="ended")

    def waiting(self) -> IdleAnswerQuerySet:
        """Those that the office has not answered yet."""
        return self.asking_the_office().filter(settled_on=None)


@tracked(told_by=("equipment",))
class IdleAnswer(CodedRow):
    """One answer to the question why a machine is not used; asked at most once a day."""

    class Answer(models.TextChoices):
        BROKEN = "broken", _("broken")
        NOT_SEASON = "not_season", _("not the season yet")
        NO_OPERATOR = "no_operator", _("no operator yet")
        NOT_SUITABLE = "not_suitable", _("does not suit the land")
        WITH_OTHERS = "with_others", _("used by others")

    ASKS_THE_OFFICE: ClassVar = (Answer.NO_OPERATOR, Answer.NOT_SUITABLE)

    access: ClassVar[ScopePath] = ScopePath(
        group="equipment__group_id", area="equipment__group__village_id"
    )

    equipment = models.ForeignKey(
        "aid.Equipment", models.PROTECT, related_name="idle_answers", verbose_name=_("equipment")
    )
    asked_for = models.DateField(_("asked on"))
    answer = models.CharField(_("answer"), max_length=12, choices=Answer)
    note = models.CharField(_("note"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered at"), db_default=Now(), editable=False)

    settled_on = models.DateField(_("answered by the office on"), null=True, blank=True)
    settled_note = models.CharField(_("answer of the office"), max_length=300, blank=True)

    objects = IdleAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer about an idle machine")
        verbose_name_plural = _("answers about idle machines")
        ordering = ["-asked_for", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["equipment", "asked_for"],
                name="idleanswer_once_a_day",
                violation_error_message=_("This question was already answered today."),
            ),
            models.CheckConstraint(
                condition=Q(asked_for__gte="2000-01-01"),
                name="idleanswer_date_plausible",
                violation_error_message=_("This date is too early."),
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_note="")
                | (Q(settled_on__gte=F("asked_for")) & ~Q(settled_note="")),
                name="idleanswer_settled_with_a_note",
                violation_error_message=_("Write what was agreed."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_answer_display()

    def get_absolute_url(self) -> str:
        return reverse("aid:idle_note", args=[self.code])
