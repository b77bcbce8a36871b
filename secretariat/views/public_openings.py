"""Peluang for everybody: without sign-in, light enough for the slowest network, and a feed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import public
from core.lists import Sort, paginate
from regions.models import Region
from secretariat import opening_page
from secretariat.models import Opening
from secretariat.models.openings import OpeningQuerySet

REASON = "Openings are for everybody: whom they may suit has no account."
ENDS_FIRST = Sort("", ("until", "id"))
FIELDS = ("code", "kind", "title", "audience", "until", "published_on", "withdrawn_on")
MOST_IN_FEED = 30
# Asked for again on the way through a bad network, the page is still there; nobody's data is in it.
KEPT = "private, max-age=300"


def _place(request: HttpRequest) -> Region | None:
    """The region that the address asks for; an unknown one narrows nothing."""
    code = request.GET.get("place", "")
    return Region.objects.filter(code=code).first() if code else None


def _standing(place: Region | None) -> OpeningQuerySet:
    openings = Opening.objects.current(timezone.localdate())
    return openings.of_region(place.code) if place else openings


@require_safe
@public(REASON)
def opening_public(request: HttpRequest) -> HttpResponse:
    """What stands open now, what ends first on top."""
    place = _place(request)
    openings = _standing(place)
    page = paginate(
        openings,
        base=openings,
        fields=(*FIELDS, "office__name"),
        sort=ENDS_FIRST,
        params=request.GET,
    )
    context = {
        "place": place,
        "lines": opening_page.lines(page.rows),
        "page": page,
        "kept": f"place={place.code}&" if place else "",
    }
    return _kept(render(request, "secretariat/opening_public.html", context))


@require_safe
@public(REASON)
def opening_show(request: HttpRequest, code: str) -> HttpResponse:
    """One opening; an old link says that it is over."""
    openings = Opening.objects.published().select_related("office")
    opening = get_object_or_404(openings, code=code)
    text = opening_page.share_text(opening, opening_page.public_url(request, opening))
    context = {
        "opening": opening,
        "facts": opening_page.facts(opening),
        "whatsapp": opening_page.share_link(text),
    }
    status = 200 if opening.is_current else 410
    return _kept(render(request, "secretariat/opening_show.html", context, status=status))


@require_safe
@public(REASON)
def opening_feed(request: HttpRequest) -> HttpResponse:
    """The same for a reader of feeds (Atom), the last published on top."""
    feed: Any = Atom1Feed(
        title=_("Openings"),
        link=request.build_absolute_uri(reverse("openings:opening_public")),
        description=_("Openings of the labour office"),
        feed_url=request.build_absolute_uri(),
        language="id",
    )
    openings = _standing(_place(request)).order_by("-published_on", "-id")
    for opening in openings.select_related("office")[:MOST_IN_FEED]:
        feed.add_item(
            title=opening.title,
            link=opening_page.public_url(request, opening),
            description=opening.text,
            author_name=opening.office.name,
            pubdate=opening.changed_at,
            updateddate=opening.changed_at,
            categories=[opening.get_kind_display()],
        )
    return _kept(HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = KEPT
    return response
