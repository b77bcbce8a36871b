"""Kartu penghidupan: whom to ask, one woman's cards, and for everybody else only sums."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aid.forms.cancelling import CancelRowForm
from core.access import may, requires
from core.receipts.running import done
from members.views.people import find_person
from secretariat import livelihood_page, livelihood_sums
from secretariat.filters.livelihoods import LivelihoodFilters
from secretariat.forms.livelihoods import LivelihoodForm
from secretariat.livelihood_page import TAKE, VIEW
from secretariat.livelihood_sums import SUM
from secretariat.livelihood_text import TEXTS
from secretariat.models import Livelihood

LIST = "secretariat:livelihood_list"


@require_safe
@requires(TAKE)
def livelihood_due(request: HttpRequest) -> HttpResponse:
    """Who has no card yet, and whose last one is a year old."""
    asked = livelihood_page.to_ask(request.user)
    filters = LivelihoodFilters(request.GET, asked, user=request.user, act=TAKE)
    page = livelihood_page.due_page(request.user, request.GET, filters.qs)
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": livelihood_page.due_lines(page.rows),
    }
    return render(request, "secretariat/livelihood_due.html", context)


@require_safe
@requires(VIEW)
def livelihood_list(request: HttpRequest, code: str) -> HttpResponse:
    """The cards of one woman, side by side."""
    person = find_person(request, code, VIEW)
    cards = livelihood_page.cards_of(person, request.user)
    context = {
        "person": person,
        "cards": cards,
        "lines": livelihood_page.side_by_side(cards),
        "closed": livelihood_page.why_closed(person),
    }
    return render(request, "secretariat/livelihood_list.html", context)


@requires(TAKE)
def livelihood_create(request: HttpRequest, code: str) -> HttpResponse:
    """Ask one woman: her first card, or that of this year."""
    person = find_person(request, code, TAKE)
    if closed := livelihood_page.why_closed(person):
        messages.warning(request, closed)
        return redirect(LIST, code=person.code)
    card = Livelihood(person=person)
    form = LivelihoodForm(request.POST or None, instance=card, user=request.user, act=TAKE)
    if request.method == "POST" and form.try_save():
        messages.success(request, done(_("The card is saved.")))
        return redirect("secretariat:livelihood_due")
    return _form_page(request, form, "livelihood_create")


@requires(TAKE)
def livelihood_update(request: HttpRequest, code: str) -> HttpResponse:
    """Correct a card."""
    form = LivelihoodForm(
        request.POST or None, instance=_find(request, code), user=request.user, act=TAKE
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, done(_("The changes are saved.")))
        return redirect(LIST, code=form.instance.person.code)
    return _form_page(request, form, "livelihood_update")


def _form_page(request: HttpRequest, form: LivelihoodForm, name: str) -> HttpResponse:
    card = form.instance
    context = {"form": form, "card": card, "text": TEXTS[card.wording], "person": card.person}
    return render(request, f"secretariat/{name}.html", context)


@requires(TAKE)
def livelihood_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Take back a card that should never have been written down."""
    card = _find(request, code)
    form = CancelRowForm(request.POST or None, row=card, user=request.user, act=TAKE)
    if request.method == "POST" and form.try_save():
        messages.success(request, done(_("The card is cancelled. It counts for nothing now.")))
        return redirect(LIST, code=card.person.code)
    context = {"form": form, "card": card, "person": card.person}
    return render(request, "secretariat/livelihood_cancel.html", context)


def _find(request: HttpRequest, code: str) -> Livelihood:
    cards = Livelihood.objects.allowed(request.user, TAKE).standing()
    return get_object_or_404(cards.select_related("person"), code=code)


@require_safe
@requires(SUM)
def livelihood_summary(request: HttpRequest) -> HttpResponse:
    """What has changed since the first cards, and who intends to leave again; sums alone."""
    context = {"sums": livelihood_sums.build(request.user), "may_ask": may(request.user, TAKE)}
    return render(request, "secretariat/livelihood_summary.html", context)
