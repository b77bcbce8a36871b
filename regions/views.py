"""Finding a region while its name is typed."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import requires, scopes_of
from core.text import name_key
from regions.forms import LIMIT
from regions.models import Region

ACT = "regions.view_region"
SHORTEST = 3
_CODE = re.compile(r"\d{2}(\.\d{2}){0,2}(\.\d{4})?")


@require_safe
@requires(ACT)
def region_search(request: HttpRequest) -> HttpResponse:
    """Up to twelve regions for what has been typed so far; the user's own region first."""
    text = request.GET.get("q", "")[:100]
    is_short = len(name_key(text)) < SHORTEST
    rows = Region.objects.filter(level=request.GET["level"]) if _level(request) else Region.objects
    found = [] if is_short else list(rows.search(text, near=_near(request))[: LIMIT + 1])
    context = {"regions": found[:LIMIT], "has_more": len(found) > LIMIT, "is_short": is_short}
    return render(request, "regions/_choices.html", context)


def _level(request: HttpRequest) -> bool:
    return request.GET.get("level", "") in map(str, Region.Level.values)


def _near(request: HttpRequest) -> str:
    """The region that the form asks from, else the one that the user works in."""
    asked = request.GET.get("near", "")
    if _CODE.fullmatch(asked):
        return asked
    return next((scope.area for scope in scopes_of(request.user, ACT) if scope.area), "")
