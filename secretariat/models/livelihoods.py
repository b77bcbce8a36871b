"""Kartu penghidupan: how a woman lives, asked once at first and then every year."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from aid.models.cancelled import (
    CancellableQuerySet,
    CancellableRow,
    cancelled_with_reason,
    stays_cancelled,
)
from core.access import ScopePath
from core.history import tracked


class LivelihoodQuerySet(CancellableQuerySet["Livelihood"]):
    def last_of_each(self) -> LivelihoodQuerySet:
        """Of each woman the card that was taken last."""
        later = Livelihood.objects.standing().filter(
            person=OuterRef("person"), taken_on__gt=OuterRef("taken_on")
        )
        return self.standing().filter(~Exists(later))


@tracked(told_by=("person",))
class Livelihood(CancellableRow):
    """One card: specific data, read by the office alone; others see sums over ten or more."""

    class Stage(models.TextChoices):
        BASELINE = "baseline", _("first card")
        YEARLY = "yearly", _("yearly card")

    class Income(models.TextChoices):
        NONE = "none", _("none yet")
        TO_500 = "to500", _("below Rp500,000")
        TO_1000 = "to1000", _("Rp500,000 to below 1 million")
        TO_2000 = "to2000", _("Rp1 million to below 2 million")
        TO_3000 = "to3000", _("Rp2 million to below 3 million")
        OVER_3000 = "over3000", _("Rp3 million or more")
        SILENT = "silent", _("does not want to say")

    class Work(models.TextChoices):
        FARM = "farm", _("own farming or livestock")
        LABOUR = "labour", _("farm or day labour")
        CRAFT = "craft", _("making food, sewing, crafts")
        TRADE = "trade", _("trade or a stall")
        WAGE = "wage", _("work for a monthly wage")
        HOME = "home", _("the household")
        OTHER = "other", _("something else")
        SILENT = "silent", _("does not want to say")

    class Savings(models.TextChoices):
        NONE = "none", _("none")
        TO_500 = "to500", _("below Rp500,000")
        TO_2000 = "to2000", _("Rp500,000 to below 2 million")
        TO_5000 = "to5000", _("Rp2 million to below 5 million")
        OVER_5000 = "over5000", _("Rp5 million or more")
        SILENT = "silent", _("does not want to say")

    class Intends(models.TextChoices):
        NO = "no", _("no")
        UNSURE = "unsure", _("does not know yet")
        YES = "yes", _("yes")
        SILENT = "silent", _("does not want to say")

    ASKED: ClassVar = ("income", "work", "savings", "intends")
    UNSAID: ClassVar = "silent"

    access: ClassVar[ScopePath] = ScopePath(group="person__group_id", area="person__area")

    person = models.ForeignKey(
        "members.Person", models.PROTECT, related_name="livelihoods", verbose_name=_("person")
    )
    stage = models.CharField(_("card"), max_length=8, choices=Stage, editable=False)
    taken_on = models.DateField(_("asked on"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("asked by"),
    )
    wording = models.CharField(_("wording"), max_length=10, editable=False)
    income = models.CharField(_("income a month"), max_length=8, choices=Income)
    work = models.CharField(_("main work"), max_length=6, choices=Work)
    savings = models.CharField(_("savings"), max_length=8, choices=Savings)
    intends = models.CharField(_("intends to work abroad again"), max_length=6, choices=Intends)

    objects = LivelihoodQuerySet.as_manager()

    class Meta:
        verbose_name = _("livelihood card")
        verbose_name_plural = _("livelihood cards")
        ordering = ["person", "taken_on"]
        indexes = [models.Index(fields=["person", "-taken_on"], name="livelihood_of_person")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(stage="baseline", cancelled_on__isnull=True),
                name="livelihood_one_first_card",
                violation_error_message=_("Her first card is already taken."),
            ),
            models.UniqueConstraint(
                "person",
                ExtractYear("taken_on"),
                condition=Q(cancelled_on__isnull=True),
                name="livelihood_once_a_year",
                violation_error_message=_(
                    "She has a card of this year already. Correct that one instead."
                ),
            ),
            models.CheckConstraint(
                condition=Q(taken_on__gte="1990-01-01"),
                name="livelihood_date_plausible",
                violation_error_message=_("This date is too early."),
            ),
            cancelled_with_reason("livelihood"),
        ]
        triggers: ClassVar = [stays_cancelled()]

    def __str__(self) -> str:
        return f"{self.get_stage_display()}, {self.taken_on:%d-%m-%Y}"
