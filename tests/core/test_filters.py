"""core.filters: what an address asks for, and the select that is drawn in one go."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from core.filters import LightSelect, ListFilters
from members.filters import PersonFilters
from members.models import Person


class Filters(ListFilters):
    sorts = PersonFilters.sorts

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.search(value)


def test_light_select_escapes_and_marks_the_chosen() -> None:
    field = forms.ChoiceField(choices=[("", "all"), ('"<', "<b>")], widget=LightSelect)
    html = field.widget.render("place", '"<', {"id": "id_place"})
    assert html == (
        '<select class="form-select" id="id_place" name="place"><option value="">all</option>'
        '<option value="&quot;&lt;" selected>&lt;b&gt;</option></select>'
    )


@pytest.mark.parametrize(
    ("query", "complaint"),
    [("sort=nosuch", "Urutan"), ("q=" + "x" * 101, "Cari"), ("", ""), ("nosuch=1&count=many", "")],
)
def test_filters_leave_out_what_they_do_not_know(db: None, query: str, complaint: str) -> None:
    filters = Filters(QueryDict(query), Person.objects.all())
    assert list(filters.qs) == []
    assert complaint in filters.complaint
    assert bool(complaint) == bool(filters.complaint)
    assert filters.chips == []


def test_the_usual_sort_is_nothing_chosen(db: None) -> None:
    filters = Filters(QueryDict("sort=name"), Person.objects.all())
    assert not filters.is_more_chosen
    assert filters.clear_address == "?"
    filters = Filters(QueryDict("sort=new"), Person.objects.all())
    assert filters.is_more_chosen
    assert filters.address(after="x") == "?sort=new&after=x"
