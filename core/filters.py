"""The filters of a list, shown as chips that can be taken off one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import django_filters
from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lists import Page, Sort, Text

Choices = Iterable[tuple[str, Text]]

LONGEST_SEARCH = 100
SELECTED, NOT_SELECTED = SafeString(" selected"), SafeString("")


class LightSelect(forms.Select):
    """A select drawn in one go: Django's own renders a template for each option."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Choices = ()) -> None:
        super().__init__({"class": "form-select", **(attrs or {})}, choices)

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        final = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SELECTED if str(key) == str(value or "") else NOT_SELECTED, label)
                for key, label in self.choices
            ),
        )
        attributes = format_html_join("", ' {}="{}"', final.items())
        return format_html("<select{}>{}</select>", attributes, options)


def pick(
    label: Text, choices: Sequence[tuple[str, Any]] = (), **extra: Any
) -> django_filters.ChoiceFilter:
    """A select that shows what it chooses as its empty value."""
    return django_filters.ChoiceFilter(
        label=label,
        empty_label=label,
        choices=[(key, capfirst(words)) for key, words in choices],
        widget=LightSelect,
        **extra,
    )


def searching(label: Text, placeholder: Text) -> django_filters.CharFilter:
    """The search field of a list."""
    attrs = {"class": "form-control", "placeholder": placeholder, "maxlength": LONGEST_SEARCH}
    widget = forms.SearchInput(attrs=attrs)
    return django_filters.CharFilter(
        label=label, method="search", max_length=LONGEST_SEARCH, widget=widget
    )


class ListFilters(django_filters.FilterSet):
    """The filters of a list. A subclass declares its filters, ``sorts``, ``chip_words`` and
    ``in_view``, the filters that stand beside the search field.

    What the address holds and no filter knows is left out, and said in ``complaint``.
    """

    sorts: dict[str, Sort] = {}
    in_view: tuple[str, ...] = ()
    chip_words: dict[str, Text | Callable[[str, str], str]] = {}

    q = django_filters.CharFilter(
        label=gettext_lazy("Search"), method="search", max_length=LONGEST_SEARCH
    )
    sort = django_filters.ChoiceFilter(
        method="keep", label=gettext_lazy("Sort"), widget=LightSelect, empty_label=None
    )

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(data, queryset, **kwargs)
        self.is_bound = True
        self.filters["sort"].extra["choices"] = [(k, s.label) for k, s in self.sorts.items()]

    def offer(self, name: str, choices: Choices) -> None:
        """Give a filter its choices; without any it is taken away."""
        choices = list(choices)
        if choices:
            self.filters[name].extra["choices"] = choices
        else:
            del self.filters[name]

    def keep(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """What is no filter: the sort."""
        return queryset

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The filters with a value that they know, and the sort where it is not the usual one."""
        self.form.is_valid()
        known = {k: v for k, v in self.form.cleaned_data.items() if v not in EMPTY_VALUES}
        if known.get("sort") == next(iter(self.sorts)):
            del known["sort"]
        return known

    @property
    def order(self) -> Sort:
        return self.sorts.get(self.chosen.get("sort", ""), next(iter(self.sorts.values())))

    @property
    def is_filtered(self) -> bool:
        return bool(self.chosen.keys() - {"sort"})

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The selects that are always in view."""
        return [self.form[name] for name in self.in_view if name in self.filters]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The others, the sort last."""
        others = [n for n in self.filters if n not in (*self.in_view, "q", "sort")]
        return [self.form[name] for name in (*others, "sort")]

    @property
    def is_more_chosen(self) -> bool:
        return bool(self.chosen.keys() - {"q", *self.in_view})

    def address(self, *, without: str = "", **more: str) -> str:
        """The list's own address with the filters that hold, but one, and something more."""
        query = QueryDict(mutable=True)
        query.update({k: str(v) for k, v in self.chosen.items() if k != without})
        query.update(more)
        return f"?{query.urlencode()}"

    def around(self, page: Page) -> dict[str, str]:
        """The addresses of a page's neighbours, and of the same list counted to the end."""
        kept = {"count": "exact"} if page.is_exact else {}
        return {
            "previous": self.address(before=page.previous, **kept) if page.previous else "",
            "next": self.address(after=page.next, **kept) if page.next else "",
            "exact": self.address(count="exact") if page.total.is_capped else "",
        }

    @property
    def clear_address(self) -> str:
        return f"?sort={self.chosen['sort']}" if "sort" in self.chosen else "?"

    @property
    def chips(self) -> list[dict[str, str]]:
        """The filters that hold, in words, each with the address without it."""
        return [
            {"label": self._chip(name, value), "url": self.address(without=name)}
            for name, value in self.chosen.items()
            if name != "sort"
        ]

    def _chip(self, name: str, value: Any) -> str:
        label = dict(self.filters[name].extra.get("choices", ())).get(value, value)
        label = str(label).lstrip("– ")
        words = self.chip_words.get(name, "%(value)s")
        return words(value, label) if callable(words) else str(words) % {"value": label}

    @property
    def complaint(self) -> str:
        """A sentence about what the address asks for and no filter knows; "" without that."""
        if self.form.is_valid():
            return ""
        names = ", ".join(str(self.form[name].label) for name in self.form.errors)
        return _("Left out, because the value is unknown: %(filters)s.") % {"filters": names}
