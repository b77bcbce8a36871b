"""How the changes to proposals, papers and equipment are told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from aid.models import (
    AidDecree,
    Custody,
    Equipment,
    EquipmentMove,
    FaultReport,
    GoodsKind,
    Handover,
    HandoverLine,
    HandoverPhoto,
    Inspection,
    Proposal,
    ProposalLine,
    Upkeep,
    UseLog,
    Verification,
    VisitPhoto,
    Witness,
)
from core import display
from core.history_words import HistorySource, Told, add_history, name_acts, tell
from core.history_words.told import NameOf, Snapshot
from members.models import Group, Person

CONTACT = "members.view_contact"
THERE = _("there is one")
CANCELLED = {
    "cancelled_on": _("cancellation"),
    "cancel_reason": _("reason of the cancellation"),
}


def _kind(row: Snapshot, name_of: NameOf) -> str:
    return name_of(row, "kind")


def _piece(row: Snapshot, name_of: NameOf) -> str:
    return " ".join(filter(None, (name_of(row, "kind"), row["brand"])))


def _paper(row: Snapshot, name_of: NameOf) -> str:
    return row["register_number"] or row["giver_number"]


def _asked(row: Snapshot, name_of: NameOf) -> str:
    """A line of a decree: the goods and whose they are."""
    return ", ".join(filter(None, (name_of(row, "kind"), name_of(row, "proposal"))))


def _day(name: str) -> Any:
    return lambda row, name_of: display.long_date(row[name])


tell(Told(GoodsKind, hidden=frozenset(["key"])))
tell(
    Told(
        Proposal,
        label=_day("proposed_on"),
        name="group__name",
        hidden=frozenset(["code"]),
        present={"scan": THERE},
    )
)
tell(
    Told(
        ProposalLine,
        label=_kind,
        name="kind__name",
        hidden=frozenset(["proposed_on", "verified_on", "decreed_on"]),
    )
)
tell(
    Told(
        Verification,
        label=_day("visited_on"),
        name="verifier",
        hidden=frozenset(["code", "proposal"]),
        present={"scan": THERE},
    )
)
tell(Told(VisitPhoto, name="caption", hidden=frozenset(["verification", "file"])))
tell(
    Told(
        AidDecree,
        label=lambda row, name_of: row["number"],
        name="number",
        hidden=frozenset(["code"]),
        present={"scan": THERE},
    )
)
tell(
    Told(
        Handover,
        label=_paper,
        name="giver_number",
        hidden=frozenset(
            [*("code", "content", "verify_code", "register_year", "register_seq", "issued_by")]
        ),
        present={"scan": THERE, "agreement_scan": THERE},
        withheld={"first_nip": CONTACT},
    )
)
tell(
    Told(
        HandoverLine,
        label=_kind,
        name="kind__name",
        hidden=frozenset(["handover", "handed_on", "decreed_on", "order_reason"]),
    )
)
tell(
    Told(
        Witness,
        label=lambda row, name_of: row["name"],
        hidden=frozenset(["handover"]),
        withheld={"nip": CONTACT},
    )
)
tell(Told(HandoverPhoto, name="caption", hidden=frozenset(["handover", "file"])))
tell(
    Told(
        Equipment,
        label=_piece,
        name="kind__name",
        hidden=frozenset(["code", "label_code", "handover_line", "first_condition"]),
        present={"photo": THERE},
        words={"value": display.rupiah},
    )
)
tell(
    Told(
        Custody,
        label=lambda row, name_of: name_of(row, "person"),
        name="person__name",
    )
)
tell(
    Told(
        Inspection,
        label=_day("date"),
        hidden=frozenset(["code", "equipment"]),
        present={"photo": THERE},
        labels=CANCELLED,
    )
)
tell(
    Told(
        Upkeep,
        label=_day("date"),
        hidden=frozenset(["code", "equipment"]),
        words={"cost": display.rupiah},
        labels=CANCELLED,
    )
)
# A machine goes from group to group: who used it is told on its page, by whom the reader sees.
tell(
    Told(
        UseLog,
        label=_day("used_on"),
        hidden=frozenset(["code", "equipment", "booking", "person", "operator", "note"]),
        words=dict.fromkeys(("fuel_cost", "fee", "other_cost"), display.rupiah),
        labels=CANCELLED,
    )
)
tell(
    Told(
        FaultReport,
        label=lambda row, name_of: str(FaultReport.Kind(row["kind"]).label),
        hidden=frozenset(["code", "equipment"]),
    )
)
tell(Told(EquipmentMove, label=lambda row, name_of: name_of(row, "to_group")))

add_history(
    HistorySource(Proposal, Proposal),
    HistorySource(Proposal, ProposalLine, "proposal_id"),
    HistorySource(Proposal, Verification, "proposal_id"),
    HistorySource(Proposal, VisitPhoto, "verification__proposal_id"),
    HistorySource(AidDecree, AidDecree),
    # A decree lists groups of several regions: of each, only who sees its proposals is told.
    HistorySource(AidDecree, ProposalLine, "decree_id", _asked, act="aid.view_proposal"),
    HistorySource(Handover, Handover),
    HistorySource(Handover, HandoverLine, "handover_id"),
    HistorySource(Handover, Witness, "handover_id"),
    HistorySource(Handover, HandoverPhoto, "handover_id"),
    HistorySource(Equipment, Equipment),
    HistorySource(Equipment, Custody, "equipment_id", act="members.view_person", of="person"),
    HistorySource(Equipment, EquipmentMove, "equipment_id"),
    HistorySource(Equipment, Inspection, "equipment_id"),
    HistorySource(Equipment, Upkeep, "equipment_id"),
    HistorySource(Equipment, FaultReport, "equipment_id"),
    HistorySource(Equipment, UseLog, "equipment_id"),
    HistorySource(Group, Proposal, "group_id"),
    HistorySource(Group, Handover, "group_id"),
    HistorySource(Group, Equipment, "group_id"),
    HistorySource(
        Person,
        Custody,
        "person_id",
        lambda row, name_of: name_of(row, "equipment"),
        act="aid.view_equipment",
    ),
)

name_acts(
    {
        "aid.add_proposal": _("proposed aid"),
        "aid.verify_proposal": _("recorded a visit"),
        "aid.reject_proposal": _("ended a line of a proposal"),
        "aid.add_aiddecree": _("decreed aid"),
        "aid.add_handover": _("wrote a handover"),
        "aid.issue_handover": _("issued a handover"),
        "aid.cancel_handover": _("cancelled a handover"),
        "aid.add_equipment": _("recorded equipment"),
        "aid.change_custody": _("changed the custodian"),
        "aid.end_equipment": _("ended equipment"),
        "aid.move_equipment": _("gave equipment to another group"),
        "aid.bulk_edit": _("changed it together with others"),
    }
)
