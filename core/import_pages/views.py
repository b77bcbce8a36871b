"""The import of a list, from its upload to its confirmation: the same pages for every kind.

``core.import_pages.urls`` gives each its kind (``pages``), and the act that it needs.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.exports.columns import in_indonesian
from core.exports.xlsxfile import CONTENT_TYPE as XLSX
from core.import_pages import columns_page, lines, preview_page, results
from core.import_pages.columns_form import ColumnsForm
from core.import_pages.pages import ImportPages
from core.import_pages.sent import SentList, find, find_preview, find_source
from core.imports import parked
from core.imports.engine import correct, review
from core.imports.reading import read_parked
from core.imports.refused import refused_workbook
from core.models import Import


def import_create(request: HttpRequest, pages: ImportPages) -> HttpResponse:
    """Send a list; its page shows what it would do."""
    is_sent = request.method == "POST"
    form = pages.form(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        user=request.user,
        act=pages.act,
        initial={key: request.GET[key] for key in pages.form.prefilled if key in request.GET},
    )
    if is_sent and (row := form.try_park(pages.spec)):
        return redirect(pages.address("detail", row.code))
    context = {"pages": pages, "form": form, "waiting": results.waiting(pages, request.user)}
    return render(request, "core/import_create.html", context)


@require_safe
def import_template(request: HttpRequest, pages: ImportPages) -> HttpResponse:
    """An empty list to fill in, with the words to choose from."""
    return _workbook(pages.empty_list(), f"{in_indonesian(pages.empty_title)}.xlsx")


@never_cache
@require_safe
def import_detail(request: HttpRequest, pages: ImportPages, code: str) -> HttpResponse:
    """What the list would do, or, once it is settled, what it did; at first, how far it is read."""
    sent = find(request, pages, code)
    if parked.waits_to_be_read(sent.row):
        return _page(request, "reading", sent, reading=results.reading(sent.row))
    if sent.row.state == Import.State.COLUMNS:
        return redirect(sent.url("columns"))
    preview = sent.load_to_confirm()
    if preview is None:
        return _page(request, "result", sent, result=results.result(sent))
    return _page(request, "detail", sent, page=preview_page.build(sent, preview, request.GET))


@transaction.non_atomic_requests
@require_POST
def import_read(request: HttpRequest, pages: ImportPages, code: str) -> HttpResponse:
    """Read a large list. No transaction spans it: other requests see how far it is."""
    sent = find(request, pages, code)
    if parked.waits_to_be_read(sent.row):
        read_parked(sent.row, sent.spec())
    return redirect(sent.url("detail"))


@never_cache
@require_safe
def import_progress(request: HttpRequest, pages: ImportPages, code: str) -> HttpResponse:
    """How far the reading is, for the page that waits for it; then the way on."""
    sent = find(request, pages, code)
    if not parked.waits_to_be_read(sent.row):
        return redirect(sent.url("detail"))
    context = {"sent": sent, "reading": results.reading(sent.row)}
    return render(request, "core/_import_reading.html", context)


@never_cache
def import_columns(request: HttpRequest, pages: ImportPages, code: str) -> HttpResponse:
    """Say which column is which; the list is read by it, and the next one of its shape too."""
    sent, preview = find_source(request, pages, code)
    if sent.row.state == Import.State.READING:
        return redirect(sent.url("detail"))
    page = columns_page.build(sent, preview, request.GET.get("sheet", ""))
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        act=pages.act,
        row=sent.row,
        preview=preview,
        place=page.place,
        spec=sent.spec(),
    )
    if request.method == "POST" and form.try_read():
        return redirect(sent.url("detail"))
    return _page(request, "columns", sent, form=form, page=page)


@require_POST
def import_correct(request: HttpRequest, pages: ImportPages, code: str) -> HttpResponse:
    """Look again at the refused rows, with the cells that were corrected on the page."""
    sent, preview = find_preview(request, pages, code)
    before = len(preview.refused)
    correct(sent.spec(), preview, lines.typed(preview, request))
    parked.save(sent.row, preview)
    number = before - len(preview.refused)
    if number > 0:
        words = ngettext("%(n)d row is accepted now.", "%(n)d rows are accepted now.", number)
        messages.success(request, words % {"n": number})
    else:
        messages.warning(request, _("No further row is accepted yet. Read what is said of each."))
    return redirect(sent.rows_url(show="refused" if preview.refused else ""))


@require_POST
def import_confirm(request: HttpRequest, pages: ImportPages, code: str) -> HttpResponse:
    """Write the accepted rows, all or none; a second click finds them written."""
    sent = find(request, pages, code, lock=True)
    preview = sent.load_to_confirm()
    if preview is not None:
        try:
            parked.confirm(sent.row, sent.spec(lock=True), preview)
        except (parked.OutdatedPreviewError, IntegrityError):
            look_again(request, sent)
    return redirect(sent.url("detail"))


def look_again(request: HttpRequest, sent: SentList) -> None:
    """Somebody has changed the register meanwhile: show what the list would do now."""
    sent.row.refresh_from_db()
    preview = parked.load(sent.row)
    review(sent.spec(), preview)
    parked.save(sent.row, preview)
    messages.warning(
        request,
        _("The register has changed meanwhile. Nothing is saved yet: look at the preview again."),
    )


@require_POST
def import_cancel(request: HttpRequest, pages: ImportPages, code: str) -> HttpResponse:
    """Drop the list; its copy is gone."""
    sent = find(request, pages, code, lock=True)
    if sent.row.state in parked.OPEN:
        parked.settle(sent.row, Import.State.CANCELLED)
        messages.success(request, _("The list is dropped. Nothing was saved."))
    return redirect(pages.create_url())


@never_cache
@require_safe
def import_refused(request: HttpRequest, pages: ImportPages, code: str) -> HttpResponse:
    """The refused rows as a file, with what is to be corrected in each."""
    sent, preview = find_preview(request, pages, code)
    stem = PurePath(sent.row.filename).stem or "daftar"
    return _workbook(refused_workbook(preview), _("%(file)s - to correct.xlsx") % {"file": stem})


def _page(request: HttpRequest, step: str, sent: SentList, **context: Any) -> HttpResponse:
    return render(request, f"core/import_{step}.html", {"sent": sent, **context})


def _workbook(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
