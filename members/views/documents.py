"""Cetak: papers of a group and of a person, and forms to fill in by hand.

What names people is asked for by POST, since it is written down who took it.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.documents import paper_answer
from members import documents, group_page, person_page
from members.models import Person
from members.views.groups import find_group

GROUP_PAPERS = {"member-list": documents.member_list, "profile": documents.group_profile}


@require_POST
@requires("members.export_people")
def group_paper(request: HttpRequest, code: str, paper: str) -> HttpResponse:
    """The group's member list to sign, or its profile."""
    group = find_group(request, code, "members.export_people", group_page.acts())
    if paper not in GROUP_PAPERS:
        raise Http404
    made = GROUP_PAPERS[paper](group, request.user)
    return paper_answer(made.pdf, made.title)


@require_POST
@requires("members.export_people")
def person_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """One person's sheet, unless she may not stand on this user's papers."""
    allowed = Person.objects.allowed(request.user, "members.export_people")
    people = allowed.for_files(request.user, by_name=True)
    people = people.with_acts(request.user, person_page.ACTS).with_words()
    person = get_object_or_404(people.select_related("group", "village", "photo"), code=code)
    made = documents.person_sheet(person, request.user)
    return paper_answer(made.pdf, made.title)


@require_safe
@requires("members.add_person")
def blank_form(request: HttpRequest, form: str) -> HttpResponse:
    """A form to print and to type in later."""
    made = documents.blank_form(form, request.user)
    return paper_answer(made.pdf, made.title)
