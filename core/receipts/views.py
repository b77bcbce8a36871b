"""Jejak perubahan: the list of what was done, and one act row by row."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import requires
from core.lists import page_number, paginate
from core.receipts.filters import ReceiptFilters
from core.receipts.lines import FIELDS, head_of, receipt_lines
from core.receipts.models import Receipt
from core.receipts.rows import PAGE_SIZE, VIEW, Table, rows_of, tables_of
from core.receipts.settling import settle
from core.undo.engine import undo_facts


@require_safe
@requires(VIEW)
def receipt_list(request: HttpRequest) -> HttpResponse:
    """What was done in the user's places, and by herself, newest first."""
    settle()
    receipts = Receipt.objects.allowed(request.user, VIEW)
    filters = ReceiptFilters(request.GET, receipts, user=request.user)
    page = paginate(
        filters.qs, base=receipts, fields=FIELDS, sort=filters.order, params=request.GET
    )
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": receipt_lines(page.rows, request.user),
    }
    return render(request, "core/receipt_list.html", context)


@require_safe
@requires(VIEW)
def receipt_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One act: who, when, why, and each row that the user may see, before and after."""
    receipt, tables = find_receipt(request, code)
    table = _chosen(tables, request.GET.get("table", ""))
    number = min(page_number(request.GET.get("page", "")), _last_page(table))
    start = (number - 1) * PAGE_SIZE
    context = {
        "receipt": receipt,
        "head": head_of(receipt),
        "tables": tables,
        "table": table,
        "rows": rows_of(table.model, receipt, request.user, offset=start) if table else [],
        "undo": undo_facts(receipt, request.user),
        **_pages(table, number),
    }
    return render(request, "core/receipt_detail.html", context)


def find_receipt(request: HttpRequest, code: str) -> tuple[Receipt, list[Table]]:
    """The receipt with its rows as the user may see them; 404 where it is none of hers."""
    settle()
    receipt = get_object_or_404(Receipt.objects.filter(rows__gt=0), code=code)
    tables = tables_of(receipt, request.user)
    if not tables and not Receipt.objects.allowed(request.user, VIEW).contains(receipt):
        raise Http404
    return receipt, tables


def _chosen(tables: list[Table], key: str) -> Table | None:
    """The kind of rows that the address asks for, else the first."""
    return next((t for t in tables if t.key == key), tables[0] if tables else None)


def _last_page(table: Table | None) -> int:
    return max(1, -(-table.rows // PAGE_SIZE)) if table else 1


def _pages(table: Table | None, number: int) -> dict[str, Any]:
    """The way to the pages before and after."""
    rows = table.rows if table else 0
    key = f"table={table.key}&" if table else ""
    has_more, has_pages = rows > number * PAGE_SIZE, rows > PAGE_SIZE
    return {
        "shown": _("Page %(number)s") % {"number": number} if has_pages else "",
        "newer_url": f"?{key}page={number - 1}" if number > 1 else "",
        "older_url": f"?{key}page={number + 1}" if has_more else "",
    }
