"""When a group is dissolved, the visits that are still planned are called off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from core import display
from core.registry import DissolutionPart, OpenRow, add_dissolution
from members.models import Group
from secretariat.models import Visit


def _planned(group: Group) -> list[OpenRow]:
    visits = Visit.objects.planned().filter(group=group).order_by("planned_on", "pk")
    return [OpenRow(row.code, display.long_date(row.planned_on), row.purpose) for row in visits]


def _settle(*, group: Group, answers: Mapping[str, str], day: str, reason: str, actor: Any) -> None:
    for visit in Visit.objects.planned().filter(group=group, code__in=answers):
        visit.cancel(reason=reason)


add_dissolution(
    DissolutionPart(
        key="visits",
        label=_("Planned coaching visits"),
        open_rows=_planned,
        choices=lambda group, user: [("cancelled", _("is called off"))],
        settle=_settle,
        order=45,
    )
)
