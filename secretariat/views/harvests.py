"""Panen: the list of harvests; write one down, correct it, take it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from aid.forms.cancelling import CancelRowForm
from core.access import may, requires
from core.lists import paginate
from core.receipts.running import done
from members.export_answer import export_answer
from members.models import Group
from members.views.groups import find_living_group
from secretariat import harvest_export_page, harvest_listing
from secretariat.filters.harvests import HarvestFilters
from secretariat.forms.harvests import HarvestForm, HarvestGroupForm
from secretariat.models import Harvest

VIEW, ADD, CHANGE = (f"secretariat.{verb}_harvest" for verb in ("view", "add", "change"))
EXPORT, SUM = "secretariat.export_harvest", "secretariat.view_livelihoodsum"
TAKE = "secretariat.take_livelihood"
MAY = {"export": EXPORT, "livelihood": SUM, "ask": TAKE}


@requires(VIEW)
def harvest_list(request: HttpRequest) -> HttpResponse:
    """The harvests that the user may see, the latest first."""
    harvests = Harvest.objects.allowed(request.user, VIEW)
    filters = HarvestFilters(request.GET, harvests, user=request.user, act=VIEW)
    page = paginate(
        filters.qs.with_names(request.user),
        base=harvests,
        fields=harvest_listing.FIELDS,
        sort=filters.order,
        params=request.GET,
    )
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": harvest_listing.lines_of(page.rows),
        "add_url": _add_url(request.user),
        "may": {verb: may(request.user, act) for verb, act in MAY.items()},
    }
    return render(request, "secretariat/harvest_list.html", context)


def _add_url(user: Any) -> str:
    """Where a harvest is written down: the group is asked of who works for several."""
    if not may(user, ADD):
        return ""
    groups = Group.objects.allowed(user, ADD).not_dissolved()
    found = list(groups.values_list("code", flat=True)[:2])
    if len(found) == 1:
        return reverse("secretariat:harvest_create", args=found)
    return reverse("secretariat:harvest_start")


@requires(EXPORT)
def harvest_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the harvests that the list shows."""
    page = harvest_export_page.build(request.GET, request.user, EXPORT)
    return export_answer(request, page, EXPORT, "secretariat/harvest_export.html")


@requires(ADD)
def harvest_start(request: HttpRequest) -> HttpResponse:
    """Whose harvest it is, before it is written down."""
    form = HarvestGroupForm(request.POST or None, user=request.user, act=ADD)
    if request.method == "POST" and form.is_valid():
        return redirect("secretariat:harvest_create", code=form.cleaned_data["group"].code)
    return render(request, "secretariat/harvest_start.html", {"form": form})


@requires(ADD)
def harvest_create(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a harvest of a group or of one of its members."""
    group = find_living_group(request, code, ADD)
    form = HarvestForm(
        request.POST or None, instance=Harvest(group=group), user=request.user, act=ADD
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, done(_("The harvest is written down.")))
        return redirect("secretariat:production_group", code=group.code)
    return render(request, "secretariat/harvest_create.html", {"form": form, "group": group})


@requires(CHANGE)
def harvest_update(request: HttpRequest, code: str) -> HttpResponse:
    """Correct what was written down."""
    harvest = _standing_or_404(request, code)
    form = HarvestForm(request.POST or None, instance=harvest, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        messages.success(request, done(_("The changes are saved.")))
        return redirect("secretariat:harvest_list")
    context = {"form": form, "group": harvest.group, "harvest": harvest}
    return render(request, "secretariat/harvest_update.html", context)


@requires(CHANGE)
def harvest_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Take back what should never have been written down."""
    harvest = _standing_or_404(request, code)
    form = CancelRowForm(request.POST or None, row=harvest, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        messages.success(request, done(_("The harvest is cancelled. It counts for nothing now.")))
        return redirect("secretariat:harvest_list")
    lines = harvest_listing.facts(harvest, request.user)
    context = {"form": form, "group": harvest.group, "harvest": harvest, "facts": lines}
    return render(request, "secretariat/harvest_cancel.html", context)


def _standing_or_404(request: HttpRequest, code: str) -> Harvest:
    rows = Harvest.objects.allowed(request.user, CHANGE).standing()
    return get_object_or_404(rows.select_related("group", "commodity", "person"), code=code)
