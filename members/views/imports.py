"""The import of a member list, from its upload to its confirmation."""

from __future__ import annotations

from pathlib import PurePath

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.crypto import DecryptionError
from core.exports.columns import in_indonesian
from core.exports.xlsxfile import CONTENT_TYPE as XLSX
from core.imports import parked
from core.imports.engine import correct, review
from core.imports.reading import read_parked
from core.imports.refused import refused_workbook
from core.imports.spec import Preview
from core.models import Import
from members import import_columns as import_columns_page
from members import import_page, import_rows
from members.exports.template import TITLE, list_template
from members.forms.columns import ColumnsForm
from members.forms.imports import ImportForm
from members.imports.roster import Roster
from members.models import Group

ACT = "members.import_people"


@requires(ACT)
def import_create(request: HttpRequest) -> HttpResponse:
    """Choose the group, send its list; its page shows what it would do."""
    is_sent = request.method == "POST"
    form = ImportForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        user=request.user,
        act=ACT,
        initial={key: request.GET[key] for key in ["group"] if key in request.GET},
    )
    if is_sent and (row := form.try_park()):
        return redirect("members:import_detail", row.code)
    context = {"form": form, "waiting": import_page.waiting(request.user)}
    return render(request, "members/import_create.html", context)


@require_safe
@requires(ACT)
def import_template(request: HttpRequest) -> HttpResponse:
    """An empty list to fill in, with the words to choose from."""
    answer = HttpResponse(list_template(), content_type=XLSX)
    name = f"{in_indonesian(TITLE)}.xlsx"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@never_cache
@require_safe
@requires(ACT)
def import_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What the list would do, or, once it is settled, what it did; at first, how far it is read."""
    row, group = find_import(request, code)
    if parked.waits_to_be_read(row):
        context = {"row": row, "group": group, "reading": import_page.reading(row)}
        return render(request, "members/import_reading.html", context)
    if row.state == Import.State.COLUMNS:
        return redirect("members:import_columns", row.code)
    preview = load(row) if row.state == Import.State.PREVIEW else None
    if preview is None:
        result = import_page.result(row)
        context = {"row": row, "group": group, "result": result}
        return render(request, "members/import_result.html", context)
    page = import_page.build(row, preview, request.user, group, request.GET)
    context = {"row": row, "group": group, "page": page}
    return render(request, "members/import_detail.html", context)


@transaction.non_atomic_requests
@require_POST
@requires(ACT)
def import_read(request: HttpRequest, code: str) -> HttpResponse:
    """Read a large list. No transaction spans it: other requests see how far it is."""
    row, group = find_import(request, code)
    if parked.waits_to_be_read(row):
        read_parked(row, Roster(user=request.user, group=group))
    return redirect("members:import_detail", row.code)


@never_cache
@require_safe
@requires(ACT)
def import_progress(request: HttpRequest, code: str) -> HttpResponse:
    """How far the reading is, for the page that waits for it; then the way on."""
    row, _group = find_import(request, code)
    if not parked.waits_to_be_read(row):
        return redirect("members:import_detail", row.code)
    context = {"row": row, "reading": import_page.reading(row)}
    return render(request, "members/_import_reading.html", context)


@never_cache
@requires(ACT)
def import_columns(request: HttpRequest, code: str) -> HttpResponse:
    """Say which column is which; the list is read by it, and the next one of its shape too."""
    row, group, preview = find_source(request, code)
    if row.state == Import.State.READING:
        return redirect("members:import_detail", row.code)
    page = import_columns_page.build(row, preview, request.GET.get("sheet", ""))
    form = ColumnsForm(
        request.POST if request.method == "POST" else None,
        user=request.user,
        act=ACT,
        row=row,
        preview=preview,
        place=page.place,
        spec=Roster(user=request.user, group=group),
    )
    if request.method == "POST" and form.try_read():
        return redirect("members:import_detail", row.code)
    context = {"row": row, "group": group, "form": form, "page": page}
    return render(request, "members/import_columns.html", context)


@require_POST
@requires(ACT)
def import_correct(request: HttpRequest, code: str) -> HttpResponse:
    """Look again at the refused rows, with the cells that were corrected on the page."""
    row, group, preview = find_preview(request, code)
    before = len(preview.refused)
    correct(Roster(user=request.user, group=group), preview, import_rows.typed(preview, request))
    parked.save(row, preview)
    number = before - len(preview.refused)
    if number > 0:
        words = ngettext("%(n)d row is accepted now.", "%(n)d rows are accepted now.", number)
        messages.success(request, words % {"n": number})
    else:
        messages.warning(request, _("No further row is accepted yet. Read what is said of each."))
    show = "refused" if preview.refused else ""
    return redirect(import_page.address(row, show=show))


@require_POST
@requires(ACT)
def import_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Write the accepted rows, all or none; a second click finds them written."""
    row, group = find_import(request, code, lock=True)
    preview = load(row) if row.state == Import.State.PREVIEW else None
    if preview is not None:
        spec = Roster(user=request.user, group=group, lock=True)
        try:
            parked.confirm(row, spec, preview)
        except (parked.OutdatedPreviewError, IntegrityError):
            look_again(request, row, group)
    return redirect("members:import_detail", row.code)


