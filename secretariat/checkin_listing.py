"""The lines of the groups that gave no answer, the longest silence first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import ngettext

from core.lists import Page, paginate
from members.listing import place
from members.models import Group
from secretariat import asking, months
from secretariat.checkin_filters import SilentFilters

FIELDS = ("id", "code", "name", "village__path", "last_check")

Row = dict[str, Any]


def page_of(user: Any, act: str, filters: SilentFilters, params: Mapping[str, str]) -> Page:
    groups = Group.objects.allowed(user, act)
    return paginate(
        filters.rows,
        base=asking.with_last_check(groups),
        fields=FIELDS,
        sort=filters.order,
        params=params,
    )


def lines(rows: list[Row]) -> list[Row]:
    return [
        {
            "code": row["code"],
            "name": row["name"],
            "place": place(row["village__path"]),
            "last": last_words(row["last_check"]),
            "silence": silence_words(row["last_check"]),
        }
        for row in rows
    ]


def last_words(month: Any) -> str:
    return "" if month == asking.NEVER else months.named(month)


def silence_words(month: Any) -> str:
    """``4 bulan``: how many full months have passed without an answer."""
    if month == asking.NEVER:
        return ""
    number = months.between(month, months.first(timezone.localdate())) - 1
    return ngettext("%(n)d month", "%(n)d months", number) % {"n": number} if number > 0 else ""
