"""Usulan: what a group asks for, and how far each line of it has come."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aid.models.proposal_queries import ProposalLineQuerySet, ProposalQuerySet
from core.access import ScopePath
from core.history import tracked
from core.models import CodedRow, Row, StoredFile
from core.states import Transitions, only_by


@tracked(told_by=("group",))
class Proposal(CodedRow):
    """A group asks for goods, itself or through the village head or the penyuluh."""

    class ProposedBy(models.TextChoices):
        GROUP = "group", _("the group")
        VILLAGE = "village", _("the village head")
        EXTENSION = "extension", _("the extension officer")
        OFFICE = "office", _("the office")

    access: ClassVar[ScopePath] = ScopePath(group="group_id", area="group__village_id")

    group = models.ForeignKey(
        "members.Group", models.PROTECT, related_name="proposals", verbose_name=_("group")
    )
    proposed_on = models.DateField(_("proposed on"))
    proposed_by = models.CharField(
        _("proposed by"), max_length=10, choices=ProposedBy, default=ProposedBy.GROUP
    )
    proposer = models.CharField(_("name of who proposes"), max_length=120, blank=True)
    number = models.CharField(_("number of the letter"), max_length=80, blank=True)
    programme = models.ForeignKey(
        "institutions.Programme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("programme"),
    )
    purpose = models.TextField(_("what it is needed for"), max_length=1000, blank=True)
    scan = models.ForeignKey(
        StoredFile,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scan of the letter"),
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-proposed_on", "-id"]
        indexes = [models.Index(fields=["-proposed_on", "-id"], name="proposal_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(proposed_on__gte="1945-08-17"),
                name="proposal_date_plausible",
                violation_error_message=_("This date is too early."),
            )
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="date_goes_to_lines",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("proposed_on"),
                condition=pgtrigger.Q(old__proposed_on__df=pgtrigger.F("new__proposed_on")),
                func="UPDATE aid_proposalline SET proposed_on = NEW.proposed_on"
                " WHERE proposal_id = NEW.id; RETURN NULL;",
            )
        ]

    def __str__(self) -> str:
        return self.number or self.code

    def get_absolute_url(self) -> str:
        return reverse("aid:proposal_detail", args=[self.code])

    @property
    def is_untouched(self) -> bool:
        """Whether no office has decided any of it: what was withdrawn before a visit aside."""
        lines = list(self.lines.all())
        waits = any(line.state == ProposalLine.State.PROPOSED for line in lines)
        return waits and all(line.is_undecided for line in lines)


# What may follow a state. A cancelled handover leads back from handed over to decreed.
TRANSITIONS: Transitions = {
    "proposed": ("verified", "rejected", "cancelled"),
    "verified": ("decreed", "rejected", "cancelled"),
    "decreed": ("handed_over", "cancelled"),
    "handed_over": ("decreed",),
}

# The dates of the papers are copied to the line, so that their order can be a constraint.
DATES_SQL = """
SELECT p.proposed_on INTO STRICT NEW.proposed_on FROM aid_proposal p WHERE p.id = NEW.proposal_id;
NEW.verified_on := (
    SELECT v.visited_on FROM aid_verification v WHERE v.id = NEW.verification_id
);
NEW.decreed_on := (SELECT d.date FROM aid_aiddecree d WHERE d.id = NEW.decree_id);
RETURN NEW;
"""

# Only a visit of the proposal itself, and against its finding only with a reason.
VERIFIED_SQL = """
IF NOT EXISTS (
    SELECT FROM aid_verification v WHERE v.id = NEW.verification_id
    AND v.proposal_id = NEW.proposal_id
) THEN
    RAISE EXCEPTION 'the visit belongs to another proposal'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'proposalline_own_verification';
END IF;
IF NEW.state = 'verified' AND EXISTS (
    SELECT FROM aid_verification v WHERE v.id = NEW.verification_id
    AND v.against_reason = ''
    AND ('unsuitable' IN (v.fits_land, v.can_run, v.can_repair)
        OR 'doubtful' IN (v.fits_land, v.can_run, v.can_repair))
) THEN
    RAISE EXCEPTION 'approved against the land fit check without a reason'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'proposalline_fits_or_has_a_reason';