def look_again(request: HttpRequest, row: Import, group: Group) -> None:
    """Somebody has changed the register meanwhile: show what the list would do now."""
    row.refresh_from_db()
    preview = parked.load(row)
    review(Roster(user=request.user, group=group), preview)
    parked.save(row, preview)
    messages.warning(
        request,
        _("The register has changed meanwhile. Nothing is saved yet: look at the preview again."),
    )


@require_POST
@requires(ACT)
def import_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Drop the list; its copy is gone."""
    row, _group = find_import(request, code, lock=True)
    if row.state in parked.OPEN:
        parked.settle(row, Import.State.CANCELLED)
        messages.success(request, _("The list is dropped. Nothing was saved."))
    return redirect("members:import_create")


@never_cache
@require_safe
@requires(ACT)
def import_refused(request: HttpRequest, code: str) -> HttpResponse:
    """The refused rows as a file, with what is to be corrected in each."""
    row, _group, preview = find_preview(request, code)
    stem = PurePath(row.filename).stem or "daftar"
    name = _("%(file)s - to correct.xlsx") % {"file": stem}
    answer = HttpResponse(refused_workbook(preview), content_type=XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer


def find_import(request: HttpRequest, code: str, *, lock: bool = False) -> tuple[Import, Group]:
    """The user's own list, while she may still import into its group; 404 otherwise."""
    mine = Import.objects.owned_by(request.user).filter(kind=Roster.kind).defer(*parked.FILES)
    row = get_object_or_404(mine.select_for_update() if lock else mine, code=code)
    groups = Group.objects.allowed(request.user, ACT).not_dissolved().select_related("village")
    return row, get_object_or_404(groups, pk=row.target_id)


def find_preview(request: HttpRequest, code: str) -> tuple[Import, Group, Preview]:
    """A list that still waits for its confirmation; 404 otherwise."""
    row, group = find_import(request, code, lock=request.method == "POST")
    preview = load(row) if row.state == Import.State.PREVIEW else None
    if preview is None:
        raise Http404
    return row, group, preview


def find_source(request: HttpRequest, code: str) -> tuple[Import, Group, Preview]:
    """A list whose file is still here to be read again; 404 otherwise."""
    row, group = find_import(request, code, lock=request.method == "POST")
    preview = load(row)
    if preview is None or not import_page.has_source(row):
        raise Http404
    return row, group, preview


def load(row: Import) -> Preview | None:
    """The preview; None where it is too old or its key is gone."""
    if not parked.is_waiting(row):
        return None
    try:
        return parked.load(row)
    except DecryptionError:
        return None
