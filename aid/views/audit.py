"""Paket auditor: all that a year left behind, as one file."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from aid import audit_page
from aid.audit_pack import entries
from aid.audit_rows import ACT, Chosen
from aid.exports.audit import KIND
from aid.forms.audit import AuditPackForm
from core.access import requires, scopes_of
from core.again import asks_again
from core.exports.answer import common_region
from core.exports.pack import pack_answer
from core.models import ExportLog


@requires(ACT)
@asks_again
def audit_pack(request: HttpRequest) -> HttpResponse:
    """Choose a year, see what its pack holds, and take it out for a reason that is recorded."""
    if "show" in request.POST:
        asked = {name: request.POST.get(name, "") for name in ("year", "area")}
        return redirect(reverse("aid:audit_pack", query=asked))
    page = audit_page.build(request.POST or request.GET, request.user)
    form = AuditPackForm(request.POST or None, refusal=page.refusal, user=request.user, act=ACT)
    if request.method == "POST" and form.is_valid() and page.rows:
        chosen = Chosen.of(page.rows)
        _log(request.user, page, form.cleaned_data["reason"])
        return pack_answer(entries(page.rows, chosen), page.title)
    return render(request, "aid/audit_pack.html", {"page": page, "form": form})


def _log(user: Any, page: audit_page.AuditPage, reason: str) -> None:
    """Write down who takes it, before the first byte leaves; its rows are its files."""
    areas = sorted(scope.area or "" for scope in scopes_of(user, ACT))
    ExportLog.objects.create(
        user=user,
        what=KIND,
        filters=page.in_words,
        rows=page.files,
        reason=reason,
        area=(page.rows and page.rows.area) or common_region(areas[0], areas[-1]),
    )
