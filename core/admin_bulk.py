"""Rows that are ticked in a list of the admin site: changed together, or taken out as a file.

The same pages, acts and logs as of the register's own lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.admin import site
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.access import may
from core.bulk_edit.lists import BulkList, bulk_of
from core.bulk_edit.tokens import token_of
from core.exports.answer import XLSX, Selection, file_answer, log
from core.exports.columns import Column, ExportSpec

# A filter of the admin site, as a token of "all that match" names it.
FILTER = "admin?"

Action = Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse]


@dataclass(frozen=True, slots=True)
class AdminExport:
    """The file of ticked rows: its usual columns, ``order`` and the path to a region; ``narrow``
    leaves out who may not stand in this user's files."""

    act: str
    make: Callable[[Any, Sequence[Column]], ExportSpec]
    columns: Sequence[Column]
    usual: Sequence[str]
    order: tuple[str, ...]
    area: str
    narrow: Callable[[Any, Any], Any] = lambda rows, user: rows

    def answer(self, rows: Any, user: Any) -> HttpResponse:
        """The file, of the rows that the user may take out; logged."""
        columns = [c for c in self.columns if c.is_fixed or c.key in self.usual]
        spec = self.make(user, columns)
        allowed = self.narrow(rows.allowed(user, self.act), user)
        selection = Selection.of(allowed, order=self.order, area=self.area)
        log(spec, selection, user=user, filters=_("chosen in the admin site"))
        return file_answer(spec, selection, XLSX)


def actions_of(
    model: type[Model], export: AdminExport | None, user: Any
) -> dict[str, tuple[Action, str, str]]:
    """What this user may do with ticked rows of a model."""
    found: dict[str, tuple[Action, str, str]] = {}
    bulk = bulk_of(model)
    if bulk is not None and may(user, bulk.act):
        found["change_together"] = (
            partial(_change_together, bulk),
            "change_together",
            _("Change together…"),
        )
    if export is not None and may(user, export.act):
        found["export_chosen"] = (
            partial(_export_chosen, export),
            "export_chosen",
            _("Download the chosen rows"),
        )
    return found


def _change_together(
    bulk: BulkList, model_admin: Any, request: HttpRequest, rows: QuerySet[Any]
) -> HttpResponse:
    if request.POST.get("select_across") == "1":
        query = f"{FILTER}{request.GET.urlencode()}"
        return redirect(bulk.all_url(token_of(bulk.kind, query, request.user)))
    return redirect(bulk.create_url(rows.order_by("pk").values_list("code", flat=True)))


def _export_chosen(
    export: AdminExport, model_admin: Any, request: HttpRequest, rows: QuerySet[Any]
) -> HttpResponse:
    ids = list(rows.order_by().values_list("pk", flat=True))
    chosen = model_admin.model._default_manager.filter(pk__among=ids)
    return export.answer(chosen, request.user)


def listed(bulk: BulkList, query: str, user: Any) -> QuerySet[Any]:
    """The rows that the admin site lists for a filter.

    Raises what Django does of a filter that its list does not know.
    """
    request = HttpRequest()
    request.method, request.GET, request.user = "GET", QueryDict(query), user
    changelist = site._registry[bulk.model].get_changelist_instance(request)
    return changelist.get_queryset(request)
