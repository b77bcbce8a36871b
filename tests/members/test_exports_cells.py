"""members.exports.cells: what somebody typed is no formula in the file."""

from __future__ import annotations

import csv
import io

from core.exports.csvfile import COMPUTED, csv_parts
from members.exports.people import COLUMNS, PeopleExport
from members.models import Group, Person
from tests.cast import Cast
from tests.factories import PlacementFactory

TYPED = ("name", "nickname", "birth_place", "hamlet")


def test_nothing_that_somebody_typed_is_computed(cast: Cast) -> None:
    """A column that is taken for our own words alone must hold nothing typed."""
    PlacementFactory(person=cast.person, occupation="=1+1", sector="=1+1")
    Person.objects.filter(pk=cast.person.pk).update(**dict.fromkeys(TYPED, "=1+1"))
    Group.objects.filter(pk=cast.group.pk).update(name="=1+1")
    parts = csv_parts(PeopleExport(cast.officer), [cast.person.pk], 1)
    text = b"".join(parts).decode("utf-8-sig")
    _header, cells = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    assert cells.count("'=1+1") == 7
    assert not [cell for cell in cells if cell[:1] and cell[:1] in COMPUTED]


def test_a_column_that_somebody_types_into_is_searched_for_formulas() -> None:
    typed = {*TYPED, "rt", "rw", "phone", "group__name"}
    assert not [c.key for c in COLUMNS if c.is_ours and typed & {*c.fields}]
