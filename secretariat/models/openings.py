"""Peluang: business opportunities, capital schemes, buyers, invitations to trainings."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath, area_q
from core.history import tracked
from core.models import CodedRow
from members.models import Group

OFFICE_REGION = "office__region_id"


def published_for(groups: list[int]) -> Q:
    """What the offices that serve these groups have published: drafts are the offices' own."""
    served = Group.objects.filter(
        Q(village_id=OuterRef(OFFICE_REGION))
        | Q(village__code__startswith=Concat(OuterRef(OFFICE_REGION), Value("."))),
        pk__in=groups,
    )
    return Q(Exists(served), published_on__isnull=False)


class OpeningQuerySet(ScopedQuerySet["Opening"]):
    def published(self) -> OpeningQuerySet:
        """All that anybody may read: also what has ended or was withdrawn since."""
        return self.filter(published_on__isnull=False)

    def drafts(self) -> OpeningQuerySet:
        return self.filter(published_on__isnull=True, withdrawn_on__isnull=True)

    def withdrawn(self) -> OpeningQuerySet:
        return self.filter(withdrawn_on__isnull=False)

    def current(self, today: dt.date) -> OpeningQuerySet:
        """What stands open on this day."""
        return self.published().filter(withdrawn_on__isnull=True, until__gte=today)

    def over(self, today: dt.date) -> OpeningQuerySet:
        return self.published().filter(withdrawn_on__isnull=True, until__lt=today)

    def of_region(self, region: str) -> OpeningQuerySet:
        """Those of the offices within a region and above it."""
        parts = region.split(".")
        above = [".".join(parts[:n]) for n in range(1, len(parts))]
        return self.filter(area_q(OFFICE_REGION, region) | Q(office__region_id__in=above))


@tracked()
class Opening(CodedRow):
    """One opening of an office: what, for whom, until when, and whom to ask."""

    class Kind(models.TextChoices):
        BUSINESS = "business", _("business opportunity")
        CAPITAL = "capital", _("capital scheme")
        BUYER = "buyer", _("buyer")
        TRAINING = "training", _("invitation to a training")

    access: ClassVar[ScopePath] = ScopePath(area=OFFICE_REGION, of_groups=published_for)

    office = models.ForeignKey(
        "institutions.Institution",
        models.PROTECT,
        related_name="+",
        verbose_name=_("published by the office"),
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    title = models.CharField(_("title of the opening"), max_length=120)
    text = models.TextField(_("what is offered"), max_length=2000)
    audience = models.CharField(_("for whom"), max_length=200)
    place = models.CharField(_("place"), max_length=120, blank=True)
    until = models.DateField(_("until"))
    contact = models.CharField(_("whom to ask"), max_length=200)
    topic = models.ForeignKey(
        "training.Topic",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skill"),
    )
    commodity = models.CharField(_("commodity"), max_length=60, blank=True)
    no_job_abroad = models.BooleanField(_("this is no job abroad"), default=False)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("published by"),
    )
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ["until", "id"]
        indexes = [
            models.Index(
                fields=["until", "id"],
                condition=Q(published_on__isnull=False, withdrawn_on__isnull=True),
                name="opening_standing",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text="") & ~Q(audience="") & ~Q(contact=""),
                name="opening_says_what_and_for_whom",
                violation_error_message=_("Write the title, the text, for whom, and whom to ask."),
            ),
            models.CheckConstraint(
                condition=Q(until__range=("1990-01-01", "2099-12-31")),
                name="opening_until_plausible",
                violation_error_message=_("This date is not plausible."),
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True)
                | Q(no_job_abroad=True, published_by__isnull=False),
                name="opening_published_is_no_job_abroad",
                violation_error_message=_("Tick that this is no job abroad."),
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True) | Q(until__gte=F("published_on")),
                name="opening_until_after_publishing",
                violation_error_message=_("The last day lies before the day of publishing."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_reason=""),
                name="opening_withdrawn_with_reason",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("secretariat:opening_detail", args=[self.code])

    @property
    def is_published(self) -> bool:
        return self.published_on is not None

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_on is not None

    @property
    def is_current(self) -> bool:
        """Whether anybody may still answer it today."""
        return self.is_published and not self.is_withdrawn and self.until >= timezone.localdate()

    def publish(self, *, by: Any) -> None:
        """From today anybody may read it."""
        self.no_job_abroad, self.published_by = True, by
        self.published_on = timezone.localdate()
        self.save(update_fields=["no_job_abroad", "published_by", "published_on"])

    def withdraw(self, *, reason: str) -> None:
        """It no longer holds; the page says so to who opens an old link."""
        self.withdrawn_on, self.withdrawn_reason = timezone.localdate(), reason
        self.save(update_fields=["withdrawn_on", "withdrawn_reason"])
