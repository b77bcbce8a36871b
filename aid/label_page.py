"""Label alat: whose it is and whom to call; what stands on the piece for anybody to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.models import Equipment
from core import display
from institutions.models import Institution
from members.models import Group

# Of a village's code the part that names its regency.
REGENCY = 5

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Label:
    """What the label's page tells: nothing of anybody, and not where the piece stands."""

    name: str
    facts: list[Row]
    office: str
    phone: str
    ended: str

    @property
    def phone_shown(self) -> str:
        return display.phone(self.phone)

    @property
    def tel(self) -> str:
        return display.tel_link(self.phone)


def office_of(group: Group) -> Institution | None:
    return offices_of([group])[group.pk]


def offices_of(groups: Iterable[Group]) -> dict[int, Institution | None]:
    """Who takes complaints, by group: the office that coaches it, else that of its regency."""
    groups = list(groups)
    left = {group.village_id[:REGENCY] for group in groups if not _coach_with_phone(group)}
    offices = Institution.objects.filter(
        kind=Institution.Kind.DISTRICT_LABOUR, region_id__in=left
    ).order_by("-pk")
    # The one recorded first stays.
    of_regency = {office.region_id: office for office in offices}
    return {
        group.pk: _coach_with_phone(group)
        or of_regency.get(group.village_id[:REGENCY])
        or group.coached_by
        for group in groups
    }


def _coach_with_phone(group: Group) -> Institution | None:
    return group.coached_by if group.coached_by and group.coached_by.phone else None


def build(piece: Equipment) -> Label:
    office = office_of(piece.group)
    return Label(
        name=str(piece),
        facts=[
            {"label": _("Belongs to"), "value": piece.group.name},
            {"label": _("Its village"), "value": piece.group.village.path},
            {"label": _("Title"), "value": capfirst(piece.get_title_display())},
            {"label": _("Serial number"), "value": piece.serial},
        ],
        office=office.name if office else "",
        phone=office.phone if office else "",
        ended=_ended(piece),
    )


def _ended(piece: Equipment) -> str:
    """One calm sentence on a piece that has ended."""
    if not piece.is_ended:
        return ""
    words = _("This equipment is no longer in use: %(how)s, %(day)s.")
    how = Equipment.End(piece.end_kind).label
    return words % {"how": how, "day": display.long_date(piece.ended_on)}
