"""Jejak perubahan of one person or group, as a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from core.access import requires
from core.history_words import history_entries
from core.history_words.entries import PAGE_SIZE
from core.lists import page_number
from members.models import Group, Person

ACT = "members.view_history"
# So many acts stand on the page of the row itself.
LATEST = 5


@requires(ACT)
def person_history(request: HttpRequest, code: str) -> HttpResponse:
    """All changes to a person and to what belongs to her."""
    return history_page(
        request, get_object_or_404(Person.objects.allowed(request.user, ACT), code=code)
    )


@requires(ACT)
def group_history(request: HttpRequest, code: str) -> HttpResponse:
    """All changes to a group, its papers, memberships and offices."""
    return history_page(
        request, get_object_or_404(Group.objects.allowed(request.user, ACT), code=code)
    )


def history_page(request: HttpRequest, subject: Any) -> HttpResponse:
    """The change log of a row whose history the user may see; "latest" is a part for its page."""
    if "latest" in request.GET:
        entries = history_entries(subject, request.user, limit=LATEST).entries
        return render(request, "components/_trail.html", {"entries": entries, "is_short": True})
    number = page_number(request.GET.get("page", ""))
    history = history_entries(subject, request.user, offset=(number - 1) * PAGE_SIZE)
    has_pages = number > 1 or history.has_more
    context = {
        "subject": subject,
        "history": history,
        "shown": _("Page %(number)s") % {"number": number} if has_pages else "",
        "newer_url": f"?page={number - 1}" if number > 1 else "",
        "older_url": f"?page={number + 1}" if history.has_more else "",
    }
    return render(request, "members/history.html", context)
