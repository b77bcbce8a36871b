"""Impor daftar hadir: who is meant, where a paper list leaves it open."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import requires
from core.import_pages.sent import find_preview
from core.imports import parked
from core.imports.engine import review
from training.import_pages import AttendancePages
from training.imports.attendance import ACT, choose


@require_POST
@requires(ACT)
def attendance_import_choose(request: HttpRequest, code: str) -> HttpResponse:
    """Take a refused row as the participant who was clicked; nothing is written yet."""
    sent, preview = find_preview(request, AttendancePages(), code)
    place, who = (request.POST.get("sheet"), request.POST.get("row")), request.POST.get("who", "")
    rows = [row for row in preview.refused if (str(row.sheet), str(row.number)) == place]
    if rows and choose(preview, rows[0], who):
        review(sent.spec(), preview)
        parked.save(sent.row, preview)
        messages.success(request, _("The row is taken as you said."))
    else:
        messages.warning(request, _("This row has changed. Look at it again."))
    return redirect(sent.rows_url(show="refused" if preview.refused else ""))
