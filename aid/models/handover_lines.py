"""What stands on a handover's paper: its goods, its witnesses, its photos."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from aid.models.attached import AttachedPhoto
from aid.models.conditions import MOST_RUPIAH, Condition
from core.access import ScopedQuerySet, ScopePath
from core.history import tracked
from core.models import CodedRow, Row

# A line belongs to a paper that is still written, and takes up a decreed line of its own group.
LINE_SQL = """
SELECT h.handed_on, h.order_reason INTO STRICT NEW.handed_on, NEW.order_reason
FROM aid_handover h WHERE h.id = NEW.handover_id;
NEW.decreed_on := (
    SELECT l.decreed_on FROM aid_proposalline l WHERE l.id = NEW.proposal_line_id
);
RETURN NEW;
"""
WRITTEN_SQL = """
IF EXISTS (
    SELECT FROM aid_handover h WHERE h.id = NEW.handover_id AND h.state <> 'draft'
) THEN
    RAISE EXCEPTION 'the paper is issued'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_issued_is_fixed';
END IF;
IF NEW.proposal_line_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM aid_proposalline l JOIN aid_proposal p ON p.id = l.proposal_id
    JOIN aid_handover h ON h.id = NEW.handover_id
    WHERE l.id = NEW.proposal_line_id AND p.group_id = h.group_id AND l.kind_id = NEW.kind_id
) THEN
    RAISE EXCEPTION 'the line was asked for by another group, or is of another kind'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'handoverline_of_own_proposal';
END IF;
IF NEW.proposal_line_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM aid_proposalline l WHERE l.id = NEW.proposal_line_id AND l.state = 'decreed'
) THEN
    RAISE EXCEPTION 'handed over before it was decreed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'handoverline_after_decree';
END IF;
RETURN NEW;
"""
TAKEN_OFF_SQL = """
IF EXISTS (
    SELECT FROM aid_handover h WHERE h.id = OLD.handover_id AND h.state <> 'draft'
) THEN
    RAISE EXCEPTION 'the paper is issued'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_issued_is_fixed';
END IF;
RETURN OLD;
"""
WITNESS_SQL = """
IF EXISTS (
    SELECT FROM aid_handover h WHERE h.id = NEW.handover_id AND h.state <> 'draft'
) THEN
    RAISE EXCEPTION 'the paper is issued'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'handover_issued_is_fixed';
