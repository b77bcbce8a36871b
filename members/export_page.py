"""What the pages of an export tell: which rows, which are left out, which columns there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.exports.answer import Selection
from core.exports.columns import Column, ExportSpec
from core.filters import ListFilters
from core.lists import Count
from members.exports import groups as group_columns
from members.exports import people as people_columns
from members.exports import simluhtan
from members.exports.groups import GroupExport
from members.exports.people import PeopleExport
from members.filters import GroupFilters, PersonFilters
from members.forms.exports import SIMLUHTAN, Parts
from members.models import Group, Person


@dataclass(frozen=True, slots=True)
class ExportPage:
    """One list that can be taken out, narrowed as the address says.

    ``rows`` are those that the file will hold; ``held_back`` of the filtered ones are left out.
    """

    filters: ListFilters
    rows: QuerySet[Any]
    total: int
    held_back: int
    list_url: str
    parts: Parts
    usual: Collection[str]
    make: Callable[[Any, Sequence[Column]], ExportSpec]
    columns: Sequence[Column]
    simluhtan: Sequence[Column]
    area: str

    @property
    def back_url(self) -> str:
        """The list, filtered as it was."""
        return f"{self.list_url}{self.filters.address()}"

    @property
    def number(self) -> Count:
        return Count(self.total)

    @property
    def in_words(self) -> str:
        """The filters, for the page and for the log."""
        return "; ".join(chip["label"] for chip in self.filters.chips)

    @property
    def left_out(self) -> str:
        """Who is in the list and not in the file."""
        if not self.held_back:
            return ""
        return ngettext(
            "%(n)s person who is abroad is left out: your files hold nobody who is abroad.",
            "%(n)s people who are abroad are left out: your files hold nobody who is abroad.",
            self.held_back,
        ) % {"n": Count(self.held_back)}

    @property
    def refusal(self) -> str:
        """Why there is no file; "" where there is one.

        A filter that nobody knows would be left out, and more go out than was asked for.
        """
        if self.filters.complaint:
            return self.filters.complaint
        if self.total:
            return ""
        if self.held_back:
            return _("Everybody whom this filter finds is abroad.")
        if self.filters.is_filtered:
            return _("Nothing matches this filter. Take off one of its parts on the list.")
        return _("Nothing is recorded yet.")

    def chosen(self, layout: str, keys: Collection[str]) -> Sequence[Column]:
        """The columns of the file: SIMLUHTAN's, or the fixed ones and those of these keys."""
        if layout == SIMLUHTAN:
            return self.simluhtan
        return [column for column in self.columns if column.is_fixed or column.key in keys]

    def select(self) -> Selection:
        return Selection.of(self.rows, order=self.filters.order.columns, area=self.area)


def people(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The people of the list's filter, without those who may not stand in this user's files."""
    filters = PersonFilters(query, Person.objects.allowed(user, act), user=user, act=act)
    rows = filters.qs.for_files(user)
    total = rows.count()
    return ExportPage(
        filters=filters,
        rows=rows,
        total=total,
        held_back=filters.qs.count() - total,
        list_url=reverse("members:person_list"),
        parts=people_columns.PARTS,
        usual=people_columns.USUAL,
        make=PeopleExport,
        columns=people_columns.COLUMNS,
        simluhtan=simluhtan.PEOPLE,
        area="area",
    )


def groups(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The groups of the list's filter."""
    allowed = Group.objects.allowed(user, act).with_member_count()
    filters = GroupFilters(query, allowed, user=user, act=act)
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("members:group_list"),
        parts=group_columns.PARTS,
        usual=group_columns.USUAL,
        make=GroupExport,
        columns=group_columns.COLUMNS,
        simluhtan=simluhtan.GROUPS,
        area="village_id",
    )
