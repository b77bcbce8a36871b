"""secretariat.views.livelihoods: whom to ask, her cards, and for others only sums."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from members.models import Placement
from secretariat.models import Livelihood
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import MemberFactory, PlacementFactory
from tests.queries import allowed, queries_of
from tests.secretariat.production_factories import LivelihoodFactory, YearlyFactory

DUE = "/secretariat/livelihood/to-ask/"
SUMS = "/secretariat/livelihood/"
TYPED = {
    "income": "to1000",
    "work": "trade",
    "savings": "to500",
    "intends": "yes",
    "taken_on": "23 Mei 2023",
}
TOO_FEW = "Terlalu sedikit jawaban untuk ditampilkan"


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    with time_machine.travel("2023-05-24T09:00:00+07:00", tick=False):
        yield


def url(name: str, row: Any) -> str:
    return reverse(f"secretariat:livelihood_{name}", args=[row.code])


def test_only_the_officer_asks_and_reads(cast: Cast) -> None:
    create, listed = url("create", cast.person), url("list", cast.person)
    for user in (cast.secretary, cast.viewer, cast.admin):
        for address in (create, listed, DUE):
            assert signed_in(user).get(address).status_code == 403
        assert signed_in(user).post(create, TYPED).status_code == 403
    assert signed_in(cast.other_officer).get(listed).status_code == 404
    assert signed_in(cast.officer).post(create, TYPED)["Location"] == DUE
    card = Livelihood.objects.get()
    assert (card.stage, card.wording, card.taken_by) == ("baseline", "2026-11", cast.officer)
    text = page(cast.officer, listed)
    assert "Berdagang atau warung" in text
    assert "Apakah Ibu berniat bekerja ke luar negeri lagi?" in text


def test_the_first_card_then_one_a_year(cast: Cast) -> None:
    client, create = signed_in(cast.officer), url("create", cast.person)
    first = LivelihoodFactory(person=cast.person)
    client.post(create, TYPED)
    assert Livelihood.objects.exclude(pk=first.pk).get().stage == "yearly"
    answer = client.get(create)
    assert answer["Location"] == url("list", cast.person)
    client.post(create, TYPED)
    assert Livelihood.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"income": ""}, "income"),
        ({"work": "astronaut"}, "work"),
        ({"taken_on": "2023"}, "taken_on"),
        ({"taken_on": "11 Mei 2030"}, "taken_on"),
        # Of 2022 she has a card; before it there was none.
        ({"taken_on": "11 Mei 2022"}, "taken_on"),
        ({"taken_on": "11 Mei 2021"}, "taken_on"),
    ],
)
def test_bad_input_is_said_at_its_field(cast: Cast, typed: dict[str, str], field: str) -> None:
    LivelihoodFactory(person=cast.person)
    answer = signed_in(cast.officer).post(url("create", cast.person), TYPED | typed)
    assert list(errors(answer)) == [field]
    assert Livelihood.objects.count() == 1


def test_a_correction_and_a_cancellation(cast: Cast) -> None:
    card = LivelihoodFactory(person=cast.person)
    assert signed_in(cast.secretary).post(url("update", card), TYPED).status_code == 403
    signed_in(cast.officer).post(url("update", card), TYPED | {"taken_on": "17 Januari 2022"})
    card.refresh_from_db()
    assert (card.work, card.taken_on) == ("trade", dt.date(2022, 1, 17))
    signed_in(cast.officer).post(url("cancel", card), {"reason": "Kartu orang lain"})
    text = page(cast.officer, url("list", cast.person))
    assert "Kartu orang lain" in text
    assert signed_in(cast.officer).get(url("update", card)).status_code == 404
    signed_in(cast.officer).post(url("create", cast.person), TYPED)
    assert Livelihood.objects.standing().get().stage == "baseline"


def test_who_is_to_be_asked(cast: Cast) -> None:
    lately = MemberFactory(group=cast.group, name="Baru Ditanya")
    LivelihoodFactory(person=lately, taken_on=dt.date(2023, 1, 9))
    long_ago = MemberFactory(group=cast.group, name="Lama Ditanya")
    LivelihoodFactory(person=long_ago)
    abroad = MemberFactory(group=cast.group, name="Masih Disana")
    PlacementFactory(person=abroad, status=Placement.Status.ABROAD, returned=None)
    text = page(cast.officer, DUE)
    assert cast.person.name in text
    assert "Lama Ditanya" in text
    assert "terakhir 17 Jan 2022" in text.replace("&nbsp;", " ")
    for name in ("Baru Ditanya", "Masih Disana", cast.other_person.name):
        assert name not in text
    first = page(cast.officer, f"{DUE}?card=first")
    assert cast.person.name in first
    assert "Lama Ditanya" not in first
    assert "Tidak ada yang cocok" in page(cast.officer, f"{DUE}?q=tiadasiapa")


def women(number: int, **values: Any) -> list[Any]:
    return [MemberFactory(**values) for _ in range(number)]


def asked(people: list[Any], **last: Any) -> None:
    for person in people:
        LivelihoodFactory(person=person)
        YearlyFactory(person=person, **last)


def test_sums_are_told_from_ten_answers_on(cast: Cast) -> None:
    nine = women(9, group=cast.group)
    asked(nine, intends="yes")
    for user in cast.insiders.values():
        text = page(user, SUMS)
        assert text.count(TOO_FEW) == 3
        assert "100%" not in text
    asked(women(1, group=cast.group), intends="no")
    for user in cast.insiders.values():
        text = page(user, SUMS)
        assert TOO_FEW not in text
        assert "9 (90%)" in text
        assert "Naik 10" in text
    assert page(cast.other_officer, SUMS).count(TOO_FEW) == 3


def test_silence_and_cancelled_cards_count_for_nothing(cast: Cast) -> None:
    asked(women(10, group=cast.group), intends="silent")
    text = page(cast.viewer, SUMS)
    assert text.count(TOO_FEW) == 1
    Livelihood.objects.filter(stage="yearly").order_by("pk").first().cancel(reason="Keliru")
    # Nine are left who have two cards; all ten said what they intend at the first one or the last.
    assert page(cast.viewer, SUMS).count(TOO_FEW) == 3


def test_a_small_district_is_not_given_away_by_subtraction(cast: Cast) -> None:
    there = {"group": cast.other_group, "village": cast.other_group.village}
    asked(women(12, group=cast.group), intends="yes")
    asked(women(4, **there), intends="no")
    text = page(cast.viewer, SUMS)
    assert "12 (75%)" in text
    # The total less the district with 12 would tell the one with 4.
    assert text.count(TOO_FEW) == 2
    asked(women(6, **there), intends="yes")
    text = page(cast.viewer, SUMS)
    assert TOO_FEW not in text
    assert "6 (60%)" in text


def test_the_person_page_leads_there_for_the_officer_alone(cast: Cast) -> None:
    listed = url("list", cast.person)
    assert listed in page(cast.officer, cast.person.get_absolute_url())
    for user in (cast.secretary, cast.viewer, cast.admin):
        assert listed not in page(user, cast.person.get_absolute_url())


def test_pages_cost_the_same_for_one_and_many(cast: Cast) -> None:
    client = signed_in(cast.officer)
    few = queries_of(client, DUE), queries_of(client, SUMS)
    asked(women(12, group=cast.group))
    women(8, group=cast.group)
    assert (queries_of(client, DUE), queries_of(client, SUMS)) == few
    assert few == (allowed(f"officer {DUE}"), allowed(f"officer {SUMS}"))
