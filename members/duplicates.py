"""Kemungkinan data ganda: pairs of records that look like one person, each with its reasons.

The people of the user's scope are read once and joined with themselves, so that the cost follows
her district and not the nation. Whoever works in more than ``MOST_PEOPLE`` chooses a place first.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, Case, Value, When
from django.utils.translation import gettext_lazy as _

from core.access import area_q
from core.crypto import DecryptionError
from core.timeline import sql_of
from members.models import Person
from members.models.person_queries import LIKE_ENOUGH

ACT = "members.merge_people"
MOST_PEOPLE = 60_000
MOST_PAIRS = 1_000
# A number that more people have is a shop's or the group's own.
MOST_SHARING = 6

PHONE, BIRTH, NAME, NIK = "phone", "birth", "name", "nik"
REASONS = {
    NIK: _("NIK differs in one digit"),
    PHONE: _("same phone"),
    BIRTH: _("similar name, same birth date"),
    NAME: _("same name and village"),
}
# How much each reason says, beside how alike the names are (0 to 1).
WEIGHTS = {NIK: 2.0, PHONE: 1.5, BIRTH: 1.5, NAME: 0.5}
LIKENESS_WEIGHT = 2.0
_FIELDS = ("id", "phone", "birth_date", "sort_key", "area", "is_near")

_PAIRS_SQL = """
WITH people (id, phone, birth_date, sort_key, area, is_near) AS MATERIALIZED ({people}),
shared AS (
    SELECT phone FROM people WHERE phone <> ''
    GROUP BY phone HAVING count(*) BETWEEN 2 AND %s
),
found AS (
    SELECT a.id AS one, b.id AS two, 'phone' AS reason, a.sort_key AS name, b.sort_key AS other
    FROM shared JOIN people a USING (phone) JOIN people b USING (phone)
    WHERE a.is_near AND b.id <> a.id AND (b.id > a.id OR NOT b.is_near)
    UNION ALL
    SELECT a.id, b.id, 'birth', a.sort_key, b.sort_key
    FROM people a JOIN people b ON b.birth_date = a.birth_date
    WHERE a.is_near AND b.id <> a.id AND (b.id > a.id OR NOT b.is_near)
        AND length(a.birth_date) = 10 AND public.similarity(a.sort_key, b.sort_key) >= %s
    UNION ALL
    SELECT a.id, b.id, 'name', a.sort_key, b.sort_key
    FROM people a JOIN people b ON b.sort_key = a.sort_key AND b.area = a.area
    WHERE a.is_near AND b.id <> a.id AND (b.id > a.id OR NOT b.is_near)
        AND abs(coalesce(left(a.birth_date, 4)::int - left(b.birth_date, 4)::int, 0)) <= 1
),
pairs AS (
    SELECT least(one, two) AS first, greatest(one, two) AS second,
        array_agg(DISTINCT reason) AS reasons, max(public.similarity(name, other)) AS likeness
    FROM found GROUP BY 1, 2
)
SELECT first, second, reasons, likeness FROM pairs
WHERE NOT EXISTS (
    SELECT FROM members_notsameperson n
    WHERE n.first_id = first AND n.second_id = second AND n.taken_back_on IS NULL
) AND reasons @> %s
ORDER BY (
    SELECT sum((%s::jsonb ->> reason)::float8) FROM unnest(reasons) AS reason
) + %s * likeness DESC, first, second
LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people, by their numbers, and why they may be one."""

    first: int
    second: int
    reasons: tuple[str, ...]
    likeness: float

    @property
    def strength(self) -> float:
        weights = sum(WEIGHTS[reason] for reason in self.reasons)
        return weights + LIKENESS_WEIGHT * self.likeness


class Pairs(list[Pair]):
    """The likeliest pairs; ``is_capped`` where more were found than are looked at."""

    is_capped = False


def is_too_wide(user: Any, place: str = "") -> bool:
    """Whether there are more people here than can be compared at once."""
    people = Person.objects.allowed(user, ACT).filter(area_q("area", place)).order_by()
    return len(people.values_list("pk")[MOST_PEOPLE : MOST_PEOPLE + 1]) > 0


def pairs(user: Any, *, place: str = "", reason: str = "") -> Pairs | None:
    """The likely pairs on whom the user may act, the likeliest first; at most ``MOST_PAIRS``.

    With a ``place`` one of the two lies there, and the other too where the user's own people are
    too many. None where there are too many in the place itself: a narrower one is chosen first.
    """
    people = Person.objects.allowed(user, ACT).order_by()
    near = area_q("area", place)
    if is_too_wide(user):
        if not place or is_too_wide(user, place):
            return None
        people, near = people.filter(near), area_q("area", "")
    rows = people.annotate(is_near=_is_near(near)).values_list(*_FIELDS)
    asked = _asked(rows, reason)
    found = _with_niks(asked[:MOST_PAIRS])
    # Whether two NIKs differ in one digit is known only now.
    chosen = Pairs(pair for pair in found if reason != NIK or NIK in pair.reasons)
    chosen.sort(key=lambda pair: (-pair.strength, pair.first, pair.second))
    chosen.is_capped = len(asked) > MOST_PAIRS
    return chosen


def _is_near(near: Any) -> Any:
    whole = Value(True, BooleanField())
    return Case(When(near, then=whole), default=Value(False)) if near else whole


def _asked(people: Any, reason: str) -> list[Pair]:
    """The pairs that SQL finds for the reason, and one more than are looked at."""
    sql, params = sql_of(people)
    reasons = [reason] if reason and reason != NIK else []
    order = (json.dumps(WEIGHTS), LIKENESS_WEIGHT, MOST_PAIRS + 1)
    with connection.cursor() as cursor:
        # The braces take the text of a query that the ORM wrote; values go as parameters.
        cursor.execute(
            _PAIRS_SQL.format(people=sql), (*params, MOST_SHARING, LIKE_ENOUGH, reasons, *order)
        )
        rows = cursor.fetchall()
    return [Pair(first, second, tuple(found), like) for first, second, found, like in rows]


def _with_niks(found: list[Pair]) -> list[Pair]:
    """Each with whether the two NIKs differ in one digit: read here, kept and shown nowhere."""
    ids = {number for pair in found for number in (pair.first, pair.second)}
    people = Person.objects.filter(pk__among=ids, nik_hash__isnull=False).only("nik_cipher")
    niks = {person.pk: _read(person) for person in people.order_by()}
    return [_with_nik(pair, niks.get(pair.first, ""), niks.get(pair.second, "")) for pair in found]


def _read(person: Person) -> str:
    try:
        return person.read_nik()
    except DecryptionError:  # its key is missing: another page says so
        return ""


def _with_nik(pair: Pair, one: str, two: str) -> Pair:
    if not is_one_digit_apart(one, two):
        return pair
    return Pair(pair.first, pair.second, (NIK, *pair.reasons), pair.likeness)


def is_one_digit_apart(one: str, two: str) -> bool:
    """Whether two numbers of one length differ in exactly one digit."""
    if not one or len(one) != len(two):
        return False
    return sum(mine != hers for mine, hers in zip(one, two, strict=True)) == 1
