"""When a group is dissolved, what its desk has open goes on at the office's own, or is closed.

Sealed cases name no group: their readers go on with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import display
from core.registry import DissolutionPart, OpenRow, Text, add_dissolution
from secretariat.models import Service

OFFICE, CLOSED = "office", "closed"


def _open_services(group: Any) -> list[OpenRow]:
    rows = Service.objects.open().filter(group=group).select_related("topic").order_by("pk")
    return [
        OpenRow(row.code, row.asker_name, f"{row.topic} · {display.short_date(row.opened_on)}")
        for row in rows
    ]


def _choices(group: Any, user: Any) -> list[tuple[str, Text]]:
    return [(OFFICE, _("goes on at the office’s own desk")), (CLOSED, _("is closed"))]


def _settle(*, group: Any, answers: Mapping[str, str], reason: str, **_how: Any) -> None:
    rows = Service.objects.open().filter(group=group)
    goes_on = [code for code, answer in answers.items() if answer == OFFICE]
    rows.filter(code__in=goes_on).update(group=None)
    rows.filter(code__in=answers).update(
        state=Service.State.CLOSED, result=reason, closed_on=timezone.localdate()
    )


add_dissolution(
    DissolutionPart(
        key="services",
        label=gettext_lazy("Service desk"),
        open_rows=_open_services,
        choices=_choices,
        settle=_settle,
        order=40,
    )
)
