"""What the page of a piece tells: facts, who answers for it, upkeep, inspections, faults."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid import equipment_story, hour_meter, idle_page, use_page
from aid.equipment_listing import TONES, due_words, state_chip
from aid.models import Custody, Equipment, HandoverPhoto, Inspection, Upkeep
from core import display
from core.access import acts_brought

ACTS = (
    "aid.add_inspection",
    "aid.add_upkeep",
    "aid.change_custody",
    "aid.end_equipment",
    "aid.move_equipment",
    "aid.report_condition",
    "aid.report_fault",
    "aid.settle_idleanswer",
)
# Of an ended piece too: what is known is put right, what was reported closed, what changed read.
ALWAYS = (
    *("aid.change_equipment", "aid.change_inspection", "aid.change_upkeep", "aid.handle_fault"),
    "members.view_history",
)
ALL_ACTS = (*ACTS, *ALWAYS, *use_page.ACTS)
MOST_ROWS = 20

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class EquipmentPage:
    """The page, ready to be drawn."""

    may: dict[str, bool]
    chips: list[Row]
    facts: list[Row]
    custodies: list[Row]
    upkeeps: list[Row]
    inspections: list[Any]
    faults: list[Any]
    handover_photo: bool
    label_url: str
    idle: Row | None
    use: use_page.UsePart

    @property
    def custodian(self) -> Row | None:
        return self.custodies[0] if self.custodies and not self.custodies[0]["until"] else None

    @property
    def former(self) -> list[Row]:
        return [row for row in self.custodies if row["until"]]

    @property
    def pictures(self) -> list[Any]:
        """Inspections with a photo, the latest first."""
        return [seen for seen in self.inspections if seen.photo_id and not seen.is_cancelled]


def build(piece: Equipment, user: Any) -> EquipmentPage:
    """Read what the page needs, as this user may see it, in a constant number of queries."""
    granted = acts_brought(piece)
    is_living = not piece.is_ended
    may = {act.partition(".")[2]: is_living and act in granted for act in ACTS}
    may |= {act.partition(".")[2]: act in granted for act in ALWAYS}
    return EquipmentPage(
        may=may,
        chips=_chips(piece),
        facts=_facts(piece),
        custodies=_custodies(piece, user),
        upkeeps=_upkeeps(piece),
        inspections=list(piece.inspections.all()[:MOST_ROWS]),
        faults=list(piece.faults.open()),
        handover_photo=handover_photos(piece).exists(),
        label_url=reverse("label:label_show", args=[piece.label_code]),
        idle=idle_page.notice_of(piece, may_settle=may["settle_idleanswer"]),
        use=use_page.build(piece, user),
    )


def handover_photos(piece: Equipment) -> Any:
    """How it looked when it was handed over."""
    if piece.handover_line_id is None:
        return HandoverPhoto.objects.none()
    return HandoverPhoto.objects.filter(handover__lines=piece.handover_line_id)


def _chips(piece: Equipment) -> list[Row]:
    condition = {
        "label": capfirst(piece.get_condition_display()),
        "tone": TONES[piece.condition],
    }
    return [chip for chip in (condition, state_chip(piece.state, piece.end_kind)) if chip]


def _facts(piece: Equipment) -> list[Row]:
    programme = str(piece.programme) if piece.programme else ""
    return [
        {"label": _("Group"), "value": piece.group.name, "url": piece.group.get_absolute_url()},
        {"label": _("Where it stands"), "value": piece.place},
        {"label": _("Serial number"), "value": piece.serial},
        {"label": _("Specification"), "value": piece.specification},
        {"label": _("Year of make"), "value": str(piece.built or "")},
        {"label": _("Title"), "value": capfirst(piece.get_title_display())},
        {
            "label": _("Handed over on"),
            "value": display.long_date(piece.acquired_on),
            "note": display.since(piece.acquired_on),
        },
        *_paper(piece),
        *hour_meter.facts(piece),
        {"label": _("Programme"), "value": programme or piece.funding},
        {"label": _("Value"), "value": display.rupiah(piece.value)},
        *([{"label": _("Note"), "value": piece.note}] if piece.note else []),
    ]


def _paper(piece: Equipment) -> list[Row]:
    """The handover that it came from; a piece of an old list has none."""
    if piece.handover_line is None:
        return [{"label": _("Handover record"), "value": _("none in the register")}]
    paper = piece.handover_line.handover
    number = paper.register_number or paper.giver_number or _("without a number")
    url = paper.get_absolute_url()
    return [{"label": _("Handover record"), "value": number, "url": url}]


def _custodies(piece: Equipment, user: Any) -> list[Row]:
    """Who answers for it and who did; a name of another group only to who may see her."""
    found = Custody.objects.filter(equipment=piece)
    custodies = equipment_story.named_for(found, piece.group_id, user)
    found = custodies.select_related("person").order_by("-since", "-pk")
    ordered = sorted(found, key=lambda custody: custody.until is not None)
    return [
        {
            "name": custody.person.name
            if custody.is_seen or custody.is_own
            else _("somebody of another group"),
            "url": custody.person.get_absolute_url() if custody.is_seen else "",
            "since": custody.since,
            "until": custody.until,
            "note": custody.note,
        }
        for custody in ordered
    ]


def _upkeeps(piece: Equipment) -> list[Row]:
    today = timezone.localdate()
    rows: Any = Upkeep.objects.filter(equipment=piece).with_waiting()[:MOST_ROWS]
    return [_upkeep(row, _waits_until(row), piece, today) for row in rows]


def _waits_until(row: Any) -> dt.date | None:
    return row.next_due if row.is_last and not row.is_cancelled else None


def _upkeep(row: Upkeep, next_due: dt.date | None, piece: Equipment, today: dt.date) -> Row:
    return {
        "row": row,
        "detail": " · ".join(filter(None, (row.parts, row.done_by, hour_meter.change_words(row)))),
        "cost": display.rupiah(row.cost),
        "due": {} if piece.is_ended else due_words(next_due, today),
        "next_due": next_due,
    }


def inspection_facts(row: Inspection) -> list[Row]:
    """What is known of one inspection, before it is taken back."""
    return [
        {"label": _("Inspected on"), "value": display.long_date(row.date)},
        {"label": _("Inspected by"), "value": row.by},
        {"label": _("Condition"), "value": capfirst(row.get_condition_display())},
    ]


def upkeep_facts(row: Upkeep) -> list[Row]:
    """What is known of one upkeep, before it is taken back."""
    what = (capfirst(row.get_kind_display()), row.parts, hour_meter.change_words(row))
    return [
        {"label": _("Done on"), "value": display.long_date(row.date)},
        {"label": _("Upkeep"), "value": " · ".join(filter(None, what))},
        {"label": _("Cost"), "value": display.rupiah(row.cost)},
    ]
