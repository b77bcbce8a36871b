"""What a receipt says row by row: how many of which table, and each before and after."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.access import scopes_of
from core.history_words.changes import Change, Reader
from core.history_words.events import Event, columns_of
from core.history_words.told import HistorySource, sources_about, told
from core.history_words.values import Names
from core.receipts.models import Receipt
from core.receipts.visible import visible

VIEW = "core.view_receipt"
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind in a receipt, as many as the reader may see."""

    model: Any
    rows: int

    @property
    def key(self) -> str:
        return str(self.model._meta.label_lower)

    @property
    def label(self) -> str:
        return str(capfirst(self.model._meta.verbose_name_plural))


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One row of a receipt: what it is called, what became of it, each value before and after."""

    name: str
    what: str
    url: str = ""
    changes: list[Change] = field(default_factory=list)


def tables_of(receipt: Receipt, user: Any, act: str = VIEW) -> list[Table]:
    """The kinds of rows that the act touched, of those that the user may see."""
    models = sorted(models_of(receipt), key=lambda model: model._meta.label)
    counted = [(m, _count(m, receipt, user, act)) for m in models]
    return [Table(model, rows) for model, rows in counted if rows]


def models_of(receipt: Receipt) -> set[Any]:
    """The models of which a settled act touched rows."""
    return set(map(apps.get_model, receipt.places.values_list("model", flat=True).distinct()))


def _count(model: Any, receipt: Receipt, user: Any, act: str) -> int:
    seen = visible(model, receipt, user, scopes_of(user, act))
    return int(seen.aggregate(rows=Count("pgh_obj_id", distinct=True))["rows"])


def rows_of(
    model: Any, receipt: Receipt, user: Any, *, offset: int = 0, limit: int = PAGE_SIZE
) -> list[ReceiptRow]:
    """The rows of one kind, in the order in which they were written."""
    touched = visible(model, receipt, user, scopes_of(user, VIEW)).values("pgh_obj_id")
    ordered = touched.annotate(first=Min("pgh_id"), last=Max("pgh_id")).order_by("first")
    events = {row["last"]: None for row in ordered[offset : offset + limit]}
    found = _events(model, receipt, list(events))
    names = Names()
    names.look_up(found.values())
    pages = pages_of(model, [_row_id(event) for event in found.values()])
    reader = Reader(user, names, _Sight(model, user, list(pages)).may)
    return [_row(found[last], reader, pages) for last in events]


def named_rows(model: Any, receipt: Receipt, lasts: list[int]) -> dict[int, tuple[str, str]]:
    """What rows are called and where they are read, by their id; ``lasts`` are events of theirs."""
    found = _events(model, receipt, lasts).values()
    names = Names()
    names.look_up(found)
    pages = pages_of(model, [_row_id(event) for event in found])
    named = {_row_id(event): name_of(event, names) for event in found}
    return {row: (name or _("without a name"), pages.get(row, "")) for row, name in named.items()}


def _events(model: Any, receipt: Receipt, lasts: list[int]) -> dict[int, Event]:
    """The act's last event on each row, told from the state before the act."""
    source = HistorySource(model, model)
    snapshot = JSONObject(**{name: name for name in columns_of(source)})
    earlier = model.pgh_event_model.objects.filter(
        ~Q(pgh_context_id=receipt.pk) | Q(pgh_context_id=None),
        pgh_obj_id=OuterRef("pgh_obj_id"),
        pgh_id__lt=OuterRef("pgh_id"),
    ).order_by("-pgh_id")
    before = earlier.annotate(was=JSONObject(label=F("pgh_label"), row=snapshot)).values("was")[:1]
    rows = model.pgh_event_model.objects.filter(pgh_id__in=lasts).order_by()
    rows = rows.annotate(h_new=snapshot, h_old=Subquery(before))
    return {row.pgh_id: _net(source, row) for row in rows}


def _net(source: HistorySource, row: Any) -> Event:
    """What the act did to the row in all, however often it wrote it."""
    was = row.h_old["row"] if row.h_old and row.h_old["label"] != "delete" else None
    if row.pgh_label == "delete":
        gone = was or row.h_new
        return Event(source, "delete", dict.fromkeys(gone), gone)
    return Event(source, "update" if was else "insert", row.h_new, was or {})


def _row(event: Event, reader: Reader, pages: dict[int, str]) -> ReceiptRow:
    phrases = {"insert": _("was recorded"), "update": _("was changed"), "delete": _("was deleted")}
    return ReceiptRow(
        name=name_of(event, reader.names),
        what=phrases[event.label],
        url=pages.get(_row_id(event), ""),
        changes=[c for c in reader.changes(event) if c.old or c.new],
    )


def name_of(event: Event, names: Names) -> str:
    """What the row is called by its snapshot."""
    words, model = told(event.source.model), event.source.model
    snapshot: Any = event.old if event.label == "delete" else event.new
    said = words.label(snapshot, names.name_of(model)) or str(snapshot.get(words.name) or "")
    return said or _on_what(model, snapshot, names)


def _on_what(model: Any, snapshot: Any, names: Names) -> str:
    """Of a row without a name: what it hangs on, as an inspection on its machine."""
    keys = [f for f in model._meta.concrete_fields if f.many_to_one and not f.null]
    found = (names.of(key.related_model, snapshot.get(key.attname)) for key in keys)
    return next(filter(None, found), "")


def _row_id(event: Event) -> int:
    return int(event.new.get("id") or (event.old or {})["id"])


def pages_of(model: Any, ids: list[int]) -> dict[int, str]:
    """The page on which each row that is still there is read: its own, or its subject's."""
    source = next(iter(sources_about(model)), None)
    if source is None or not hasattr(source.subject, "get_absolute_url"):
        return dict.fromkeys(ids, "")
    path = "" if source.is_own else source.via.removesuffix("_id")
    rows = model._base_manager.select_related(*([path] if path else ())).in_bulk(ids)
    return {pk: _page(rows[pk], path) if pk in rows else "" for pk in ids}


def _page(row: Any, path: str) -> str:
    for step in filter(None, path.split("__")):
        row = getattr(row, step)
    return row.get_absolute_url() if row is not None else ""


@dataclass(slots=True)
class _Sight:
    """On which of the rows the reader may do an act: one query for each act."""

    model: Any
    user: Any
    ids: list[int]
    known: dict[str, set[int]] = field(default_factory=dict)

    def may(self, act: str, event: Event) -> bool:
        if act not in self.known:
            rows = self.model._default_manager.allowed(self.user, act).filter(pk__in=self.ids)
            self.known[act] = set(rows.values_list("pk", flat=True))
        return _row_id(event) in self.known[act]
