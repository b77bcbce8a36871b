"""The pages that belong to no app: home, health, the style guide."""

from __future__ import annotations

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template import loader
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import kept, registry
from core import search as searching
from core import styleguide as guide
from core.access import public, requires, signed_in
from core.codes import PUBLIC_CODE_LENGTH, is_code, typed_code
from core.disclosures import PAGE_SIZE, disclosures
from core.home import addressed
from core.lists import page_number


# It only reads: a transaction would cost two more questions to the database.
@transaction.non_atomic_requests
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What is mine, what is missing, what to do next."""
    cards = registry.cards_for(request.user)
    places = {place: [c for c in cards if c.place == place] for place in registry.CARD_PLACES}
    return render(request, "core/home.html", {"addressed": addressed(request.user), **places})


@require_safe
@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """What one text finds among all that the user may see; an exact code opens its page."""
    if searching.holds_nik(request.GET.get("q", "")):
        words = _("A NIK is not searched here: it would stand in the address. Type a name.")
        messages.warning(request, words)
        return redirect("core:search")
    typed = searching.read(request.GET.get("q", ""))
    if url := searching.open_code(request.user, typed.text):
        return redirect(url)
    context = {
        "search_text": typed.text,
        "problem": typed.problem,
        "sections": [] if typed.problem else searching.sections(request.user, typed.text),
    }
    return render(request, "core/search.html", context)


@transaction.non_atomic_requests
@public("A monitor asks whether the site works; it learns nothing else.")
def healthz(request: HttpRequest) -> HttpResponse:
    """200 with the database reachable and no pending migration, 503 otherwise."""
    try:
        executor = MigrationExecutor(connection)
        is_ready = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        is_ready = False
    return HttpResponse(
        "ok\n" if is_ready else "not ready\n",
        status=200 if is_ready else 503,
        content_type="text/plain",
    )


@signed_in
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with invented data, for who builds a page."""
    return render(request, "core/styleguide.html", {"s": guide.sample()})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page from before the last sign-in: nothing was saved, and what was typed is kept."""
    return render(request, "403_csrf.html", {"back": kept.rescue(request)}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """An error of ours: a page that needs nothing, with the way back to what was typed."""
    page = loader.render_to_string("500.html", {"back": kept.rescue(request)})
    return HttpResponse(page, status=500)


@requires("core.view_reveal")
def disclosure_list(request: HttpRequest) -> HttpResponse:
    """Who was shown a NIK, or took a list out, in the user's region, and why."""
    number = page_number(request.GET.get("page", ""))
    found = disclosures(request.user, offset=(number - 1) * PAGE_SIZE)
    has_pages = number > 1 or found.has_more
    context = {
        "entries": found.entries,
        "shown": _("Page %(number)s") % {"number": number} if has_pages else "",
        "newer_url": f"?page={number - 1}" if number > 1 else "",
        "older_url": f"?page={number + 1}" if found.has_more else "",
    }
    return render(request, "core/disclosure_list.html", context)


@require_safe
@public("Whoever holds a paper of the office may ask whether it is genuine.")
def verify(request: HttpRequest) -> HttpResponse:
    """A field for the code of a paper; spaces, hyphens and capitals do not matter."""
    text = request.GET.get("code", "")
    code = typed_code(text)
    is_right = len(code) == PUBLIC_CODE_LENGTH and is_code(code)
    if is_right:
        return redirect("core:verify_detail", code=code)
    return render(request, "core/verify.html", {"typed": text[:60], "has_errors": bool(text)})


@require_safe
@public("Whoever holds a paper of the office may ask whether it is genuine.")
def verify_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What anybody may know of the paper with this code: no value, no name but its holder's."""
    if not _is_slow_enough(request):
        return render(request, "429.html", status=429)
    paper = registry.verified(typed_code(code)) if is_code(typed_code(code)) else None
    # Raised, a 404 would take back the count of the attempt with all else of the request.
    status = 200 if paper else 404
    return render(request, "core/verify_detail.html", {"paper": paper}, status=status)


def _is_slow_enough(request: HttpRequest) -> bool:
    """Whether this address has not looked up too many codes within the last minute."""
    counted = ratelimit.consume(
        request,
        app="core",
        action="verify",
        config={"verify": settings.VERIFY_RATE_LIMIT},
        limit_get=True,
    )
    return counted is not None
