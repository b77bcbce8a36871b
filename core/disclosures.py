"""Siapa melihat atau mengunduh apa, dan mengapa: what an office answers for (UU PDP).

NIKs that were shown, NIKs that were come upon, lists and papers that were taken out; each by the
region that it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import CharField, Value
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.exports.columns import list_name
from core.history_words.entries import HistoryEntry, HistoryPage
from core.lists import Count
from core.models import ExportLog, OldCode, Reveal

PAGE_SIZE = 25
REVEALS, EXPORTS = "reveal", "export"


@dataclass(frozen=True, slots=True)
class _Kind:
    model: Any
    act: str


_KINDS = {
    REVEALS: _Kind(Reveal, "core.view_reveal"),
    EXPORTS: _Kind(ExportLog, "core.view_exportlog"),
}


def disclosures(user: Any, *, offset: int = 0) -> HistoryPage:
    """A page of what this user may see of both logs, newest first."""
    parts = [
        kind.model.objects.allowed(user, kind.act)
        .order_by()
        .values_list("at", Value(name, output_field=CharField()), "pk")
        for name, kind in _KINDS.items()
    ]
    both = parts[0].union(*parts[1:], all=True).order_by("-at", "-pk")
    found = list(both[offset : offset + PAGE_SIZE + 1])
    rows = {name: _rows(name, found) for name in _KINDS}
    names = subject_names(row.subject for row in rows[REVEALS].values())
    shown = (rows[name][pk] for _at, name, pk in found[:PAGE_SIZE])
    return HistoryPage([_entry(row, names) for row in shown], len(found) > PAGE_SIZE)


def _rows(name: str, found: list[tuple[Any, str, int]]) -> dict[int, Any]:
    ids = [pk for _at, kind, pk in found if kind == name]
    return _KINDS[name].model.objects.select_related("user").in_bulk(ids)


def _entry(row: Any, names: dict[str, str]) -> HistoryEntry:
    told = _export(row) if isinstance(row, ExportLog) else _reveal(row, names)
    who = row.user.get_full_name() or row.user.get_username()
    return HistoryEntry(at=row.at, who=who, what=told, reason=row.reason)


def _reveal(row: Reveal, names: dict[str, str]) -> str:
    name = {"name": names.get(row.subject, row.subject)}
    if row.what == "nik":
        return _("saw the NIK of %(name)s") % name
    return _("came upon the NIK of %(name)s") % name


def _export(row: ExportLog) -> str:
    rows = ngettext("%(n)s row", "%(n)s rows", row.rows) % {"n": Count(row.rows)}
    parts = [f"{list_name(row.what)} ({rows})"]
    if row.filters:
        parts.append(row.filters)
    if row.has_niks:
        parts.append(_("with NIKs in full"))
    return _("downloaded %(what)s") % {"what": " · ".join(parts)}


def subject_names(subjects: Iterable[str]) -> dict[str, str]:
    """``app.model:id`` → the row's name: one query for each model."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for subject in subjects:
        model, _colon, key = subject.partition(":")
        ids[model].add(key)
    return {name: row for model, keys in ids.items() for name, row in _names_of(model, keys)}


def _names_of(model: str, keys: set[str]) -> Iterator[tuple[str, str]]:
    """Each row's name; of one that was merged into another, the name of that one."""
    rows = apps.get_model(model)._base_manager
    found = rows.in_bulk(int(key) for key in keys)
    if merged := {int(key) for key in keys} - found.keys():
        former = OldCode.objects.filter(model=model, old_row__in=merged)
        leads = dict(former.values_list("old_row", "row"))
        kept = rows.in_bulk(leads.values())
        found |= {old: kept[row] for old, row in leads.items() if row in kept}
    return ((f"{model}:{key}", str(row)) for key, row in found.items())
