"""Peluang of the office: the list, a draft, publishing, withdrawing, whom it may suit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import acts_brought, may, requires
from core.lists import paginate
from members.export_answer import export_answer
from secretariat import opening_export as exporting
from secretariat import opening_fit, opening_page
from secretariat.forms.openings import OpeningForm, PublishForm, WithdrawForm
from secretariat.models import Opening
from secretariat.opening_filters import FitFilters, OpeningFilters
from secretariat.opening_page import ADD, EXPORT, PUBLISH, VIEW, WITHDRAW


def find_opening(request: HttpRequest, code: str, act: str, **narrower: Any) -> Opening:
    """The opening, where the user may do the act on it; it brings further acts along."""
    openings = Opening.objects.allowed(request.user, act).filter(**narrower)
    openings = openings.with_acts(request.user, opening_page.ACTS)
    return get_object_or_404(openings.select_related("office", "topic"), code=code)


@require_safe
@requires(VIEW)
def opening_list(request: HttpRequest) -> HttpResponse:
    """The openings of the user's region, the last written on top."""
    openings = Opening.objects.allowed(request.user, VIEW)
    filters = OpeningFilters(request.GET, openings)
    page = paginate(
        filters.qs,
        base=openings,
        fields=opening_page.FIELDS,
        sort=filters.order,
        params=request.GET,
    )
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": opening_page.lines(page.rows),
        "may_add": may(request.user, ADD),
        "may_export": may(request.user, EXPORT),
    }
    return render(request, "secretariat/opening_list.html", context)


@requires(EXPORT)
def opening_export(request: HttpRequest) -> HttpResponse:
    """The filtered list as a file."""
    page = exporting.build(request.GET, request.user, EXPORT)
    return export_answer(request, page, EXPORT, "secretariat/opening_export.html")


@require_safe
@requires(VIEW)
def opening_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What it says, how far it is, and the text to share."""
    opening = find_opening(request, code, VIEW)
    url = opening_page.public_url(request, opening)
    text = opening_page.share_text(opening, url)
    acts = acts_brought(opening)
    context = {
        "opening": opening,
        "state": opening_page.state(opening),
        "facts": opening_page.facts(opening),
        "text": text,
        "public_url": url,
        "whatsapp": opening_page.share_link(text),
        "may": {act.partition(".")[2].partition("_")[0]: True for act in acts},
    }
    return render(request, "secretariat/opening_detail.html", context)


@requires(ADD)
def opening_create(request: HttpRequest) -> HttpResponse:
    """Write a draft; nobody else reads it before it is published."""
    form = OpeningForm(request.POST or None, instance=Opening(), user=request.user, act=ADD)
    if request.method == "POST" and (opening := form.try_save()):
        messages.success(request, _("The draft is saved. It is not published yet."))
        return redirect(opening)
    return render(request, "secretariat/opening_create.html", {"form": form})


@requires(ADD)
def opening_update(request: HttpRequest, code: str) -> HttpResponse:
    """Correct it; what is published changes at once."""
    opening = find_opening(request, code, ADD, withdrawn_on=None)
    form = OpeningForm(request.POST or None, instance=opening, user=request.user, act=ADD)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect(opening)
    context = {"form": form, "opening": opening}
    return render(request, "secretariat/opening_update.html", context)


@requires(PUBLISH)
def opening_publish(request: HttpRequest, code: str) -> HttpResponse:
    """From now on anybody may read it."""
    opening = find_opening(request, code, PUBLISH, published_on=None, withdrawn_on=None)
    form = PublishForm(request.POST or None, opening=opening, user=request.user, act=PUBLISH)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("It is published. Anybody can read it now."))
        return redirect(opening)
    context = {"form": form, "opening": opening, "facts": opening_page.facts(opening)}
    return render(request, "secretariat/opening_publish.html", context)


@requires(WITHDRAW)
def opening_withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """It no longer holds, with a reason."""
    opening = find_opening(request, code, WITHDRAW, withdrawn_on=None)
    form = WithdrawForm(request.POST or None, opening=opening, user=request.user, act=WITHDRAW)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The opening is withdrawn."))
        return redirect(opening)
    context = {"form": form, "opening": opening}
    return render(request, "secretariat/opening_withdraw.html", context)


@require_safe
@requires(ADD)
def opening_fit_list(request: HttpRequest, code: str) -> HttpResponse:
    """Whom it may suit, each with the reason, and the text to tell her."""
    opening = find_opening(request, code, ADD)
    people = opening_fit.fitting(opening, request.user)
    filters = FitFilters(request.GET, people, user=request.user)
    page = paginate(
        filters.qs,
        base=people,
        fields=opening_fit.FIELDS,
        sort=filters.order,
        params=request.GET,
    )
    text = opening_page.share_text(opening, opening_page.public_url(request, opening))
    context = {
        "opening": opening,
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": opening_fit.fit_lines(page.rows, opening, text if opening.is_current else ""),
    }
    return render(request, "secretariat/opening_fit_list.html", context)
