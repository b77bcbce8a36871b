"""What proposals, visits, decrees, handovers and equipment tell on timelines."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from aid import group_story, person_story
from aid.models import (
    AidDecree,
    Equipment,
    EquipmentMove,
    Fit,
    Handover,
    HandoverLine,
    Proposal,
    ProposalLine,
    Verification,
)
from aid.story_words import Line, piece, piece_url
from core.access import is_allowed
from core.registry import TimelineEntry, TimelineSource, add_timeline
from core.timeline import IsoText, rows

VIEW, HANDED, SEEN = "aid.view_proposal", "aid.view_handover", "aid.view_equipment"


def _group_rows(group: Any, user: Any) -> list[Any]:
    return [
        *_proposal_rows(group, user),
        _decree_rows(group, user),
        *_handover_rows(group, user),
        *_equipment_rows(group, user),
        *group_story.rows_of(group, user),
    ]


def _proposal_rows(group: Any, user: Any) -> list[Any]:
    return [
        rows(
            Proposal.objects.allowed(user, VIEW).filter(group=group),
            "aid_proposed",
            at=IsoText("proposed_on"),
            text="code",
            goods=_goods(ProposalLine.objects.filter(proposal=OuterRef("pk"))),
        ),
        rows(
            Verification.objects.allowed(user, VIEW).filter(proposal__group=group),
            "aid_visit",
            at=IsoText("visited_on"),
            text="proposal__code",
            verifier="verifier",
            fits_land="fits_land",
            can_run="can_run",
            can_repair="can_repair",
        ),
    ]


def _decree_rows(group: Any, user: Any) -> Any:
    """Whoever sees the lines learns of their decree, and opens it where she may."""
    lines = ProposalLine.objects.allowed(user, VIEW).filter(proposal__group=group)
    decreed = lines.filter(decree=OuterRef("pk"))
    return rows(
        AidDecree.objects.filter(Exists(decreed)),
        "aid_decreed",
        at=IsoText("date"),
        text="number",
        code="code",
        goods=_goods(decreed),
        opens=is_allowed(AidDecree.access, user, "aid.view_aiddecree"),
    )


def _goods(lines: Any) -> ArraySubquery:
    """The kinds of goods of these lines, by name."""
    return ArraySubquery(lines.order_by("pk").values("kind__name"))


def _handover_rows(group: Any, user: Any) -> list[Any]:
    papers = Handover.objects.allowed(user, HANDED).filter(group=group)
    goods = _goods(HandoverLine.objects.filter(handover=OuterRef("pk")))
    told = {"number": "giver_number", "own_number": "register_number", "goods": goods}
    return [
        rows(papers.issued(), "aid_handed", at=IsoText("handed_on"), text="code", **told),
        rows(
            papers.filter(state=Handover.State.CANCELLED, issued_at__isnull=False),
            "aid_handover_cancelled",
            at=IsoText("cancelled_on"),
            text="code",
            reason="cancel_reason",
            **told,
        ),
    ]


def _equipment_rows(group: Any, user: Any) -> list[Any]:
    pieces = Equipment.objects.allowed(user, SEEN).filter(group=group)
    came = EquipmentMove.objects.filter(equipment=OuterRef("pk"))
    told = {"name": "kind__name", "serial": "serial", "code": "code"}
    return [
        rows(pieces.filter(~Exists(came)), "aid_received", at="acquired_on", text="brand", **told),
        rows(
            pieces.filter(state=Equipment.State.ENDED),
            "aid_ended",
            at=IsoText("ended_on"),
            text="brand",
            how="end_kind",
            reason="end_reason",
            **told,
        ),
    ]


def _some(goods: list[str]) -> str:
    return ", ".join(dict.fromkeys(goods))


def _proposed(line: Line) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        title=_("Proposed aid"),
        detail=_some(line["t_extra"]["goods"]),
        tone="amber",
        url=reverse("aid:proposal_detail", args=[line["t_text"]]),
    )


def _visited(line: Line) -> TimelineEntry:
    extra = line["t_extra"]
    given = {extra["fits_land"], extra["can_run"], extra["can_repair"]}
    worst = next(fit for fit in (Fit.UNSUITABLE, Fit.DOUBTFUL, Fit.FITS) if fit.value in given)
    return TimelineEntry(
        at=line["t_at"],
        title=_("Visit for a proposal: %(verdict)s") % {"verdict": worst.label},
        detail=extra["verifier"],
        tone="amber",
        url=reverse("aid:proposal_detail", args=[line["t_text"]]),
    )


def _decreed(line: Line) -> TimelineEntry:
    extra = line["t_extra"]
    return TimelineEntry(
        at=line["t_at"],
        title=_("Decree of aid %(number)s") % {"number": line["t_text"]},
        detail=_some(extra["goods"]),
        tone="amber",
        url=reverse("aid:decree_detail", args=[extra["code"]]) if extra["opens"] else "",
    )


def _paper_url(line: Line) -> str:
    return reverse("aid:handover_detail", args=[line["t_text"]])


def _number(line: Line) -> str:
    extra = line["t_extra"]
    return extra["own_number"] or extra["number"]


def _handed(line: Line) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        title=_("Handover %(number)s") % {"number": _number(line)},
        detail=_some(line["t_extra"]["goods"]),
        tone="amber",
        url=_paper_url(line),
    )


def _handover_cancelled(line: Line) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        title=_("Handover %(number)s cancelled") % {"number": _number(line)},
        detail=line["t_extra"]["reason"],
        tone="grey",
        url=_paper_url(line),
    )


def _received(line: Line) -> TimelineEntry:
    return TimelineEntry(
        at=line["t_at"],
        title=_("Received %(piece)s") % {"piece": piece(line)},
        detail=line["t_extra"]["serial"],
        tone="amber",
        url=piece_url(line),
    )


def _ended(line: Line) -> TimelineEntry:
    extra = line["t_extra"]
    return TimelineEntry(
        at=line["t_at"],
        title=f"{piece(line)}: {Equipment.End(extra['how']).label}",
        detail=extra["reason"],
        tone="grey",
        url=piece_url(line),
    )


_WORDS = {
    "aid_proposed": _proposed,
    "aid_visit": _visited,
    "aid_decreed": _decreed,
    "aid_handed": _handed,
    "aid_handover_cancelled": _handover_cancelled,
    "aid_received": _received,
    "aid_ended": _ended,
    **group_story.WORDS,
}


def _tell(line: Line, user: Any) -> TimelineEntry:
    return _WORDS[line["t_kind"]](line)


def _tell_person(line: Line, user: Any) -> TimelineEntry:
    return person_story.WORDS[line["t_kind"]](line)


add_timeline(TimelineSource("group", tuple(_WORDS), _group_rows, _tell))
add_timeline(
    TimelineSource("person", tuple(person_story.WORDS), person_story.rows_of, _tell_person)
)
