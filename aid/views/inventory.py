"""The import of an office's old inventory, from its upload to its confirmation."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from aid import inventory_page
from aid.exports import template
from aid.forms.inventory import InventoryForm
from aid.imports.inventory import ACT, Inventory
from core.access import requires
from core.crypto import DecryptionError
from core.exports.columns import in_indonesian
from core.exports.xlsxfile import CONTENT_TYPE as XLSX
from core.imports import parked
from core.imports.engine import correct, review
from core.imports.refused import refused_workbook
from core.imports.spec import Preview
from core.models import Import
from members import import_rows


@requires(ACT)
def inventory_create(request: HttpRequest) -> HttpResponse:
    """Send the inventory; its page shows what it would do."""
    is_sent = request.method == "POST"
    form = InventoryForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        user=request.user,
        act=ACT,
    )
    if is_sent and (row := form.try_park()):
        return redirect("aid:inventory_detail", row.code)
    context = {"form": form, "waiting": inventory_page.waiting(request.user)}
    return render(request, "aid/inventory_create.html", context)


@require_safe
@requires(ACT)
def inventory_template(request: HttpRequest) -> HttpResponse:
    """An empty inventory to fill in, with the words to choose from."""
    return _workbook(template.inventory_template(), in_indonesian(template.TITLE))


@never_cache
@require_safe
@requires(ACT)
def inventory_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What the inventory would do, or, once it is settled, what it did."""
    row = find_inventory(request, code)
    preview = load(row)
    if preview is None:
        context = {"row": row, "result": inventory_page.result(row)}
        return render(request, "aid/inventory_result.html", context)
    page = inventory_page.build(row, preview, request.user, request.GET)
    return render(request, "aid/inventory_detail.html", {"row": row, "page": page})


@require_POST
@requires(ACT)
def inventory_correct(request: HttpRequest, code: str) -> HttpResponse:
    """Look again at the refused rows, with the cells that were corrected on the page."""
    row, preview = find_preview(request, code)
    before = len(preview.refused)
    correct(Inventory(user=request.user), preview, import_rows.typed(preview, request))
    parked.save(row, preview)
    if len(preview.refused) < before:
        messages.success(request, _("More rows are accepted now."))
    else:
        messages.warning(request, _("No further row is accepted yet. Read what is said of each."))
    show = "refused" if preview.refused else ""
    return redirect(inventory_page.address(row, show=show))


@require_POST
@requires(ACT)
def inventory_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Write the accepted rows, all or none; a second click finds them written."""
    row = find_inventory(request, code, lock=True)
    preview = load(row)
    if preview is not None:
        try:
            parked.confirm(row, Inventory(user=request.user, lock=True), preview)
        except (parked.OutdatedPreviewError, IntegrityError):
            look_again(request, row)
    return redirect("aid:inventory_detail", row.code)


def look_again(request: HttpRequest, row: Import) -> None:
    """Somebody has changed the register meanwhile: show what the list would do now."""
    row.refresh_from_db()
    preview = parked.load(row)
    review(Inventory(user=request.user), preview)
    parked.save(row, preview)
    messages.warning(
        request,
        _("The register has changed meanwhile. Nothing is saved yet: look at the preview again."),
    )


@require_POST
@requires(ACT)
def inventory_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Drop the inventory; its copy is gone."""
    row = find_inventory(request, code, lock=True)
    if row.state in parked.OPEN:
        parked.settle(row, Import.State.CANCELLED)
        messages.success(request, _("The list is dropped. Nothing was saved."))
    return redirect("aid:inventory_create")


@never_cache
@require_safe
@requires(ACT)
def inventory_refused(request: HttpRequest, code: str) -> HttpResponse:
    """The refused rows as a file, with what is to be corrected in each."""
    row, preview = find_preview(request, code)
    stem = PurePath(row.filename).stem or "inventaris"
    name = _("%(file)s - to correct.xlsx") % {"file": stem}
    return _workbook(refused_workbook(preview), name.removesuffix(".xlsx"))


def _workbook(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return answer


def find_inventory(request: HttpRequest, code: str, *, lock: bool = False) -> Import:
    """The user's own list; 404 otherwise."""
    mine = Import.objects.owned_by(request.user).filter(kind=Inventory.kind)
    mine = mine.defer(*parked.FILES)
    return get_object_or_404(mine.select_for_update() if lock else mine, code=code)


def find_preview(request: HttpRequest, code: str) -> tuple[Import, Preview]:
    """A list that still waits for its confirmation; 404 otherwise."""
    row = find_inventory(request, code, lock=request.method == "POST")
    preview = load(row)
    if preview is None:
        raise Http404
    return row, preview


def load(row: Import) -> Preview | None:
    """The preview; None where it is settled, too old, or its key is gone."""
    if row.state != Import.State.PREVIEW or not parked.is_waiting(row):
        return None
    try:
        return parked.load(row)
    except DecryptionError:
        return None
