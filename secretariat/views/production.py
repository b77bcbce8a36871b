"""Produksi: what a group harvested over the years, and what a district did, in sums."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.access import acts_brought, requires
from members.views.groups import find_group
from secretariat import production_page
from secretariat.filters.harvests import HarvestFilters
from secretariat.models import Harvest
from secretariat.views.harvests import ADD, EXPORT, VIEW


@require_safe
@requires(VIEW)
def production_group(request: HttpRequest, code: str) -> HttpResponse:
    """One group's harvests: per commodity and year area, weight, yield, money, answers."""
    group = find_group(request, code, VIEW, [ADD, EXPORT])
    harvests = Harvest.objects.allowed(request.user, VIEW).filter(group=group)
    acts = acts_brought(group)
    context = {
        "group": group,
        "produce": production_page.of_group(group, harvests),
        "rows_url": reverse("secretariat:harvest_list", query={"group": group.code}),
        "export_url": reverse("secretariat:harvest_export", query={"group": group.code}),
        "may_add": ADD in acts and not group.is_dissolved,
        "may_export": EXPORT in acts,
    }
    return render(request, "secretariat/production_group.html", context)


@require_safe
@requires(VIEW)
def production_area(request: HttpRequest) -> HttpResponse:
    """The same of all groups of the user's places, or of those that the filters leave."""
    harvests = Harvest.objects.allowed(request.user, VIEW)
    filters = HarvestFilters(request.GET, harvests, user=request.user, act=VIEW)
    produce = production_page.of_area(filters.qs)
    context = {
        "filters": filters,
        "produce": produce[: production_page.MOST_COMMODITIES],
        "left": len(produce) - production_page.MOST_COMMODITIES,
        "rows_url": f"{reverse('secretariat:harvest_list')}{filters.address()}",
    }
    return render(request, "secretariat/production_area.html", context)
