"""Tindak lanjut dan keterampilan: what of a training is still in use, and who knows what."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow
from members.models import Person
from training.models.trainings import Training
from training.models.whose import OFFICE_REGION

MOST_INCOME = 1_000_000_000


class FollowUpQuerySet(ScopedQuerySet["FollowUp"]):
    def answered(self) -> FollowUpQuerySet:
        return self.filter(uses__in=FollowUp.ANSWERED)

    def done(self) -> FollowUpQuerySet:
        """All after which nobody asks again: who was not met is still to be asked."""
        return self.exclude(uses=FollowUp.Uses.NOT_MET)

    def explained(self) -> FollowUpQuerySet:
        """Those that say why she does not use it, or not all of it."""
        return self.filter(uses__in=FollowUp.NOT_ALL).exclude(why="")


@tracked(told_by=("participant",))
class FollowUp(CodedRow):
    """Whether she uses what she learned, asked 3, 6 and 12 months after the training."""

    class Stage(models.IntegerChoices):
        THREE = 3, _("after 3 months")
        SIX = 6, _("after 6 months")
        TWELVE = 12, _("after 12 months")

    class Uses(models.TextChoices):
        YES = "yes", _("yes")
        PARTLY = "partly", _("partly")
        NO = "no", _("no")
        NOT_MET = "not_met", _("not met yet")
        SILENT = "silent", _("does not want to say")

    class Why(models.TextChoices):
        TOOLS = "tools", _("no tools")
        CAPITAL = "capital", _("no capital")
        LAND = "land", _("no land")
        TIME = "time", _("no time")
        MARKET = "market", _("nobody buys")
        UNCLEAR = "unclear", _("not understood yet")
        OTHER = "other", _("something else")

    ANSWERED: ClassVar = ("yes", "partly", "no")
    NOT_ALL: ClassVar = ("partly", "no")

    access: ClassVar[ScopePath] = ScopePath(
        group="participant__through__group_id",
        area=f"participant__training__{OFFICE_REGION}",
    )

    participant = models.ForeignKey(
        "training.Participant",
        models.PROTECT,
        related_name="follow_ups",
        verbose_name=_("participant"),
    )
    months = models.PositiveSmallIntegerField(_("asked"), choices=Stage)
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("asked by"),
    )
    uses = models.CharField(_("uses it"), max_length=7, choices=Uses)
    why = models.CharField(_("why not"), max_length=7, choices=Why, blank=True)
    note = models.CharField(_("in her words"), max_length=300, blank=True)
    income = models.BigIntegerField(
        _("more income a month (rupiah)"),
        null=True,
        blank=True,
        help_text=_("Asked and read by the office alone."),
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["participant", "months"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "months"],
                name="followup_once",
                violation_error_message=_("This is already answered. Correct the answer instead."),
            ),
            models.CheckConstraint(
                condition=Q(months__in=[3, 6, 12]),
                name="followup_at_3_6_or_12_months",
                violation_error_message=_("It is asked after 3, 6 and 12 months."),
            ),
            models.CheckConstraint(
                condition=Q(income__isnull=True) | Q(income__range=(-MOST_INCOME, MOST_INCOME)),
                name="followup_income_plausible",
                violation_error_message=_("This amount is not plausible."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.get_months_display()}"

    @property
    def is_done(self) -> bool:
        """Whether nobody asks again."""
        return self.pk is not None and self.uses != self.Uses.NOT_MET


class SkillQuerySet(ScopedQuerySet["Skill"]):
    def current(self) -> SkillQuerySet:
        return self.filter(ended_on__isnull=True)

    def teachable(self) -> SkillQuerySet:
        return self.current().filter(can_teach=True)

    def take_up(self, person: Person, training: Training) -> bool:
        """Write down what she learned in a training; False where it is written down already."""
        values = {"learned": Skill.Learned.TRAINING, "training": training}
        return self.get_or_create(
            person=person, topic=training.topic, ended_on=None, defaults=values
        )[1]


@tracked(told_by=("person",))
class Skill(CodedRow):
    """What a woman knows, where she learned it, and whether she can teach it."""

    class Learned(models.TextChoices):
        ABROAD = "abroad", _("at work abroad")
        TRAINING = "training", _("in a training")
        ELSEWHERE = "other", _("elsewhere")

    access: ClassVar[ScopePath] = ScopePath(group="person__group_id", area="person__area")

    person = models.ForeignKey(
        "members.Person", models.PROTECT, related_name="skills", verbose_name=_("person")
    )
    topic = models.ForeignKey(
        "training.Topic", models.PROTECT, related_name="skills", verbose_name=_("skill")
    )
    learned = models.CharField(_("learned"), max_length=8, choices=Learned)
    training = models.ForeignKey(
        "training.Training",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("training"),
    )
    country = models.CharField(_("country"), max_length=2, blank=True)
    can_teach = models.BooleanField(_("can teach it"), default=False)
    note = models.CharField(_("note"), max_length=160, blank=True)
    ended_on = models.DateField(_("no longer since"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = SkillQuerySet.as_manager()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["topic", "id"]
        indexes = [
            models.Index(
                fields=["topic", "person"],
                condition=Q(can_teach=True, ended_on__isnull=True),
                name="skill_teachable",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"],
                condition=Q(ended_on__isnull=True),
                name="skill_once",
                violation_error_message=_("This skill is already written down."),
            ),
            models.CheckConstraint(
                condition=Q(learned="training") | Q(training__isnull=True),
                name="skill_training_only_where_learned_there",
                violation_error_message=_("A training is named only where it was learned there."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""),
                name="skill_ended_with_reason",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.topic)

    def end(self, *, on: dt.date, reason: str) -> None:
        """From that day she no longer knows or teaches it; the row stays for the record."""
        self.ended_on, self.end_reason = on, reason
        self.save(update_fields=["ended_on", "end_reason"])
