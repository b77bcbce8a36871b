"""Keadaan kelompok: the groups by need, a group's reasons, the list as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.access import may, requires
from members.export_answer import export_answer
from members.views.groups import find_group
from secretariat import health_export_page, health_page
from secretariat.health_filters import HealthFilters
from secretariat.health_page import EXPORT, VIEW


@requires(VIEW)
def health_list(request: HttpRequest) -> HttpResponse:
    """The groups that need a visit first, each with its reasons."""
    groups = health_page.groups_of(request.user, VIEW)
    filters = HealthFilters(request.GET, groups, user=request.user, act=VIEW)
    page = health_page.page_of(request.user, filters, request.GET)
    context = {
        "filters": filters,
        "page": page,
        "lines": health_page.lines(page.rows),
        "around": filters.around(page),
        "rule": health_page.rule(),
        "may_export": may(request.user, EXPORT),
    }
    return render(request, "secretariat/health_list.html", context)


@requires(VIEW)
def health_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Why a group needs a visit, and where each reason is mended."""
    group = find_group(request, code, VIEW)
    if group.is_dissolved:
        messages.info(request, _("This group is dissolved: nothing is left to mend."))
        return redirect(group)
    row = health_page.read(group)
    context = {
        "group": group,
        "state": health_page.state(len(row["reasons"])),
        "needs_visit": health_page.needs_visit(row["reasons"]),
        "tasks": health_page.tasks(row, request.user),
        "facts": health_page.facts(row),
        "rule": health_page.rule(),
    }
    return render(request, "secretariat/health_detail.html", context)


@requires(EXPORT)
def health_export(request: HttpRequest) -> HttpResponse:
    """The list as a file, to plan visits with."""
    page = health_export_page.build(request.GET, request.user, EXPORT)
    return export_answer(request, page, EXPORT, "secretariat/health_export.html")
