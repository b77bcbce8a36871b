"""Who knows something, the nearest first: at most fifty, by a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Value, When
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.access import area_q
from core.filters import ListFilters
from core.lists import Sort
from core.text import name_key
from members.filters import areas_of, pick, searching
from members.listing import place
from regions.places import opened_places
from training.models import Topic
from training.models.follow_ups import SkillQuerySet
from training.skill_page import where

MOST = 50
FIELDS = (
    *("person__code", "person__name", "person__group__name", "person__group__village__path"),
    *("person__village__path", "topic__name", "learned", "country", "training__title"),
    *("can_teach", "note"),
)

Row = dict[str, Any]


class SkillFilters(ListFilters):
    """What is searched, and near which place; the place puts in order and takes nobody away."""

    sorts = {"near": Sort(_("Nearest first"), ("id",))}
    in_view = ("place",)
    chip_words = {"place": _("Near %(value)s")}

    q = searching(_("Search a skill"), _("For example budidaya cabai"))
    place = pick(_("Near"), method="keep")

    def __init__(self, data: QueryDict, queryset: SkillQuerySet, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.offer("place", opened_places(areas_of(user, act), data.get("place", "")))
        self.form.fields["q"].widget.attrs["list"] = "topics"

    def search(self, skills: SkillQuerySet, name: str, text: str) -> SkillQuerySet:
        return skills.filter(topic__in=Topic.objects.matching(text))


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found; ``is_more`` where there are more than are shown."""

    lines: list[Row]
    is_more: bool


def search(filters: SkillFilters) -> Found | None:
    """Who can teach it, then who knows it; None where nothing is asked for yet."""
    if not name_key(filters.chosen.get("q", "")):
        return None
    near = filters.chosen.get("place", "")
    skills = filters.qs.filter(person__deceased_on=None)
    rows = _nearest(skills.teachable(), near)
    rows += _nearest(skills.current().filter(can_teach=False), near)
    return Found([_line(row) for row in rows[:MOST]], len(rows) > MOST)


def _nearest(skills: SkillQuerySet, near: str) -> list[Row]:
    order = [_distance(near)] if near else []
    rows = skills.order_by(*order, "person__sort_key", "topic__name", "id")
    return list(rows.values(*FIELDS)[: MOST + 1])


def _distance(near: str) -> Case:
    """0 in the place itself, 1 in the district around it, and so on out; the rest last."""
    parts = near.split(".")
    around = [".".join(parts[:n]) for n in range(len(parts), 0, -1)]
    steps = [When(area_q("person__area", code), then=Value(n)) for n, code in enumerate(around)]
    return Case(*steps, default=Value(len(steps)))


def _line(row: Row) -> Row:
    return {
        "code": row["person__code"],
        "name": row["person__name"],
        "group": row["person__group__name"] or "",
        "place": place(row["person__group__village__path"] or row["person__village__path"]),
        "topic": row["topic__name"],
        "where": where(row["learned"], row["country"], row["training__title"]),
        "can_teach": row["can_teach"],
        "note": row["note"],
    }
