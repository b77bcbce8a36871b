"""Buku tamu and rekap: a month on paper, a blank book, the year's numbers, the queue as a file."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import dateformat, timezone
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.documents import paper_answer
from members.export_answer import export_answer
from members.filters import areas_of
from regions.models import Region
from secretariat import desk_documents, desk_totals
from secretariat.exports.services import build
from secretariat.forms.desk_books import BookForm
from secretariat.models import Service
from secretariat.services_sealed import REGENCY

EXPORT, TOTALS = desk_documents.EXPORT, desk_totals.ACT
FIRST_YEAR = 1990


@requires(EXPORT)
def service_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the services that the list shows."""
    page = build(request.GET, request.user, EXPORT)
    return export_answer(request, page, EXPORT, "secretariat/service_export.html")


@requires(EXPORT)
def service_book(request: HttpRequest) -> HttpResponse:
    """The visitor's book of a month."""
    form = BookForm(request.POST or None, user=request.user, act=EXPORT)
    if request.method == "POST" and form.is_valid():
        return _book(request, form)
    return render(request, "secretariat/service_book.html", {"form": form})


def _book(request: HttpRequest, form: BookForm) -> HttpResponse:
    month, group = form.cleaned_data["month"], form.cleaned_data["group"]
    services = Service.objects.allowed(request.user, EXPORT)
    if group is not None:
        pdf = desk_documents.book(
            month, services.filter(group=group), request.user, title=group.name, area=""
        )
    else:
        areas = areas_of(request.user, EXPORT)
        area = areas[0] if len(areas) == 1 and len(areas[0]) <= REGENCY else ""
        title = str(request.user.institution or "")  # type: ignore[union-attr]
        pdf = desk_documents.book(month, services, request.user, title=title, area=area)
    return paper_answer(pdf, f"Buku tamu {month:%Y-%m}")


@require_POST
@requires(EXPORT)
def service_blank_book(request: HttpRequest) -> HttpResponse:
    """A blank page for the desk of a village without a network."""
    title = str(request.user.institution or "")  # type: ignore[union-attr]
    return paper_answer(desk_documents.blank_book(title), "Buku tamu kosong")


@require_safe
@requires(TOTALS)
def service_totals(request: HttpRequest) -> HttpResponse:
    """The year's numbers of the user's regions, by topic and month."""
    year = _year(request.GET.get("year", ""))
    areas = areas_of(request.user, TOTALS)
    names = dict(Region.objects.filter(code__in=areas).values_list("code", "name"))
    months = [dateformat.format(dt.date(year, month, 1), "M") for month in range(1, 13)]
    parts = [{"name": names.get(area, ""), "rows": _rows(area, year, months)} for area in areas]
    context = {"year": str(year), "years": _years(), "months": months, "parts": parts}
    return render(request, "secretariat/service_totals.html", context)


def _rows(area: str, year: int, months: list[str]) -> list[dict[str, Any]]:
    """Each topic with its numbers, and the month that each stands for."""
    return [
        {
            "name": row.name,
            "total": row.total,
            "cells": [
                {"label": label, "number": number}
                for label, number in zip(months, row.months, strict=True)
            ],
        }
        for row in desk_totals.totals_of(area, year)
    ]


def _year(text: str) -> int:
    """The year that the address asks for; this one where it asks for none that can be."""
    this = timezone.localdate().year
    return int(text) if text in map(str, range(FIRST_YEAR, this + 1)) else this


def _years() -> list[str]:
    this = timezone.localdate().year
    return [str(year) for year in range(this, this - 6, -1)]
