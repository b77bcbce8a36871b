"""Register sertifikat: all certificates that an office issued, by their numbers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import may, requires
from core.lists import paginate
from training.filters import RegisterFilters
from training.models import Certificate
from training.register_page import FIELDS, register_lines
from training.training_page import EXPORT

VIEW = "training.view_certificate"


@require_safe
@requires(VIEW)
def register_list(request: HttpRequest) -> HttpResponse:
    """The certificates that the user may see, of each office the last number first."""
    papers = Certificate.objects.allowed(request.user, VIEW).numbered()
    filters = RegisterFilters(request.GET, papers)
    page = paginate(filters.qs, base=papers, fields=FIELDS, sort=filters.order, params=request.GET)
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": register_lines(page.rows),
        "may_export": may(request.user, EXPORT),
    }
    return render(request, "training/register_list.html", context)
