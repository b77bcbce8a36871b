"""Decrees of aid: the list, one of them with its changes, record and correct one, its scan."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from aid import decree_page
from aid.filters.decrees import DecreeFilters
from aid.forms.decrees import DecreeForm, DecreeLinesForm, DecreeUpdateForm
from aid.models import AidDecree
from core.access import acts_brought, may, requires
from core.lists import paginate
from core.storage import serve
from members.views.history import history_page

FIELDS = ("id", "code", "number", "date", "issuer", "title", "scan_id")
ACTS = ("aid.add_aiddecree", "aid.change_aiddecree", "aid.open_aiddecree")


@requires("aid.view_aiddecree")
def decree_list(request: HttpRequest) -> HttpResponse:
    """The decrees of the region's offices, newest first."""
    decrees = AidDecree.objects.allowed(request.user, "aid.view_aiddecree")
    filters = DecreeFilters(request.GET, decrees)
    page = paginate(filters.qs, base=decrees, fields=FIELDS, sort=filters.order, params=request.GET)
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": decree_page.decree_lines(page.rows),
        "may": {
            "add": may(request.user, "aid.add_aiddecree"),
            "decrees": True,
            "export": may(request.user, "aid.export_aiddecree"),
        },
    }
    return render(request, "aid/decree_list.html", context)


@requires("aid.view_aiddecree")
def decree_detail(request: HttpRequest, code: str) -> HttpResponse:
    """A decree and the lines that it lists, group by group."""
    rows = AidDecree.objects.allowed(request.user, "aid.view_aiddecree")
    decree = get_object_or_404(
        rows.select_related("office").with_acts(request.user, ACTS), code=code
    )
    granted = acts_brought(decree)
    groups, others = decree_page.listed(decree, request.user)
    context = {
        "decree": decree,
        "groups": groups,
        "others": others,
        "may": {act.partition(".")[2]: act in granted for act in ACTS},
    }
    return render(request, "aid/decree_detail.html", context)


@requires("aid.add_aiddecree")
def decree_create(request: HttpRequest) -> HttpResponse:
    """Record a decree over verified lines of many groups."""
    form = DecreeForm(
        request.POST or None,
        request.FILES or None,
        lines=decree_page.waiting(request.user),
        user=request.user,
        act="aid.add_aiddecree",
    )
    if request.method == "POST" and (decree := form.try_save()):
        messages.success(request, _("Decree %(number)s is recorded.") % {"number": decree})
        return redirect(decree)
    context = decree_page.ticking(form)
    return render(request, "aid/decree_create.html", context)


@requires("aid.add_aiddecree")
def decree_add_lines(request: HttpRequest, code: str) -> HttpResponse:
    """Add verified lines that stand on the paper and were forgotten."""
    act = "aid.add_aiddecree"
    decree = get_object_or_404(AidDecree.objects.allowed(request.user, act), code=code)
    form = DecreeLinesForm(
        request.POST or None,
        instance=decree,
        lines=decree_page.waiting(request.user),
        user=request.user,
        act=act,
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The lines are added."))
        return redirect(decree)
    context = decree_page.ticking(form) | {"decree": decree}
    return render(request, "aid/decree_add_lines.html", context)


@requires("aid.change_aiddecree")
def decree_update(request: HttpRequest, code: str) -> HttpResponse:
    """Correct number, date and issuer, attach the scan."""
    act = "aid.change_aiddecree"
    decree = get_object_or_404(AidDecree.objects.allowed(request.user, act), code=code)
    form = DecreeUpdateForm(
        request.POST or None, request.FILES or None, instance=decree, user=request.user, act=act
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect(decree)
    return render(request, "aid/decree_update.html", {"form": form, "decree": decree})


@requires("aid.open_aiddecree")
def decree_scan(request: HttpRequest, code: str) -> HttpResponse:
    """The scanned decree; it names whoever receives, so that not everybody opens it."""
    rows = AidDecree.objects.allowed(request.user, "aid.open_aiddecree").select_related("scan")
    decree = get_object_or_404(rows, code=code)
    return serve(request, decree.scan, filename=f"sk-bantuan-{decree.code}")


@requires("aid.open_aiddecree")
def decree_history(request: HttpRequest, code: str) -> HttpResponse:
    """All changes to a decree, and to the lines in it that the user sees; it names who receives."""
    rows = AidDecree.objects.allowed(request.user, "aid.open_aiddecree")
    return history_page(request, get_object_or_404(rows, code=code))
