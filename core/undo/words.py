"""A plan in words: what returns, what was changed since and by whom, what stays and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from core.history_words.entries import names_of_users
from core.lists import Count
from core.receipts.lines import actor_words
from core.receipts.models import Receipt
from core.receipts.rows import named_rows
from core.undo.plan import How, Key, Later, Plan

# So many rows of a section are named; the others are counted.
MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what it is and is called, its page, what becomes of it; the page that tells why."""

    kind: str
    name: str
    url: str
    note: str
    why_url: str


@dataclass(frozen=True, slots=True)
class Section:
    """Rows with one fate: how many, and the first of them."""

    title: str
    number: int
    lines: list[Line]

    @property
    def more(self) -> int:
        return self.number - len(self.lines)


@dataclass(frozen=True, slots=True)
class _Note:
    words: str
    url: str = ""


def sections(plan: Plan, receipt: Receipt) -> list[Section]:
    """The rows of a plan by their fate; a fate without rows is left out."""
    hows = {
        How.REMOVE: _Note(_("is taken away again")),
        How.CHANGE: _Note(_("gets its former values")),
        How.BRING: _Note(_("comes back")),
    }
    returning = {key: hows[how] for key, how in plan.returning.items()}
    staying = {key: _Note(str(reason)) for key, reason in plan.staying.items()}
    parts: list[tuple[str, Mapping[Key, _Note]]] = [
        (_("Returns"), returning),
        (_("Changed since, and left alone"), _later(plan.touched)),
        (_("Cannot return"), staying),
    ]
    return [_section(title, notes, plan, receipt) for title, notes in parts if notes]


def summary(plan: Plan) -> str:
    """How much is back, and how much stayed."""
    back = _("%(n)s rows are as they were before.") % {"n": Count(len(plan.returning))}
    stayed = _("%(n)s rows stayed as they are.") % {"n": Count(plan.left)} if plan.left else ""
    return f"{back} {stayed}".strip()


def _section(title: str, notes: Mapping[Key, _Note], plan: Plan, receipt: Receipt) -> Section:
    shown = list(islice(notes, MOST_ROWS))
    named = _named(shown, plan, receipt)
    lines = [
        Line(
            kind=str(capfirst(key[0]._meta.verbose_name)),
            name=named[key][0],
            url=named[key][1],
            note=notes[key].words,
            why_url=notes[key].url,
        )
        for key in shown
    ]
    return Section(title, len(notes), lines)


def _named(keys: Iterable[Key], plan: Plan, receipt: Receipt) -> dict[Key, tuple[str, str]]:
    """What each row is called and its page: a few queries for each kind."""
    by_model: defaultdict[Any, list[int]] = defaultdict(list)
    for model, row in keys:
        by_model[model].append(row)
    found: dict[Key, tuple[str, str]] = {}
    for model, rows in by_model.items():
        lasts = [plan.states[model, row].last for row in rows]
        named = named_rows(model, receipt, lasts)
        found |= {(model, row): named[row] for row in rows}
    return found


def _later(touched: Mapping[Key, Later]) -> dict[Key, _Note]:
    """By whom and when each row was changed again, with the receipt of that."""
    acts = {later.act for later in touched.values() if later.act}
    receipts = Receipt.objects.in_bulk(acts)
    actors = names_of_users(receipt.user_id for receipt in receipts.values())
    return {key: _note(later, receipts, actors) for key, later in touched.items()}


def _note(later: Later, receipts: Mapping[Any, Receipt], actors: Mapping[Any, str]) -> _Note:
    receipt = receipts.get(later.act)
    who = actor_words(actors.get(receipt.user_id, "") if receipt else "")
    words = _("by %(who)s, %(when)s") % {"who": who, "when": display.moment(later.at)}
    return _Note(words, reverse("core:receipt_detail", args=[receipt.code]) if receipt else "")
