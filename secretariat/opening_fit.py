"""Whom an opening may suit, and why: from what she knows, what she needs, what her group grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from core.access import area_q
from members.models import Person
from members.models.person_queries import PersonQuerySet
from secretariat.models import Need, Opening
from secretariat.opening_page import ADD, share_link
from training.models import Skill

Kind = Opening.Kind
# Who asks for it is told of it.
ANSWERS = {
    Kind.CAPITAL: Need.Kind.CAPITAL,
    Kind.BUYER: Need.Kind.MARKETING,
    Kind.TRAINING: Need.Kind.TRAINING,
}
FIELDS = ("code", "name", "phone", "group__name", "by_skill", "by_need", "by_group")

Row = dict[str, Any]


def fitting(opening: Opening, user: Any) -> PersonQuerySet:
    """Living people at home in the office's region, each with what speaks for her."""
    people = Person.objects.allowed(user, ADD).living().exclude(pk__in=_away())
    here = people.filter(area_q("area", opening.office.region_id))
    reasons = {
        "by_skill": _knows(opening),
        "by_need": _needs(opening),
        "by_group": _grows(opening),
    }
    found = here.annotate(**{name: _is(condition) for name, condition in reasons.items()})
    return found.filter(Q(by_skill=True) | Q(by_need=True) | Q(by_group=True))


def _away() -> Any:
    return Person.objects.abroad().order_by().values("pk")


def _is(condition: Q | None) -> Any:
    if condition is None:
        return Value(False)
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


def _knows(opening: Opening) -> Q | None:
    skills = Skill.objects.current().filter(person=OuterRef("pk"), topic=opening.topic_id)
    return Q(Exists(skills)) if opening.topic_id else None


def _needs(opening: Opening) -> Q | None:
    kind = ANSWERS.get(Kind(opening.kind))
    needs = Need.objects.current().filter(person=OuterRef("pk"), kind=kind)
    return Q(Exists(needs)) if kind else None


def _grows(opening: Opening) -> Q | None:
    name = opening.commodity
    return Q(group__commodities__icontains=name) if name else None


def fit_lines(rows: Sequence[Row], opening: Opening, text: str) -> list[Row]:
    """Who, why, and WhatsApp with the text typed already."""
    return [
        {
            "code": row["code"],
            "name": row["name"],
            "group": row["group__name"] or "",
            "reasons": _reasons(row, opening),
            "whatsapp": share_link(text, row["phone"]) if row["phone"] else "",
        }
        for row in rows
    ]


def _reasons(row: Row, opening: Opening) -> list[str]:
    found = []
    if row["by_skill"]:
        found.append(_("knows: %(topic)s") % {"topic": opening.topic})
    if row["by_need"]:
        found.append(_("needs: %(kind)s") % {"kind": ANSWERS[Kind(opening.kind)].label})
    if row["by_group"]:
        found.append(_("her group: %(commodity)s") % {"commodity": opening.commodity})
    return found
