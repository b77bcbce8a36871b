"""Riwayat alat: what the register tells on the timeline of one piece."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import TruncDate
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.models import Condition, Custody, Equipment, FaultReport, Upkeep
from core import display
from core.registry import TimelineEntry, TimelineSource, add_timeline
from core.timeline import IsoText, rows
from members.models import Membership, Person

Line = dict[str, Any]


def named_for(custodies: Any, group: int, user: Any) -> Any:
    """Adds whether the user may read who it was: whom she sees, and who was of this group."""
    seen = Person.objects.allowed(user, "members.view_person").filter(pk=OuterRef("person"))
    own = Membership.objects.filter(person=OuterRef("person"), group=group)
    return custodies.annotate(is_seen=Exists(seen), is_own=Exists(own))


def holder(name: str, extra: Line) -> str:
    """Whoever answers for a piece, as far as the user may read it (``named_for``)."""
    return name if extra["seen"] or extra["own"] else _("somebody of another group")


def _rows(piece: Equipment, user: Any) -> list[Any]:
    return [*_holding_rows(piece, user), *_care_rows(piece)]


def _holding_rows(piece: Equipment, user: Any) -> list[Any]:
    """Where it came from, who answered for it, where it went, how it ended."""
    same = Equipment.objects.filter(pk=piece.pk)
    custodies = named_for(Custody.objects.filter(equipment=piece), piece.group_id, user)
    who = {"text": "person__name", "seen": "is_seen", "own": "is_own"}
    way = {"text": "reason", "to": "to_group__name", "left": "from_group__name"}
    given, ended = same.filter(acquired_on__isnull=False), same.filter(ended_on__isnull=False)
    how = {"text": "end_reason", "what": "end_kind"}
    return [
        rows(given, "equipment_given", at="acquired_on"),
        rows(custodies, "equipment_custody", at=IsoText("since"), until=IsoText("until"), **who),
        rows(piece.moves.all(), "equipment_moved", at=IsoText("moved_on"), **way),
        rows(ended, "equipment_ended", at=IsoText("ended_on"), **how),
    ]


def _care_rows(piece: Equipment) -> list[Any]:
    """Who looked at it, what was done to it, what was reported and answered."""
    faults = piece.faults.all()
    handled = faults.filter(state=FaultReport.State.HANDLED)
    taken_back = {"cancelled": "cancel_reason"}
    seen = {"text": "findings", "by": "by", "condition": "condition", **taken_back}
    done = {"text": "parts", "what": "kind", "cost": "cost", "by": "done_by", **taken_back}
    told = {"text": "kind", "source": "source"}
    answer = {"text": "handled_note", "what": "kind"}
    return [
        rows(piece.inspections.all(), "equipment_inspected", at=IsoText("date"), **seen),
        rows(piece.upkeeps.all(), "equipment_upkeep", at=IsoText("date"), **done),
        rows(faults, "equipment_fault", at=IsoText(TruncDate("at")), **told),
        rows(handled, "equipment_handled", at=IsoText("handled_on"), **answer),
    ]


def _given(line: Line) -> TimelineEntry:
    return TimelineEntry(line["t_at"], _("Handed over to the group"), tone="amber")


def _custody(line: Line) -> TimelineEntry:
    who = holder(line["t_text"], line["t_extra"])
    until = display.long_date(line["t_until"])
    return TimelineEntry(
        line["t_at"],
        _("Custodian: %(name)s") % {"name": who},
        _("until %(day)s") % {"day": until} if until else "",
    )


def _moved(line: Line) -> TimelineEntry:
    words = {"group": line["t_extra"]["to"], "before": line["t_extra"]["left"]}
    title = _("Moved from %(before)s to %(group)s") % words
    return TimelineEntry(line["t_at"], title, line["t_text"], tone="amber")


def _inspected(line: Line) -> TimelineEntry:
    extra = line["t_extra"]
    title = _("Inspected: %(condition)s") % {"condition": Condition(extra["condition"]).label}
    detail = " · ".join(filter(None, (extra["by"], line["t_text"])))
    tone = "green" if extra["condition"] == Condition.GOOD else "red"
    return _counting(line, TimelineEntry(line["t_at"], title, detail, tone=tone))


def _upkeep(line: Line) -> TimelineEntry:
    extra = line["t_extra"]
    parts = (line["t_text"], extra["by"], display.rupiah(extra["cost"]))
    title, detail = capfirst(Upkeep.Kind(extra["what"]).label), " · ".join(filter(None, parts))
    return _counting(line, TimelineEntry(line["t_at"], title, detail, tone="blue"))


def _counting(line: Line, entry: TimelineEntry) -> TimelineEntry:
    """The entry as it is, or as one that was cancelled, with the reason instead of the rest."""
    reason = line["t_extra"]["cancelled"]
    if not reason:
        return entry
    title = _("%(entry)s (cancelled)") % {"entry": entry.title}
    return replace(entry, title=title, detail=reason, tone="grey")


def _fault(line: Line) -> TimelineEntry:
    title = _("Fault reported: %(kind)s") % {"kind": FaultReport.Kind(line["t_text"]).label}
    source = FaultReport.Source(line["t_extra"]["source"]).label
    return TimelineEntry(line["t_at"], title, str(source), tone="red")


def _handled(line: Line) -> TimelineEntry:
    kind = FaultReport.Kind(line["t_extra"]["what"]).label
    title = _("Dealt with: %(kind)s") % {"kind": kind}
    return TimelineEntry(line["t_at"], title, line["t_text"])


def _ended(line: Line) -> TimelineEntry:
    kind = Equipment.End(line["t_extra"]["what"]).label
    return TimelineEntry(line["t_at"], capfirst(kind), line["t_text"], tone="red")


_WORDS = {
    "equipment_given": _given,
    "equipment_custody": _custody,
    "equipment_moved": _moved,
    "equipment_inspected": _inspected,
    "equipment_upkeep": _upkeep,
    "equipment_fault": _fault,
    "equipment_handled": _handled,
    "equipment_ended": _ended,
}


def _describe(line: Line, user: Any) -> TimelineEntry:
    return _WORDS[line["t_kind"]](line)


add_timeline(TimelineSource("equipment", tuple(_WORDS), _rows, _describe))
