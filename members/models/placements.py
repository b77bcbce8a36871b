"""Work abroad, and the list of occupations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import connection, models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from core import indonesia
from core.access import ScopedQuerySet, ScopePath
from core.checks import partial_date_is_valid, partial_dates_in_order
from core.fields import PartialDateField
from core.functions import NameKey
from core.history import tracked
from core.models import CodedRow, Row
from core.text import name_key


class OccupationQuerySet(models.QuerySet["Occupation"]):
    def named(self, text: str) -> Occupation | None:
        """The occupation of this name, however it is spelt."""
        key = name_key(text)
        return self.filter(key=key).first() if key else None


@tracked()
class Occupation(Row):
    """The office's list of kinds of work abroad; what was typed stays as typed beside it."""

    name = models.CharField(_("occupation"), max_length=80)
    key = models.GeneratedField(
        expression=NameKey(F("name")),
        output_field=models.CharField(max_length=80, db_collation="C"),
        db_persist=True,
    )

    objects = OccupationQuerySet.as_manager()

    class Meta:
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                name="occupation_once",
                violation_error_message=_("This occupation is already on the list."),
            )
        ]

    def __str__(self) -> str:
        return self.name


# Each country costs one step on the index, whereas DISTINCT would read every row.
COUNTRIES_SQL = """
WITH RECURSIVE met(country) AS (
    (SELECT country FROM members_placement ORDER BY country LIMIT 1)
    UNION ALL
    SELECT (SELECT p.country FROM members_placement p
            WHERE p.country > met.country ORDER BY p.country LIMIT 1)
    FROM met WHERE met.country IS NOT NULL
)
SELECT country FROM met WHERE country IS NOT NULL
"""


def _latest_first() -> tuple[Any, ...]:
    goes_on = Case(When(status="abroad", then=Value(0)), default=Value(1))
    return goes_on, Coalesce("departed", "returned").desc(nulls_last=True), "-id"


class PlacementQuerySet(ScopedQuerySet["Placement"]):
    def latest_first(self) -> PlacementQuerySet:
        """The stay that says where she is now first: one that goes on, else the latest."""
        return self.order_by(*_latest_first())

    def by_person(self) -> PlacementQuerySet:
        """Of many people the stays of each together, ``latest_first``: an index brings them so."""
        return self.order_by("person_id", *_latest_first())

    def countries(self) -> list[str]:
        """Every country that any placement names, as alpha-2 codes."""
        with connection.cursor() as cursor:
            cursor.execute(COUNTRIES_SQL)
            return [country for (country,) in cursor.fetchall()]


@tracked(told_by=("person",))
class Placement(CodedRow):
    """One stay abroad for work. A missing return date does not mean that she is still abroad."""

    class Status(models.TextChoices):
        ABROAD = "abroad", _("still abroad")
        RETURNED = "returned", _("returned")
        UNKNOWN = "unknown", _("unknown")

    class Scheme(models.TextChoices):
        P_TO_P = "p_to_p", _("P to P (agency)")
        G_TO_G = "g_to_g", _("G to G")
        G_TO_P = "g_to_p", _("G to P")
        UKPS = "ukps", _("UKPS")
        INDEPENDENT = "independent", _("independent")
        SSW = "ssw", _("SSW")
        UNPROCEDURAL = "unprocedural", _("non-procedural")
        UNKNOWN = "unknown", _("unknown")

    class ReturnReason(models.TextChoices):
        CONTRACT_ENDED = "contract_ended", _("contract ended")
        LEAVE = "leave", _("leave")
        RESIGNED = "resigned", _("resigned")
        LAID_OFF = "laid_off", _("laid off")
        ILL = "ill", _("illness or accident")
        TROUBLE = "trouble", _("in trouble")
        DEPORTED = "deported", _("deported")
        REPATRIATED = "repatriated", _("repatriated")
        PREVENTED = "prevented", _("departure prevented")
        FAMILY = "family", _("family")
        DECEASED = "deceased", _("died")
        OTHER = "other", _("other reason")

    SENSITIVE: ClassVar[tuple[str, ...]] = (
        "scheme",
        "agency",
        "employer",
        "return_reason",
    )
    access: ClassVar[ScopePath] = ScopePath(group="person__group_id", area="person__area")

    person = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        related_name="placements",
        db_index=False,
        verbose_name=_("person"),
    )
    country = models.CharField(_("country"), max_length=2)
    status = models.CharField(_("now"), max_length=8, choices=Status)
    occupation = models.CharField(_("occupation"), max_length=80, blank=True)
    occupation_ref = models.ForeignKey(
        Occupation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    sector = models.CharField(_("sector"), max_length=80, blank=True)
    scheme = models.CharField(_("scheme"), max_length=12, choices=Scheme, blank=True)
    agency = models.CharField(_("agency (P3MI)"), max_length=120, blank=True)
    employer = models.CharField(_("employer"), max_length=120, blank=True)
    departed = PartialDateField(_("departed"), blank=True)
    returned = PartialDateField(_("returned"), blank=True)
    return_reason = models.CharField(
        _("reason for returning"), max_length=14, choices=ReturnReason, blank=True
    )
    contract_ends = PartialDateField(_("contract ends"), blank=True)
    sensitive_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="+",
        help_text="who wrote the sensitive fields: she may read them again",
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = _("work abroad")
        verbose_name_plural = _("work abroad")
        ordering = ["-departed", "-id"]
        indexes = [
            models.Index(fields=["person", "-departed"], name="placement_of_person"),
            models.Index(fields=["country", "person"], name="placement_by_country"),
            models.Index(
                fields=["sensitive_by"],
                condition=Q(sensitive_by__isnull=False),
                name="placement_sensitive_by",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z]{2}$") & ~Q(country="ID"),
                name="placement_country_abroad",
                violation_error_message=_("Choose a country abroad."),
            ),
            models.CheckConstraint(
                condition=~Q(status="abroad") | Q(returned__isnull=True, return_reason=""),
                name="placement_abroad_has_no_return",
                violation_error_message=_(
                    "Who is still abroad has no return date. Choose “returned”, or clear the date."
                ),
            ),
            partial_date_is_valid("departed", name="placement_departed_exists"),
            partial_date_is_valid("returned", name="placement_returned_exists"),
            partial_date_is_valid("contract_ends", name="placement_contract_ends_exists"),
            partial_dates_in_order(
                "departed",
                "returned",
                name="placement_return_after_departure",
                message=_("The return lies before the departure."),
            ),
            partial_dates_in_order(
                "departed",
                "contract_ends",
                name="placement_contract_after_departure",
                message=_("The contract ends before the departure."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(status="abroad"),
                name="placement_one_abroad",
                violation_error_message=_(
                    "She is already recorded as abroad. Close that stay first."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country_name} {self.departed or ''}".strip()

    def shows_sensitive_to(self, user: Any, *, may_view: bool) -> bool:
        """Officers see the sensitive fields, and whoever wrote them sees what she wrote."""
        return may_view or (user.pk is not None and self.sensitive_by_id == user.pk)

    def come_back(self, *, on: str) -> None:
        """She is home since that day."""
        self.status, self.returned = self.Status.RETURNED, on
        self.save(update_fields=["status", "returned"])

    def name_occupation(self) -> None:
        """Link the occupation as typed with the office's list, where it stands there."""
        self.occupation_ref = Occupation.objects.named(self.occupation)

    @property
    def has_sensitive(self) -> bool:
        """Whether any sensitive field is filled in; an empty one is anybody's to write."""
        return any(getattr(self, name) for name in self.SENSITIVE)

    @property
    def country_name(self) -> str:
        return indonesia.country_name(self.country)
