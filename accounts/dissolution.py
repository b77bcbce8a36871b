"""When a group is dissolved, its secretaries' access ends that day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Assignment
from core.registry import DissolutionPart, OpenRow, Text, add_dissolution


def _open_roles(group: Any) -> list[OpenRow]:
    roles = Assignment.objects.open().filter(group=group).select_related("user").order_by("pk")
    return [OpenRow(str(role.pk), str(role.user)) for role in roles]


def _ends(group: Any, user: Any) -> list[tuple[str, Text]]:
    return [("ends", _("access to this group ends"))]


def _end(*, group: Any, answers: Mapping[str, str], **_how: Any) -> None:
    """Yesterday is the last day, so that access ends with the act and not at midnight."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    # By then the memberships have ended, and with them the members' roles: what is left is the day.
    Assignment.objects.unexpired().filter(group=group, pk__in=answers).update(expires_on=yesterday)


add_dissolution(
    DissolutionPart(
        key="roles",
        label=gettext_lazy("Secretaries' accounts"),
        open_rows=_open_roles,
        choices=_ends,
        settle=_end,
        order=90,
    )
)
