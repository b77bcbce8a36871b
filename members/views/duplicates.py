"""Kemungkinan data ganda, and merging two records of one person."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.lists import page_number, paginate
from core.undo.saying import say_done
from members import duplicate_page, merge_page
from members.duplicates import ACT
from members.forms.merging import MergeForm, OtherRecordForm
from members.models import NotSamePerson, Person
from members.views.people import find_person


def find_pair(request: HttpRequest, code: str, other: str) -> tuple[Person, Person]:
    """Two records on which the user may act; 404 where she may not on one of them."""
    people = Person.objects.allowed(request.user, ACT)
    people = people.select_related("group__village", "village")
    found = {person.code: person for person in people.filter(code__in=[code, other])}
    if not {code, other} <= found.keys():
        raise Http404
    return found[code], found[other]


@require_safe
@requires(ACT)
def duplicate_list(request: HttpRequest) -> HttpResponse:
    """Pairs of records that may be one person, the likeliest first."""
    filters = duplicate_page.DuplicateFilters(request.GET, user=request.user)
    pairs = duplicate_page.found(filters, request.user)
    sentence = duplicate_page.in_words(pairs)
    if "count" in request.GET:
        return render(request, "members/_duplicate_count.html", {"sentence": sentence})
    number = page_number(request.GET.get("page", ""))
    lines = duplicate_page.lines(duplicate_page.page_of(pairs or [], number))
    context = {
        "filters": filters,
        "sentence": sentence,
        "is_too_wide": pairs is None,
        "lines": lines,
        "around": duplicate_page.around(filters, pairs, number) if pairs and lines else {},
    }
    return render(request, "members/duplicate_list.html", context)


@require_POST
@requires(ACT)
def duplicate_dismiss(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """Remember that two who look like one are two."""
    first, second = find_pair(request, code, other)
    if first == second:
        messages.error(request, _("This is one record: choose another one."))
        return redirect("members:duplicate_list")
    NotSamePerson.objects.say(first, second, request.user)
    words = {"one": first.name, "two": second.name}
    say_done(request, _("Noted: %(one)s and %(two)s are not the same person.") % words)
    return redirect("members:duplicate_list")


@require_safe
@requires(ACT)
def duplicate_dismissed(request: HttpRequest) -> HttpResponse:
    """The pairs that were said to be two people; each can be taken back."""
    rows = duplicate_page.said(request.user)
    page = paginate(
        rows,
        base=rows,
        fields=duplicate_page.SAID_FIELDS,
        sort=duplicate_page.NEWEST,
        params=request.GET,
    )
    context = {
        "page": page,
        "lines": duplicate_page.said_lines(page.rows),
        "previous_url": f"?before={page.previous}" if page.previous else "",
        "next_url": f"?after={page.next}" if page.next else "",
    }
    return render(request, "members/duplicate_dismissed.html", context)


@require_POST
@requires(ACT)
def duplicate_restore(request: HttpRequest, code: str) -> HttpResponse:
    """They may be one after all."""
    said = get_object_or_404(NotSamePerson.objects.allowed(request.user, ACT), code=code)
    if said.taken_back_on is None:
        said.take_back()
    say_done(request, _("Taken back: the two are compared again."))
    return redirect("members:duplicate_dismissed")


@require_safe
@requires(ACT)
def merge_start(request: HttpRequest, code: str) -> HttpResponse:
    """Search the other record of somebody; her own name is tried first."""
    person = find_person(request, code, ACT)
    form = OtherRecordForm({"q": request.GET.get("q", person.name)})
    text = form.cleaned_data["q"] if form.is_valid() else ""
    lines = duplicate_page.others(person, text, request.user)
    return render(
        request, "members/merge_start.html", {"person": person, "form": form, "lines": lines}
    )


@requires(ACT)
def merge(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """Compare two records, choose value by value, check, and make them one."""
    first, second = find_pair(request, code, other)
    if first == second:
        messages.error(request, _("This is one record: choose another one."))
        return redirect(first)
    form = MergeForm(request.POST or None, first=first, second=second, user=request.user, act=ACT)
    context = {"form": form, "sides": merge_page.sides(first, second)}
    context["hanging"] = merge_page.hanging(first, second)
    if request.method == "POST" and "back" not in request.POST and form.is_valid():
        if "confirmed" not in request.POST:
            return render(request, "members/merge_check.html", context)
        if kept := form.try_merge():
            words = _("The two records of %(name)s are one now.") % {"name": kept}
            say_done(request, words)
            return redirect(kept)
    context["was_denied"] = merge_page.was_denied(first, second)
    return render(request, "members/merge.html", context)
