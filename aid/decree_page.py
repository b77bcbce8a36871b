"""What the pages of decrees tell: the lines that wait for one, and those that one lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from aid.forms.decrees import TicksLines
from aid.models import AidDecree, ProposalLine
from aid.proposal_warnings import warnings_of
from aid.words import amount, state_chip
from members.listing import place

Row = dict[str, Any]
# More than one would tick on a page; those that wait longest come first.
MOST_LINES = 200


def waiting(user: Any) -> list[Any]:
    """The verified lines that this user may decree, group by group."""
    lines = ProposalLine.objects.allowed(user, "aid.add_aiddecree").in_state("verified")
    oldest = lines.order_by("proposed_on", "pk").values("pk")[:MOST_LINES]
    return list(_with_groups(ProposalLine.objects.filter(pk__in=oldest)))


def _with_groups(lines: Any) -> Any:
    related = ("kind", "proposal__group__village")
    ordered = lines.order_by("proposal__group__sort_key", "proposal__group_id", "pk")
    return ordered.numbered().select_related(*related)


def ticking(form: TicksLines) -> Row:
    """What the page of a form over lines is drawn with."""
    is_cut = len(form.lines) == MOST_LINES
    return {"form": form, "groups": _to_tick(form), "most": MOST_LINES if is_cut else 0}


def _to_tick(form: TicksLines) -> list[Row]:
    """The lines of a form by group, each with its fields and with what to know before."""
    warnings = warnings_of(list(form.lines.values()))
    return [
        _group(group)
        | {"lines": [_tickable(form, key, line, warnings[line.pk]) for key, line in rows]}
        for group, rows in groupby(form.lines.items(), lambda item: item[1].proposal.group)
    ]


def _group(group: Any) -> Row:
    return {"group": group, "place": place(group.village.path)}


def _tickable(form: TicksLines, key: str, line: Any, warnings: Sequence[str]) -> Row:
    tick, quantity = form.line_fields(key)
    return {"tick": tick, "quantity": quantity, "line": line, "warnings": warnings}


def listed(decree: AidDecree, user: Any) -> tuple[list[Row], int]:
    """The decree's lines by group as far as the user sees them, and how many others there are."""
    lines = ProposalLine.objects.filter(decree=decree)
    seen = list(_with_groups(lines.allowed(user, "aid.view_proposal")))
    groups = [
        _group(group) | {"lines": [_listed(line) for line in rows]}
        for group, rows in groupby(seen, lambda line: line.proposal.group)
    ]
    return groups, lines.count() - len(seen)


def _listed(line: Any) -> Row:
    return {
        "kind": str(line.kind),
        "detail": line.detail,
        "amount": amount(line.decreed_quantity or line.quantity, line.kind.unit),
        "state": state_chip(line.state),
        "url": line.proposal.get_absolute_url(),
        "is_reversed": line.is_reversed,
        "order_reason": line.order_reason,
    }


def decree_lines(rows: Iterable[Row]) -> list[Row]:
    """The rows of the list of decrees, each with the number of its lines and groups."""
    rows = list(rows)
    listed = ProposalLine.objects.filter(decree__in=[row["id"] for row in rows])
    numbers = listed.per_decree()
    pairs = (numbers.get(row["id"], (0, 0)) for row in rows)
    return [
        row | {"groups": groups, "lines": lines}
        for row, (groups, lines) in zip(rows, pairs, strict=True)
    ]
