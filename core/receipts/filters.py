"""What the list of receipts can be narrowed to."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core import display
from core.filters import ListFilters, pick, searching
from core.history_words.told import named_acts
from core.lists import Sort

MINE, OTHERS = "mine", "others"
# The days that a select offers, today among them.
DAYS = {"1": _("today"), "7": _("within 7 days"), "30": _("within 30 days")}


def _day(label: Any, lookup: str) -> django_filters.DateFilter:
    attrs = {"type": "date", "class": "form-control"}
    widget = forms.DateInput(format="%Y-%m-%d", attrs=attrs)
    return django_filters.DateFilter(
        label=label, field_name="at", lookup_expr=lookup, widget=widget, input_formats=["%Y-%m-%d"]
    )


class ReceiptFilters(ListFilters):
    """By act, by who acted, by day; the search looks for a name or a word of the reason."""

    sorts = {"new": Sort(_("Newest first"), ("-at", "-id"))}
    in_view = ("act", "who", "when")
    chip_words = {
        "since": lambda value, label: str(_("From %(day)s")) % {"day": display.long_date(value)},
        "until": lambda value, label: str(_("Until %(day)s")) % {"day": display.long_date(value)},
    }

    q = searching(_("Search the change log"), _("Name or reason"))
    act = pick(_("What was done"))
    who = pick(
        _("By whom"), [(MINE, _("by myself")), (OTHERS, _("by somebody else"))], method="by_whom"
    )
    when = pick(_("When"), list(DAYS.items()), method="by_time")
    since = _day(_("From"), "date__gte")
    until = _day(_("Until"), "date__lte")

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any) -> None:
        super().__init__(data, queryset)
        self.user = user
        words = [(act, capfirst(str(words))) for act, words in named_acts().items()]
        self.offer("act", sorted(words, key=lambda pair: pair[1]))

    def search(self, queryset: QuerySet[Any], name: str, text: str) -> QuerySet[Any]:
        users = get_user_model()._base_manager.filter(name__icontains=text)
        return queryset.filter(Q(reason__icontains=text) | Q(user__in=users.values("pk")))

    def by_whom(self, queryset: QuerySet[Any], name: str, who: str) -> QuerySet[Any]:
        mine = Q(user=self.user)
        return queryset.filter(mine) if who == MINE else queryset.exclude(mine)

    def by_time(self, queryset: QuerySet[Any], name: str, days: str) -> QuerySet[Any]:
        first = timezone.localdate() - dt.timedelta(days=int(days) - 1)
        return queryset.filter(at__date__gte=first)