END IF;
RETURN NEW;
"""

HANDED_ON_SQL = """
UPDATE aid_handoverline SET decreed_on = NEW.decreed_on
WHERE proposal_line_id = NEW.id AND decreed_on IS DISTINCT FROM NEW.decreed_on;
RETURN NULL;
"""


@tracked(told_by=("proposal", "decree"))
class ProposalLine(Row):
    """One kind of goods asked for; the state stands here, since one line may be refused."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        VERIFIED = "verified", _("verified")
        DECREED = "decreed", _("decreed")
        HANDED_OVER = "handed_over", _("handed over")
        REJECTED = "rejected", _("rejected")
        CANCELLED = "cancelled", _("cancelled")

    access: ClassVar[ScopePath] = ScopePath(
        group="proposal__group_id", area="proposal__group__village_id"
    )

    proposal = models.ForeignKey(
        Proposal, models.PROTECT, related_name="lines", verbose_name=_("proposal")
    )
    kind = models.ForeignKey(
        "aid.GoodsKind", models.PROTECT, related_name="+", verbose_name=_("kind of goods")
    )
    detail = models.CharField(_("detail"), max_length=200, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=9, decimal_places=2, default=1)
    state = models.CharField(_("state"), max_length=11, choices=State, default=State.PROPOSED)
    state_reason = models.CharField(_("reason"), max_length=300, blank=True)
    verification = models.ForeignKey(
        "aid.Verification",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name=_("verification"),
    )
    decree = models.ForeignKey(
        "aid.AidDecree",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name=_("decree"),
    )
    decreed_quantity = models.DecimalField(
        _("decreed quantity"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    order_reason = models.CharField(
        _("why the dates stand in reverse order"), max_length=300, blank=True
    )
    proposed_on = models.DateField(_("proposed on"), editable=False)
    verified_on = models.DateField(_("verified on"), null=True, editable=False)
    decreed_on = models.DateField(_("decreed on"), null=True, editable=False)

    trigger_messages: ClassVar = {
        "proposalline_state_by_table": _(
            "This line is no longer where it was. Look at the proposal and choose again."
        ),
        "proposalline_own_verification": _("This visit belongs to another proposal."),
        "proposalline_fits_or_has_a_reason": _(
            "The visit found that it does not fit. Write why it is approved all the same."
        ),
    }

    objects = ProposalLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a proposal")
        verbose_name_plural = _("lines of proposals")
        ordering = ["id"]
        indexes = [models.Index(fields=["state"], name="proposalline_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0),
                name="proposalline_quantity_positive",
                violation_error_message=_("Write a quantity above zero."),
            ),
            models.CheckConstraint(
                condition=Q(decreed_quantity__isnull=True)
                | Q(decreed_quantity__gt=0, decreed_quantity__lte=F("quantity")),
                name="proposalline_decreed_at_most_asked",
                violation_error_message=_("More than was asked for cannot be decreed."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["rejected", "cancelled"]) | ~Q(state_reason=""),
                name="proposalline_ended_with_reason",
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["verified", "decreed", "handed_over"])
                | Q(verification__isnull=False),
                name="proposalline_verified_by_a_visit",
                violation_error_message=_("Record the visit first."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["decreed", "handed_over"])
                | Q(decree__isnull=False, decreed_quantity__isnull=False),
                name="proposalline_decreed_by_a_decree",
                violation_error_message=_("Record the decree first."),
            ),
            models.CheckConstraint(
                condition=~Q(order_reason="")
                | (
                    (Q(verified_on__isnull=True) | Q(verified_on__gte=F("proposed_on")))
                    & (Q(decreed_on__isnull=True) | Q(decreed_on__gte=F("proposed_on")))
                    & (
                        Q(decreed_on__isnull=True)
                        | Q(verified_on__isnull=True)
                        | Q(decreed_on__gte=F("verified_on"))
                    )
                ),
                name="proposalline_dates_in_order",
                violation_error_message=_(
                    "The dates stand in reverse order: proposed, verified, decreed. "
                    "Correct the date, or write why it was so."
                ),
            ),
        ]
        triggers: ClassVar = [
            only_by(TRANSITIONS, field="state", constraint="proposalline_state_by_table"),
            pgtrigger.Trigger(
                name="dates_of_papers",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=DATES_SQL,
            ),
            pgtrigger.Trigger(
                name="verified_by_own_visit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state", "verification_id"),
                condition=pgtrigger.Q(new__verification__isnull=False),
                func=VERIFIED_SQL,
            ),
            pgtrigger.Trigger(
                name="decree_date_to_handovers",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("decreed_on", "decree_id", "proposed_on"),
                condition=pgtrigger.Q(old__decreed_on__df=pgtrigger.F("new__decreed_on")),
                func=HANDED_ON_SQL,
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind)

    @property
    def is_undecided(self) -> bool:
        """Proposed, or withdrawn before anybody came."""
        return self.state == self.State.PROPOSED or (
            self.state == self.State.CANCELLED and self.verification_id is None
        )

    @property
    def is_reversed(self) -> bool:
        """Whether a date of its papers lies before the one of the paper that comes first."""
        days = [day for day in (self.proposed_on, self.verified_on, self.decreed_on) if day]
        return days != sorted(days)
