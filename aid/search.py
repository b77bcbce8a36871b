"""What the search field finds of equipment: by kind, brand, serial number and group."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from aid.equipment_listing import name_of
from aid.models import Equipment
from core.codes import CODE_LENGTH
from core.registry import Hit, SearchSource, add_search

ACT = "aid.view_equipment"


def _find(user: Any, text: str, limit: int) -> list[Hit]:
    """Ended pieces last."""
    order = Case(When(state=Equipment.State.ENDED, then=Value(1)), default=Value(0))
    pieces = Equipment.objects.allowed(user, ACT).search(text).order_by(order, "-id")
    rows = pieces.values("code", "kind__name", "brand", "serial", "group__name", "end_kind")
    return [_hit(dict(row)) for row in rows[:limit]]


def _hit(row: dict[str, Any]) -> Hit:
    ended = str(capfirst(Equipment.End(row["end_kind"]).label)) if row["end_kind"] else ""
    return Hit(
        label=name_of(row["kind__name"], row["brand"]),
        url=reverse("aid:equipment_detail", args=[row["code"]]),
        note=" · ".join(filter(None, (row["serial"], row["group__name"], ended))),
    )


def _open(user: Any, code: str) -> str:
    if len(code) != CODE_LENGTH:
        return ""
    piece = Equipment.objects.allowed(user, ACT).filter(code=code).first()
    return piece.get_absolute_url() if piece else ""


add_search(
    SearchSource(
        label=_("Equipment"),
        act=ACT,
        find=_find,
        all_url=lambda text: f"{reverse('aid:equipment_list')}?{urlencode({'q': text})}",
        open_code=_open,
        order=25,
    )
)
