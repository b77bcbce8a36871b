"""The lines of the list of proposals: flat rows, a fixed number of queries for any page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from aid.models import Proposal, ProposalLine
from aid.words import amount, state_chip
from core import display
from members.listing import place

Row = dict[str, Any]

FIELDS = (
    *("id", "code", "proposed_on", "number", "proposed_by", "group__name"),
    "group__village__path",
)
MOST_GOODS = 3


def lines_of(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page of proposals in words."""
    goods: defaultdict[int, list[Row]] = defaultdict(list)
    wanted = ProposalLine.objects.filter(proposal__in=[row["id"] for row in rows])
    columns = ("proposal_id", "kind__name", "kind__unit", "quantity", "state")
    for line in wanted.order_by("pk").values(*columns):
        goods[line["proposal_id"]].append(line)
    return [_line(row, goods[row["id"]]) for row in rows]


def _line(row: Row, goods: list[Row]) -> Row:
    states = dict.fromkeys(line["state"] for line in goods)
    return {
        "code": row["code"],
        "group": row["group__name"],
        "place": place(row["group__village__path"]),
        "day": display.short_date(row["proposed_on"]),
        "by": Proposal.ProposedBy(row["proposed_by"]).label,
        "number": row["number"],
        "goods": [
            f"{line['kind__name']}, {amount(line['quantity'], line['kind__unit'])}"
            for line in goods[:MOST_GOODS]
        ],
        "more_goods": max(len(goods) - MOST_GOODS, 0),
        "states": [state_chip(state) for state in states],
    }
