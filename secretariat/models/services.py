"""Layanan: what somebody asked the desk, its notes, and where it was passed on."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.codes import is_code
from core.history import tracked
from core.models import CodedRow, Row

# Of a question, a note, an answer or a result.
LONGEST_TEXT = 5_000


class Urgency(models.IntegerChoices):
    NORMAL = 1, _("can wait")
    SOON = 2, _("this week")
    URGENT = 3, _("urgent")


class Channel(models.TextChoices):
    VISIT = "visit", _("came by")
    PHONE = "phone", _("by phone")
    WHATSAPP = "whatsapp", _("by WhatsApp")


class AskerIs(models.TextChoices):
    """Who stands before the desk: the worker herself, her family, somebody else."""

    HERSELF = "herself", _("for herself")
    FAMILY = "family", _("family of a worker")
    OTHER = "other", _("somebody else")


class ServiceQuerySet(ScopedQuerySet["Service"]):
    def open(self) -> ServiceQuerySet:
        return self.exclude(state="closed")

    def overdue(self, day: dt.date | None = None) -> ServiceQuerySet:
        """Open ones whose day has passed."""
        return self.open().filter(due_on__lt=day or timezone.localdate())

    def urgent(self) -> ServiceQuerySet:
        return self.open().filter(urgency=Urgency.URGENT)

    def in_month(self, month: dt.date) -> ServiceQuerySet:
        return self.filter(opened_on__year=month.year, opened_on__month=month.month)

    def search(self, text: str) -> ServiceQuerySet:
        """By the name of who asked or for whom, or by the exact code."""
        found = Q(asker_name__icontains=text) | Q(about_name__icontains=text)
        if is_code(text.lower()):
            found |= Q(code=text.lower())
        return self.filter(found)


@tracked(told_by=("asker", "about", "group"))
class Service(CodedRow):
    """One visit to the desk. What must be kept from others is no row of this table: it is sealed.

    The names stand as they were said; a person of the register is linked besides. A number is
    kept only of who agreed to be called.
    """

    class State(models.TextChoices):
        OPEN = "open", _("in progress")
        REVIEW = "review", _("open, to be reviewed")
        CLOSED = "closed", _("closed")

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="region_id")

    group = models.ForeignKey(
        "members.Group",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("group"),
    )
    region = models.ForeignKey(
        "regions.Region",
        models.PROTECT,
        to_field="code",
        related_name="+",
        verbose_name=_("region"),
    )
    opened_on = models.DateField(_("asked on"))
    channel = models.CharField(_("way"), max_length=8, choices=Channel, default=Channel.VISIT)
    topic = models.ForeignKey(
        "secretariat.ServiceTopic", models.PROTECT, related_name="services", verbose_name=_("topic")
    )
    asker_is = models.CharField(_("who asks"), max_length=8, choices=AskerIs)
    asker = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services_asked",
        verbose_name=_("member who asks"),
    )
    asker_name = models.CharField(_("name of who asks"), max_length=120)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    about = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="services_about",
        verbose_name=_("member it is about"),
    )
    about_name = models.CharField(_("name of whom it is about"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    question = models.TextField(_("what she asks"), max_length=LONGEST_TEXT)
    urgency = models.PositiveSmallIntegerField(
        _("urgency"), choices=Urgency, default=Urgency.NORMAL
    )
    due_on = models.DateField(_("to be done by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=State, default=State.OPEN)
    result = models.TextField(_("result"), max_length=LONGEST_TEXT, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=_("received by"),
    )
    rank = models.GeneratedField(
        expression=Case(
            When(state="closed", then=Value(0)),
            default=F("urgency"),
            output_field=models.PositiveSmallIntegerField(),
        ),
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
    )

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service of the desk")
        verbose_name_plural = _("services")
        ordering = ["-rank", "opened_on", "id"]
        indexes = [
            models.Index(F("rank").desc(), "opened_on", "id", name="service_by_queue"),
            models.Index(fields=["-opened_on", "-id"], name="service_by_date"),
            models.Index(fields=["region", "-opened_on"], name="service_by_region"),
            models.Index(
                fields=["due_on"], condition=~Q(state="closed"), name="service_open_by_due"
            ),
            GinIndex(OpClass(Upper("asker_name"), name="gin_trgm_ops"), name="service_by_asker"),
            GinIndex(OpClass(Upper("about_name"), name="gin_trgm_ops"), name="service_by_about"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(asker_name="") & ~Q(question=""),
                name="service_says_who_and_what",
                violation_error_message=_("Write who asks, and what."),
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False) & ~Q(result="")
                | ~Q(state="closed") & Q(closed_on__isnull=True, result=""),
                name="service_closed_with_a_result",
                violation_error_message=_("Write what came of it."),
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="service_closed_after_it_was_asked",
                violation_error_message=_("It cannot be closed before it was asked."),
            ),
            models.CheckConstraint(
                condition=Q(opened_on__range=("1990-01-01", "2099-12-31")),
                name="service_date_plausible",
                violation_error_message=_("This date is not plausible."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("opened_on")),
                name="service_due_after_it_was_asked",
                violation_error_message=_("It cannot be due before it was asked."),
            ),
            models.CheckConstraint(
                condition=Q(phone__regex=r"^(\+[1-9][0-9]{6,14})?$"),
                name="service_phone_international",
                violation_error_message=_("Write the phone number with its digits only."),
            ),
            models.CheckConstraint(
                condition=Q(country__regex=r"^([A-Z]{2})?$"),
                name="service_country_is_a_code",
                violation_error_message=_("Choose a country of the list."),
            ),
            models.CheckConstraint(
                condition=Q(urgency__range=(1, 3)),
                name="service_urgency_known",
                violation_error_message=_("Choose how urgent it is."),
            ),
        ]

    def __str__(self) -> str:
        return self.asker_name

    def get_absolute_url(self) -> str:
        return reverse("secretariat:service_detail", args=[self.code])

    @property
    def is_open(self) -> bool:
        return self.state != self.State.CLOSED


@tracked(told_by=("service",))
class ServiceNote(Row):
    """A line of a service's story. What is told to the family is written for the family."""

    access: ClassVar[ScopePath] = ScopePath(group="service__group_id", area="service__region_id")

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="notes", verbose_name=_("service of the desk")
    )
    text = models.TextField(_("note"), max_length=LONGEST_TEXT)
    for_family = models.BooleanField(_("passed on to the family"), default=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = ScopedQuerySet["ServiceNote"].as_manager()

    class Meta:
        verbose_name = _("note of a service")
        verbose_name_plural = _("notes of services")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="servicenote_says_something",
                violation_error_message=_("Write the note."),
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]


@tracked(told_by=("service",))
class Referral(CodedRow):
    """A service passed on to an institution, and what that answered."""

    access: ClassVar[ScopePath] = ScopePath(group="service__group_id", area="service__region_id")

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="referrals", verbose_name=_("service of the desk")
    )
    institution = models.ForeignKey(
        "institutions.Institution",
        models.PROTECT,
        related_name="+",
        verbose_name=_("passed on to"),
    )
    referred_on = models.DateField(_("passed on"))
    answer = models.TextField(_("answer"), max_length=LONGEST_TEXT, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    objects = ScopedQuerySet["Referral"].as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["referred_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_on__isnull=True)
                | Q(answered_on__isnull=False) & ~Q(answer=""),
                name="referral_answered_on_a_day",
                violation_error_message=_("Write what they answered."),
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("referred_on")),
                name="referral_answered_after_it_was_sent",
                violation_error_message=_("The answer cannot lie before the day it was passed on."),
            ),
            models.UniqueConstraint(
                fields=["service", "institution"],
                condition=Q(answered_on__isnull=True),
                name="referral_one_waits",
                violation_error_message=_("It was passed on there already; the answer is awaited."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institution}"
