"""Penyelenggara dan pelatih: who organises a training, and who teaches at it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow
from training.models.trainings import Training
from training.models.whose import OFFICE_REGION, taking_part


@tracked(told_by=("training",))
class Organiser(CodedRow):
    """An institution that organises a training; there may be several."""

    access: ClassVar[ScopePath] = ScopePath(
        area=f"training__{OFFICE_REGION}", of_groups=taking_part("training")
    )

    training = models.ForeignKey(
        Training, models.PROTECT, related_name="organisers", verbose_name=_("training")
    )
    institution = models.ForeignKey(
        "institutions.Institution",
        models.PROTECT,
        related_name="+",
        verbose_name=_("organiser"),
    )
    ended = models.BooleanField(_("no longer an organiser"), default=False)

    objects = ScopedQuerySet["Organiser"].as_manager()

    class Meta:
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["training", "institution"],
                name="organiser_once",
                violation_error_message=_("This organiser is already named."),
            )
        ]

    def __str__(self) -> str:
        return str(self.institution)


@tracked(told_by=("training",))
class Trainer(CodedRow):
    """Who teaches: a member who knows it, or somebody who is only named."""

    access: ClassVar[ScopePath] = ScopePath(
        area=f"training__{OFFICE_REGION}", of_groups=taking_part("training")
    )

    training = models.ForeignKey(
        Training, models.PROTECT, related_name="trainers", verbose_name=_("training")
    )
    person = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="taught",
        verbose_name=_("trainer, if a member"),
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    affiliation = models.CharField(_("from"), max_length=160, blank=True)
    ended = models.BooleanField(_("no longer a trainer"), default=False)

    objects = ScopedQuerySet["Trainer"].as_manager()

    class Meta:
        verbose_name = _("trainer")
        verbose_name_plural = _("trainers")
        ordering = ["id"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ ~Q(name=""),
                name="trainer_is_a_member_or_named",
                violation_error_message=_("Choose a member, or write a name."),
            ),
            models.UniqueConstraint(
                fields=["training", "person"],
                condition=Q(person__isnull=False),
                name="trainer_once",
                violation_error_message=_("She is already named as a trainer."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.person)

    def end(self) -> None:
        self.ended = True
        self.save(update_fields=["ended"])
