"""What production tells on the timelines: harvests gathered by season or year, cards taken.

Whose harvest it was is told on her page only to who keeps the group's book; that a card was taken
only to who may read it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aid.amounts import amount
from core.registry import TimelineEntry, TimelinePart, TimelineSource, add_timeline
from core.timeline import IsoText, rows, written
from secretariat.harvest_figures import kilos
from secretariat.livelihood_page import VIEW as READ
from secretariat.models import Harvest, Livelihood
from secretariat.models.harvests import NAMING

VIEW = "secretariat.view_harvest"

Line = dict[str, Any]

# One line for a commodity and a season, or a year where none is named, told at its last day.
_GATHERED = """
SELECT max(done.harvested_on), NULL, '{kind}', min(done.id), c.name,
    json_build_object('kg', sum(done.quantity_kg)::text, 'ha', sum(done.area_ha)::text,
        'times', count(*), 'people', count(DISTINCT done.person_id), 'season', s.name,
        'year', max(left(done.harvested_on, 4)), 'group', g.code, 'group_name', g.name)
FROM secretariat_harvest done JOIN secretariat_commodity c ON c.id = done.commodity_id
JOIN members_group g ON g.id = done.group_id LEFT JOIN aid_season s ON s.id = done.season_id
WHERE done.id IN ({{ids}})
GROUP BY c.id, g.id, s.id, CASE WHEN s.id IS NULL THEN left(done.harvested_on, 4) END"""
_OF_GROUP = _GATHERED.format(kind="harvested")
_OF_PERSON = _GATHERED.format(kind="her_harvest")


def _group_rows(group: Any, user: Any) -> list[TimelinePart]:
    found = Harvest.objects.allowed(user, VIEW).standing().filter(group=group)
    return [written(_OF_GROUP, found)]


def _person_rows(person: Any, user: Any) -> list[TimelinePart]:
    harvests = Harvest.objects.allowed(user, NAMING).standing().filter(person=person)
    cards = Livelihood.objects.allowed(user, READ).standing().filter(person=person)
    taken = rows(cards, "livelihood", at=IsoText("taken_on"), stage="stage", person="person__code")
    return [written(_OF_PERSON, harvests), taken]


def _harvested(line: Line, *about: str) -> TimelineEntry:
    extra = line["t_extra"]
    hectares = f"{amount(Decimal(extra['ha']))} ha" if extra["ha"] else ""
    words = (kilos(Decimal(extra["kg"])), hectares, *about, extra["season"] or extra["year"])
    return TimelineEntry(
        at=line["t_at"],
        title=_("Harvest: %(commodity)s") % {"commodity": line["t_text"]},
        detail=" · ".join(filter(None, words)),
        url=reverse("secretariat:production_group", args=[extra["group"]]),
    )


def _of_group(line: Line, user: Any) -> TimelineEntry:
    people = line["t_extra"]["people"]
    words = ngettext("%(n)d member", "%(n)d members", people) % {"n": people} if people else ""
    return _harvested(line, words)


def _of_person(line: Line, user: Any) -> TimelineEntry:
    return _harvested(line, line["t_extra"]["group_name"])


def _taken(line: Line, user: Any) -> TimelineEntry:
    stage = capfirst(str(Livelihood.Stage(line["t_extra"]["stage"]).label))
    return TimelineEntry(
        at=line["t_at"],
        title=_("Livelihood card filled in"),
        detail=stage,
        tone="blue",
        url=reverse("secretariat:livelihood_list", args=[line["t_extra"]["person"]]),
    )


_WORDS = {"her_harvest": _of_person, "livelihood": _taken}

add_timeline(TimelineSource("group", ("harvested",), _group_rows, _of_group))
add_timeline(
    TimelineSource(
        subject="person",
        kinds=tuple(_WORDS),
        rows=_person_rows,
        describe=lambda line, user: _WORDS[line["t_kind"]](line, user),
    )
)
