"""A file that was downloaded changes nothing when it is imported again, whatever it holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import indonesia
from core.bulk import insert_rows
from core.codes import new_code
from core.crypto import encrypt, keyed_hash
from core.exports.csvfile import csv_parts
from core.exports.xlsxfile import xlsx_parts
from core.imports.rows import ImportRow
from core.indonesia import find_country
from core.text import name_key
from members.exports.cells import words
from members.exports.people import COLUMNS, PeopleExport
from members.imports.spellings import EDUCATIONS, MARITAL, OFFICES, SEXES, by_key
from members.models import Group, Membership, OfficeTerm, Person, Placement
from members.models.people import NIK_PURPOSE
from tests.cast import Cast
from tests.factories import BALI_AGUNG, BUMI_DAYA, KALIREJO, make_nik, region
from tests.members.lists import preview_of

COUNTRIES = sorted(set(indonesia.countries("id")) - {"ID"})
# What people type and what breaks files: signs that part cells, compute, quote, mark or vanish.
SIGNS = "=+-@'\";,|\t_x0041_&<>/\\().•*éÇ李ß \u00a0\u200bAaNn0189"
PHONES = ("", "+6281234567890", "+886912345678", "+85291234567", "+628123456789", "+6272712345")


def text(limit: int) -> st.SearchStrategy[str]:
    letters = st.text(st.sampled_from(SIGNS), max_size=limit)
    return letters.map(lambda found: " ".join(found.split()))


def name() -> st.SearchStrategy[str]:
    return text(60).map(lambda found: f"{found} Sari".strip())


@st.composite
def dates(draw: st.DrawFn, first: int, last: int) -> str | None:
    """A date known as a year, a month or a day, or not at all."""
    year, month, day = (draw(st.integers(*ends)) for ends in ((first, last), (1, 12), (1, 28)))
    parts = [f"{year:04}", f"{month:02}", f"{day:02}"]
    return "-".join(parts[: draw(st.integers(1, 3))]) if draw(st.booleans()) else None


@st.composite
def stays(draw: st.DrawFn) -> dict[str, Any]:
    status = draw(st.sampled_from(Placement.Status.values))
    return {
        "country": draw(st.sampled_from(COUNTRIES)),
        "status": status,
        "departed": draw(dates(1990, 2005)),
        "returned": None if status == "abroad" else draw(dates(2006, 2020)),
        "occupation": draw(text(40)),
        "sector": draw(text(20)),
    }


def only_one_abroad(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    kept = [stay for stay in found if stay["status"] != "abroad"]
    return [*kept, *(stay for stay in found if stay["status"] == "abroad")][: len(kept) + 1]


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    has_phone = draw(st.booleans())
    return {
        "name": draw(name()),
        "nickname": draw(text(30)),
        "sex": draw(st.sampled_from(Person.Sex.values)),
        "birth_place": draw(text(30)),
        "birth_date": draw(dates(1950, 1985)),
        "village_id": draw(st.sampled_from([None, BUMI_DAYA, BALI_AGUNG, KALIREJO])),
        "hamlet": draw(text(30)),
        "rt": draw(st.sampled_from(["", "001", "012", "120"])),
        "rw": draw(st.sampled_from(["", "001", "012"])),
        "phone": draw(st.sampled_from(PHONES)) if has_phone else "",
        "has_no_phone": not has_phone,
        "education": draw(st.sampled_from(["", *Person.Education.values])),
        "marital_status": draw(st.sampled_from(["", *Person.MaritalStatus.values])),
        "has_nik": draw(st.booleans()),
        "membership": draw(st.sampled_from(["member", "prospective", "former", "none"])),
        "joined": draw(dates(2018, 2023)),
        "stays": only_one_abroad(draw(st.lists(stays(), max_size=3))),
    }


def write(group: Group, drawn: list[dict[str, Any]]) -> None:
    """The people with all that hangs on them, set by set."""
    members: list[dict[str, Any]] = []
    placements: list[dict[str, Any]] = []
    rows = [_person(group, number, person) for number, person in enumerate(drawn)]
    ids = dict(insert_rows(Person, rows, returning="code"))
    for row, person in zip(rows, drawn, strict=True):
        pk = ids[row["code"]]
        placements += [{"code": new_code(), "person_id": pk, **stay} for stay in person["stays"]]
        if person["membership"] != "none":
            members.append(_membership(group, pk, person))
    insert_rows(Membership, members)
    insert_rows(Placement, placements)
    _fill_offices(group)


def _person(group: Group, number: int, person: dict[str, Any]) -> dict[str, Any]:
    left_out = ("has_nik", "membership", "joined", "stays")
    row = {key: value for key, value in person.items() if key not in left_out}
    nik = make_nik(number % 5_000 + 1, f"{number // 5_000 + 1:02}0570")
    if person["has_nik"]:
        row |= {"nik_hash": keyed_hash(nik), "nik_cipher": encrypt(nik, NIK_PURPOSE)}
    else:
        row |= {"nik_hash": None, "nik_cipher": ""}
    return {"code": new_code(), "group_id": group.pk, **row}


def _membership(group: Group, pk: int, person: dict[str, Any]) -> dict[str, Any]:
    is_former = person["membership"] == "former"
    return {
        "person_id": pk,
        "group_id": group.pk,
        "status": "member" if is_former else person["membership"],
        "joined": person["joined"],
        "left": "2024" if is_former else None,
        "leave_reason": "own_wish" if is_former else "",
        "still_served": is_former,
    }


def _fill_offices(group: Group) -> None:
    open_ones = Membership.objects.open().filter(group=group).values_list("pk", flat=True)
    for membership, office in zip(open_ones[:4], OfficeTerm.Office.values, strict=False):
        OfficeTerm.objects.create(membership_id=membership, group=group, office=office)


def taken(user: Any, group: Group, parts: Any, *, with_niks: bool = False) -> bytes:
    spec = PeopleExport(user, COLUMNS, with_niks=with_niks)
    ids = list(Person.objects.filter(group=group).order_by("sort_key", "id").values_list("pk"))
    return b"".join(parts(spec, [pk for (pk,) in ids], len(ids)))


def changes_nothing(user: Any, group: Group, data: bytes, total: int) -> None:
    preview = preview_of(data, user, group)
    changed = [
        (r.number, r.changes, r.problems) for r in preview.rows if r.action != ImportRow.SAME
    ]
    assert not changed, changed[:5]
    assert len(preview.rows) == total


HYPOTHESIS = settings(
    max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
FILES = pytest.mark.parametrize(
    ("parts", "with_niks"),
    [(csv_parts, False), (xlsx_parts, False), (csv_parts, True), (xlsx_parts, True)],
    ids=["csv", "xlsx", "csv with NIKs", "xlsx with NIKs"],
)


@FILES
@HYPOTHESIS
@given(drawn=st.lists(people(), min_size=20, max_size=20))
def test_a_file_comes_back_without_a_change(
    cast: Cast, parts: Any, with_niks: bool, drawn: list[dict[str, Any]]
) -> None:
    _clear(cast.group)
    write(cast.group, drawn)
    data = taken(cast.officer, cast.group, parts, with_niks=with_niks)
    changes_nothing(cast.officer, cast.group, data, len(drawn))


def _clear(group: Group) -> None:
    region(BALI_AGUNG)
    people = Person.objects.filter(group=group)
    OfficeTerm.objects.filter(group=group).delete()
    Membership.objects.filter(group=group).delete()
    Placement.objects.filter(person__in=people).delete()
    people.delete()


@settings(HYPOTHESIS, max_examples=1)
@given(drawn=st.lists(people(), min_size=20, max_size=20))
def test_ten_thousand_rows_come_back_without_a_change(
    cast: Cast, drawn: list[dict[str, Any]]
) -> None:
    """The drawn ones five hundred times over, each with a code and a NIK of its own."""
    _clear(cast.group)
    write(cast.group, drawn * 500)
    data = taken(cast.officer, cast.group, xlsx_parts)
    changes_nothing(cast.officer, cast.group, data, 10_000)


@settings(HYPOTHESIS, max_examples=2)
@given(drawn=st.lists(people(), min_size=20, max_size=20))
def test_what_a_viewer_may_not_see_comes_back_as_nothing(
    cast: Cast, drawn: list[dict[str, Any]]
) -> None:
    _clear(cast.group)
    write(cast.group, drawn)
    data = taken(cast.viewer, cast.group, csv_parts)
    assert b"dirahasiakan" in data
    changes_nothing(cast.officer, cast.group, data, len(drawn))


def test_every_word_of_a_file_is_read_back() -> None:
    for code in COUNTRIES:
        assert find_country(indonesia.country_name(code, "id")) == code
    for choices, spellings in (
        (Person.Sex, SEXES),
        (Person.Education, EDUCATIONS),
        (Person.MaritalStatus, MARITAL),
        (OfficeTerm.Office, OFFICES),
    ):
        known = by_key(spellings)
        for value, word in words(choices).items():
            assert not value or known[name_key(word)] == value, word
