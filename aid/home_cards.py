"""The parts of home pages that proposals fill. A figure equals the list that it opens."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aid.filters.proposals import OPEN
from aid.models import Proposal, ProposalLine
from aid.proposal_list import FIELDS, lines_of
from core.access import scopes_of, works_in_groups
from core.lists import Count as Number
from core.registry import Card

MOST_ROWS = 3
State = ProposalLine.State


def list_url(state: str) -> str:
    return f"{reverse('aid:proposal_list')}?state={state}&count=exact"


def office_cards(user: Any) -> list[Card]:
    """What waits for the office: a visit, a decree, a handover."""
    if not any(scope.area is not None for scope in scopes_of(user, "aid.verify_proposal")):
        return []
    waiting = {
        State.PROPOSED.value: _("Proposals waiting for a visit"),
        State.VERIFIED.value: _("Proposals waiting for a decree"),
        State.DECREED.value: _("Proposals waiting for the handover"),
    }
    proposals = Proposal.objects.allowed(user, "aid.verify_proposal").order_by()
    counts = proposals.aggregate(
        **{
            state: Count("pk", filter=Q(pk__in=_with_line(state)), distinct=True)
            for state in waiting
        }
    )
    tasks = [
        {"label": label, "url": list_url(state), "chip_label": str(Number(counts[state]))}
        for state, label in waiting.items()
        if counts[state]
    ]
    context = {"tasks": tasks, "title": _("Equipment aid")}
    return [Card("components/_tasks.html", context, 25)] if tasks else []


def _with_line(state: str) -> Any:
    return ProposalLine.objects.in_state(state).order_by().values("proposal")


def own_cards(user: Any) -> list[Card]:
    """What a group has asked for and has not got yet, for who works in groups alone."""
    if not works_in_groups(user, "aid.add_proposal"):
        return []
    proposals = Proposal.objects.allowed(user, "aid.add_proposal").with_open_lines()
    rows = list(proposals.order_by("-proposed_on", "-id").values(*FIELDS)[: MOST_ROWS + 1])
    tasks = [_task(line) for line in lines_of(rows[:MOST_ROWS])]
    if len(rows) > MOST_ROWS:
        tasks.append({"label": _("See all open proposals"), "url": list_url(OPEN)})
    context = {"tasks": tasks, "title": _("Our proposals of aid")}
    return [Card("components/_tasks.html", context, 35)] if tasks else []


def _task(line: dict[str, Any]) -> dict[str, Any]:
    goods, more = line["goods"][0], len(line["goods"]) - 1 + line["more_goods"]
    if more:
        words = ngettext("and %(n)d more", "and %(n)d more", more)
        goods = f"{goods} {words % {'n': more}}"
    note, states = [_("proposed %(day)s") % {"day": line["day"]}], line["states"]
    # One state stands as a chip; lines that stand in different ones are told in the note.
    if len(states) > 1:
        note.append(", ".join(state["label"] for state in states))
    chip = states[0] if len(states) == 1 else {"label": "", "tone": ""}
    return {
        "label": goods,
        "note": " · ".join(note),
        "url": reverse("aid:proposal_detail", args=[line["code"]]),
        "chip_label": chip["label"],
        "chip_tone": chip["tone"],
    }
