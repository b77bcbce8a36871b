"""The lists of people and of groups."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.access import may, requires
from core.lists import count, paginate
from members import bulk, ways
from members.filters import GroupFilters, PersonFilters
from members.listing import GROUP_FIELDS, PERSON_FIELDS, for_lines, group_lines, person_lines
from members.models import Group, Person

# What the buttons above the list of people lead to.
PERSON_ACTS = {
    "add": "members.add_person",
    "import": "members.import_people",
    "export": "members.export_people",
    "merge": "members.merge_people",
}


@requires("members.view_person")
def person_list(request: HttpRequest) -> HttpResponse:
    """Everybody whom the user may see, narrowed by filters and search."""
    act = "members.view_person"
    people = Person.objects.allowed(request.user, act)
    filters = PersonFilters(request.GET, people, user=request.user, act=act)
    page = paginate(
        filters.qs,
        base=people,
        fields=PERSON_FIELDS,
        sort=filters.order,
        params=request.GET,
        tell=lambda rows: for_lines(rows, request.user),
    )
    groups = Group.objects.allowed(request.user, "members.view_group").not_dissolved()
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": person_lines(page.rows),
        "groups": None if filters.is_filtered else count(groups),
        "may": {verb: may(request.user, act) for verb, act in PERSON_ACTS.items()},
        "add_url": ways.to_add(request.user),
        "bulk": bulk.PEOPLE.bar(request.user, filters, page),
    }
    return render(request, "members/person_list.html", context)


@requires("members.view_group")
def group_list(request: HttpRequest) -> HttpResponse:
    """The groups that the user may see."""
    act = "members.view_group"
    groups = Group.objects.allowed(request.user, act).with_member_count()
    filters = GroupFilters(request.GET, groups, user=request.user, act=act)
    page = paginate(
        filters.qs, base=groups, fields=GROUP_FIELDS, sort=filters.order, params=request.GET
    )
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": group_lines(page.rows),
        "may_add": may(request.user, "members.add_group"),
        "may_export": may(request.user, "members.export_groups"),
        "bulk": bulk.GROUPS.bar(request.user, filters, page),
    }
    return render(request, "members/group_list.html", context)
