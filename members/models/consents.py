"""Persetujuan: what somebody allows beyond the register's own work, and takes back (UU 27/2022)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow

if TYPE_CHECKING:
    from members.models.people import Person


# What of an answer travels with the person; names of rows, and of whom it was told to.
_TOLD = {
    **{name: name for name in ("code", "purpose", "is_given", "text_version", "end_reason")},
    **{name: name for name in ("taken_on", "ended_on")},
    "told_to": "taken_by__name",
}


class ConsentQuerySet(ScopedQuerySet["Consent"]):
    def standing(self) -> ConsentQuerySet:
        """Answers, yes or no, that nothing has taken the place of."""
        return self.filter(ended_on__isnull=True)

    def in_order(self) -> ConsentQuerySet:
        """The word that holds last, whichever record it was written on before a merge."""
        return self.order_by(F("ended_on").asc(nulls_last=True), "id")

    def latest_of(self, person: Person) -> dict[str, Consent]:
        """Her last word on each purpose; one that is not there was never asked for."""
        return {row.purpose: row for row in self.filter(person=person).in_order()}

    def to_bring(self) -> ArraySubquery:
        """All answers of each person of a query, to be read by ``words_brought``."""
        rows = self.filter(person=OuterRef("pk")).in_order()
        return ArraySubquery(rows.values(told=JSONObject(**_TOLD)))


@tracked(told_by=("person",))
class Consent(CodedRow):
    """One answer to one question. A new answer is a new row; silence is none, and means no."""

    class Purpose(models.TextChoices):
        PHOTO_KEPT = "photo_kept", _("photo in the register")
        PHOTO_PUBLISHED = "photo_published", _("photo in reports and news")
        PHONE_SHARED = "phone_shared", _("phone number to fellow members")
        FAMILY = "family", _("contact with the family")

    # Whom she told, where the answer came along with her; None on a signed form.
    told_to: str | None = None
    access: ClassVar[ScopePath] = ScopePath(group="person__group_id", area="person__area")

    person = models.ForeignKey(
        "members.Person",
        models.PROTECT,
        related_name="consents",
        verbose_name=_("person"),
    )
    purpose = models.CharField(_("asked about"), max_length=16, choices=Purpose)
    is_given = models.BooleanField(_("agrees"))
    text_version = models.CharField(_("version of the text"), max_length=16)
    taken_on = models.DateField(_("answered on"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        verbose_name=_("told to"),
        help_text=_("Empty: answered on a signed form."),
    )
    ended_on = models.DateField(_("withdrawn or answered anew on"), null=True, blank=True)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["taken_by"],
                condition=Q(taken_by__isnull=False),
                name="consent_taken_by",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(ended_on__isnull=True),
                name="consent_one_standing",
                violation_error_message=_(
                    "Somebody else has recorded her answer at the same moment. Open her page again."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("taken_on")),
                name="consent_ended_after_taken",
                violation_error_message=_("This day lies before the day of her answer."),
            ),
            models.CheckConstraint(
                condition=~Q(text_version=""),
                name="consent_names_its_text",
                violation_error_message=_("Say which text was agreed to."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())

    @classmethod
    def told(cls, row: dict[str, Any]) -> Consent:
        """An answer as its person brought it along; not to be saved."""
        days = {k: row[k] and dt.date.fromisoformat(row[k]) for k in ("taken_on", "ended_on")}
        rest = {k: v for k, v in row.items() if k not in (*days, "told_to")}
        consent = cls(**rest, **days)
        consent.told_to = row["told_to"]
        return consent

    @property
    def stands(self) -> bool:
        """Whether she agrees now; no, silence and a withdrawn yes do not."""
        return self.is_given and self.ended_on is None

    @property
    def answer(self) -> str:
        """``ya``, ``tidak`` or ``ditarik``."""
        if not self.is_given:
            return str(_("no"))
        return str(_("withdrawn") if self.ended_on else _("yes"))

    def withdraw(self, *, on: dt.date, reason: str = "") -> None:
        """She takes her yes back; the row stays for the record."""
        self.ended_on, self.end_reason = on, reason
        self.save(update_fields=["ended_on", "end_reason"])


def words_brought(person: Person) -> dict[str, Consent]:
    """Her last word on each purpose, of a person who was fetched ``with_words``."""
    rows = (Consent.told(row) for row in person.words)  # type: ignore[attr-defined]
    return {row.purpose: row for row in rows}