END IF;
RETURN NEW;
"""


def _taken_off_a_draft() -> pgtrigger.Trigger:
    """What stands on an issued paper is not taken off either."""
    return pgtrigger.Trigger(
        name="taken_off_a_draft",
        when=pgtrigger.Before,
        operation=pgtrigger.Delete,
        func=TAKEN_OFF_SQL,
    )


@tracked(told_by=("handover",))
class HandoverLine(CodedRow):
    """Goods as they stand on the paper; a tracked line becomes one piece of equipment each."""

    access: ClassVar[ScopePath] = ScopePath(
        group="handover__group_id", area="handover__group__village_id"
    )

    handover = models.ForeignKey(
        "aid.Handover", models.PROTECT, related_name="lines", verbose_name=_("handover")
    )
    proposal_line = models.ForeignKey(
        "aid.ProposalLine",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handed_lines",
        verbose_name=_("line of the proposal"),
    )
    kind = models.ForeignKey(
        "aid.GoodsKind", models.PROTECT, related_name="+", verbose_name=_("kind of goods")
    )
    brand = models.CharField(_("brand and type"), max_length=80, blank=True)
    specification = models.CharField(_("specification"), max_length=240, blank=True)
    serials = models.TextField(
        _("serial numbers"), max_length=2000, blank=True, help_text=_("One on each line.")
    )
    built = models.PositiveSmallIntegerField(_("year of make"), null=True, blank=True)
    quantity = models.DecimalField(_("quantity"), max_digits=9, decimal_places=2, default=1)
    unit = models.CharField(_("unit"), max_length=20)
    unit_price = models.BigIntegerField(_("unit price (rupiah)"), null=True, blank=True)
    condition = models.CharField(
        _("condition"), max_length=12, choices=Condition, default=Condition.GOOD
    )
    accessories = models.CharField(_("accessories"), max_length=240, blank=True)
    refused_quantity = models.DecimalField(
        _("refused quantity"), max_digits=9, decimal_places=2, default=0
    )
    refused_reason = models.CharField(_("why it was refused"), max_length=300, blank=True)
    handed_on = models.DateField(editable=False)
    decreed_on = models.DateField(null=True, editable=False)
    order_reason = models.CharField(max_length=300, blank=True, editable=False)

    trigger_messages: ClassVar = {
        "handoverline_of_own_proposal": _(
            "This line was asked for by another group, or is of another kind."
        ),
        "handoverline_after_decree": _("This line is not decreed. Record the decree first."),
    }

    objects = ScopedQuerySet["HandoverLine"].as_manager()

    class Meta:
        verbose_name = _("line of a handover")
        verbose_name_plural = _("lines of handovers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "proposal_line"],
                name="handoverline_of_a_proposal_once",
                violation_error_message=_("This line of the proposal stands twice on the paper."),
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0),
                name="handoverline_quantity_positive",
                violation_error_message=_("Write a quantity above zero."),
            ),
            models.CheckConstraint(
                condition=Q(refused_quantity=0)
                | Q(refused_quantity__gt=0, refused_quantity__lte=F("quantity"))
                & ~Q(refused_reason=""),
                name="handoverline_refused_with_reason",
                violation_error_message=_(
                    "Refused can be at most what was delivered, and needs a reason."
                ),
            ),
            models.CheckConstraint(
                condition=Q(unit_price__isnull=True) | Q(unit_price__range=(0, MOST_RUPIAH)),
                name="handoverline_price_plausible",
                violation_error_message=_("Write a value from 0 to 1,000,000,000,000 rupiah."),
            ),
            models.CheckConstraint(
                condition=Q(built__isnull=True) | Q(built__range=(1950, 2100)),
                name="handoverline_year_plausible",
                violation_error_message=_("This year is not plausible."),
            ),
            models.CheckConstraint(
                condition=Q(decreed_on__isnull=True)
                | Q(handed_on__gte=F("decreed_on"))
                | ~Q(order_reason=""),
                name="handoverline_not_before_decree",
                violation_error_message=_(
                    "The goods were handed over before they were decreed. "
                    "Correct the date, or write why it was so."
                ),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="dates_of_papers",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=LINE_SQL,
            ),
            pgtrigger.Trigger(
                name="written_on_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf(
                    *("handover_id", "proposal_line_id", "kind_id", "brand", "specification"),
                    *("serials", "built", "quantity", "unit", "unit_price", "condition"),
                    *("accessories", "refused_quantity", "refused_reason"),
                ),
                func=WRITTEN_SQL,
            ),
            _taken_off_a_draft(),
        ]

    def __str__(self) -> str:
        return str(self.kind)


@tracked(told_by=("handover",))
class Witness(Row):
    """Saksi/mengetahui: who signs besides the two parties, in the paper's order."""

    access: ClassVar[ScopePath] = ScopePath(
        group="handover__group_id", area="handover__group__village_id"
    )

    handover = models.ForeignKey(
        "aid.Handover", models.PROTECT, related_name="witnesses", verbose_name=_("handover")
    )
    name = models.CharField(_("name"), max_length=120)
    position = models.CharField(_("position"), max_length=160, blank=True)
    nip = models.CharField(_("NIP"), max_length=18, blank=True)

    objects = ScopedQuerySet["Witness"].as_manager()

    class Meta:
        verbose_name = _("witness")
        verbose_name_plural = _("witnesses")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nip="") | Q(nip__regex=r"^[0-9]{18}$"),
                name="witness_nip_18_digits",
                violation_error_message=_("A NIP has 18 digits."),
            )
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="written_on_a_draft",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=WITNESS_SQL,
            ),
            _taken_off_a_draft(),
        ]

    def __str__(self) -> str:
        return self.name


@tracked(told_by=("handover",))
class HandoverPhoto(AttachedPhoto):
    """What was handed over, and the handing over itself."""

    access: ClassVar[ScopePath] = ScopePath(
        group="handover__group_id", area="handover__group__village_id"
    )

    handover = models.ForeignKey(
        "aid.Handover", models.PROTECT, related_name="photos", verbose_name=_("handover")
    )

    objects = ScopedQuerySet["HandoverPhoto"].as_manager()

    class Meta:
        verbose_name = _("photo of a handover")
        verbose_name_plural = _("photos of handovers")
        ordering = ["id"]
