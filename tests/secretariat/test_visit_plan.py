"""secretariat.visit_planning: which groups wait, and planning several visits at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from secretariat.models import Visit
from secretariat.visit_planning import Quarter, quarters
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import GroupFactory, InstitutionFactory, region
from tests.queries import allowed, queries_of
from tests.secretariat.visit_factories import HeldVisitFactory, VisitFactory

PLAN = "/secretariat/visits/plan/"


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    with time_machine.travel("2024-11-06T09:00:00+07:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def office(cast: Cast) -> Any:
    cast.officer.institution = InstitutionFactory(region=region("18.01"))
    cast.officer.save(update_fields=["institution"])
    return cast.officer.institution


def test_a_quarter_has_three_months() -> None:
    last = Quarter(2024, 4)
    assert (last.first, last.last) == (dt.date(2024, 10, 1), dt.date(2024, 12, 31))
    assert [one.key for one in quarters()] == ["2024-4", "2025-1", "2025-2", "2025-3"]


def test_who_has_waited_longest_stands_first(cast: Cast) -> None:
    names = ("KWT Tahun Lalu", "KWT Bulan Lalu", "KWT Belum Pernah")
    groups = [GroupFactory(name=name, village=cast.group.village) for name in names]
    HeldVisitFactory(group=groups[0], planned_on="2023-03-02")
    HeldVisitFactory(group=groups[1], planned_on="2024-10-02")
    HeldVisitFactory(group=cast.group, planned_on="2024-11-01")
    VisitFactory(group=groups[2], planned_on="2024-12-03")
    text = page(cast.officer, PLAN)
    order = sorted([*names, "KWT Kenanga"], key=text.index)
    assert order == ["KWT Belum Pernah", "KWT Tahun Lalu", "KWT Bulan Lalu", "KWT Kenanga"]
    assert "3 Des 2024" in text
    assert "KWT Seruni" not in text
    for query, shown in (
        ("since=never", {"KWT Belum Pernah"}),
        ("since=12", {"KWT Belum Pernah", "KWT Tahun Lalu"}),
        ("planned=yes", {"KWT Belum Pernah"}),
        ("planned=no&q=lalu", {"KWT Tahun Lalu", "KWT Bulan Lalu"}),
        ("quarter=2025-1&planned=yes", set()),
    ):
        text = page(cast.officer, f"{PLAN}?{query}")
        assert {name for name in order if name in text} == shown, query


def test_ticked_groups_get_a_visit_each(cast: Cast, office: Any) -> None:
    second = GroupFactory(village=cast.group.village)
    data = {
        "groups": [cast.group.code, second.code],
        "planned_on": "2024-12-05",
        "purpose": "Buku kas",
    }
    assert signed_in(cast.secretary).post(PLAN, data).status_code == 403
    strangers = signed_in(cast.officer).post(PLAN, data | {"groups": [cast.other_group.code]})
    assert "groups" in errors(strangers)
    assert signed_in(cast.officer).post(PLAN, data).status_code == 302
    visits = Visit.objects.order_by("pk")
    assert {visit.group for visit in visits} == {cast.group, second}
    assert {visit.office for visit in visits} == {office}
    assert all(visit.officers.going().get().user == cast.officer for visit in visits)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"groups": []}, "groups"),
        ({"planned_on": "1980-01-01"}, "planned_on"),
        ({"planned_on": ""}, "planned_on"),
        ({"purpose": ""}, "purpose"),
    ],
)
def test_a_wrong_plan_keeps_the_ticks(cast: Cast, typed: Any, field: str) -> None:
    data = {"groups": [cast.group.code], "planned_on": "2024-12-05", "purpose": "Buku kas"}
    answer = signed_in(cast.officer).post(PLAN, data | typed)
    assert list(errors(answer)) == [field]
    ticks = answer.content.decode().count(" checked")
    assert ticks == len((data | typed)["groups"])
    assert not Visit.objects.exists()


def test_one_that_is_planned_already_stops_all(cast: Cast) -> None:
    second = GroupFactory(village=cast.group.village)
    VisitFactory(group=second, planned_on="2024-12-05")
    data = {
        "groups": [cast.group.code, second.code],
        "planned_on": "2024-12-05",
        "purpose": "Buku kas",
    }
    assert "planned_on" in errors(signed_in(cast.officer).post(PLAN, data))
    assert Visit.objects.count() == 1


def test_the_plan_costs_the_same_for_any_page(cast: Cast) -> None:
    counts = []
    for number in (1, 30):
        for _each in range(number):
            group = GroupFactory(village=cast.group.village)
            HeldVisitFactory(group=group)
            VisitFactory(group=group, planned_on="2024-12-03")
        counts.append(queries_of(signed_in(cast.officer), PLAN))
    assert counts[0] == counts[1] == allowed(f"officer {PLAN}")
