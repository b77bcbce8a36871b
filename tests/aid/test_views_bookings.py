"""Giliran: the calendar of a machine, taking a turn in three taps, clashes."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.utils import timezone

from accounts.roles import Role
from aid import free_time, periods
from aid.models import Booking, Equipment, Season
from aid.periods import Slot
from aid.turns import fair_turn
from tests.aid.factories import EquipmentFactory
from tests.aid.pages import errors, page, signed_in
from tests.aid.use_factories import (
    BookingFactory,
    SeasonFactory,
    UseLogFactory,
    day,
    morning,
)
from tests.aid.use_pages import address, machine, take_url, times
from tests.cast import Cast
from tests.factories import GroupFactory, MemberFactory, make_user

__all__ = ["machine"]


def test_three_taps_take_a_turn(cast: Cast, machine: Equipment) -> None:
    week = page(cast.secretary, address("booking_week", machine.code) + f"?day={day()}")
    url = take_url(machine)
    assert f'href="{url}"' in week
    asked = page(cast.secretary, url)
    assert f'value="{cast.person.code}"' in asked
    answer = signed_in(cast.secretary).post(url, {"person": cast.person.code}, follow=True)
    turn = Booking.objects.get()
    assert (turn.person, turn.equipment, turn.asked_by) == (cast.person, machine, cast.secretary)
    assert turn.period == morning()
    html = answer.content.decode()
    assert cast.person.name in html
    assert url not in html


def test_the_whole_day_goes_with_its_half(cast: Cast, machine: Equipment) -> None:
    BookingFactory(equipment=machine, person=cast.person)
    week = page(cast.secretary, address("booking_week", machine.code) + f"?day={day()}")
    assert take_url(machine) not in week
    assert take_url(machine, slot=Slot.DAY) not in week
    assert take_url(machine, slot=Slot.AFTERNOON) in week


def test_who_only_looks_sees_no_free_time(cast: Cast, machine: Equipment) -> None:
    BookingFactory(equipment=machine, person=cast.person)
    for name in ("booking_week", "booking_month"):
        html = page(cast.viewer, address(name, machine.code) + f"?day={day()}")
        assert cast.person.name in html or name == "booking_month"
        assert "/turns/add/" not in html
        assert take_url(machine, slot=Slot.AFTERNOON) not in html


@pytest.mark.parametrize("name", ["booking_week", "booking_month"])
@pytest.mark.parametrize("query", ["day=x&month=x", "day=9999-99-99&month=0000-13", "day=&month="])
def test_a_calendar_takes_any_day(cast: Cast, machine: Equipment, name: str, query: str) -> None:
    assert page(cast.secretary, f"{address(name, machine.code)}?{query}")


def test_the_fairest_turn_stands_first(cast: Cast, machine: Equipment) -> None:
    few, some, many = (MemberFactory(group=cast.group, name=name) for name in "ABC")
    SeasonFactory(start=day(-30), end=day(30))
    UseLogFactory(equipment=machine, person=many, hours=9)
    UseLogFactory(equipment=machine, person=few, used_on=day(-40), hours=90)
    UseLogFactory(equipment=machine, person=cast.person, hours=7)
    done = BookingFactory(equipment=machine, person=cast.person, period=morning(-1))
    UseLogFactory(equipment=machine, person=cast.person, booking=done, hours=1)
    BookingFactory(equipment=machine, person=some)
    MemberFactory(group=GroupFactory())
    rows = list(fair_turn(machine, Season.objects.span(day(0))))
    assert [(row.pk, float(row.turn_hours)) for row in rows] == [
        (few.pk, 0.0),
        (some.pk, 6.0),
        (cast.person.pk, 8.0),
        (many.pk, 9.0),
    ]
    html = page(cast.secretary, take_url(machine, 3))
    assert html.index(few.code) < html.index(some.code) < html.index(many.code)
    assert "8 jam musim ini" in html


def test_a_clash_says_who_and_offers_the_next_free_time(cast: Cast, machine: Equipment) -> None:
    other = MemberFactory(group=cast.group, name="Sri Wahyuni")
    BookingFactory(equipment=machine, person=other)
    BookingFactory(equipment=machine, person=other, period=morning(slot=Slot.AFTERNOON))
    client = signed_in(cast.secretary)
    answer = client.post(take_url(machine), {"person": cast.person.code, "purpose": "Gulud"})
    assert errors(answer)["__all__"] == ["Sudah dipesan. Pilih waktu lain."]
    clash = answer.context["clash"]
    assert [turn["name"] for turn in clash["turns"]] == ["Sri Wahyuni"]
    assert clash["action"] == take_url(machine, 2)
    taken = client.post(clash["action"], clash["fields"])
    assert taken.status_code == 302
    turn = Booking.objects.get(person=cast.person)
    assert (turn.period, turn.purpose) == (morning(2), "Gulud")


def test_a_clash_names_nobody_whom_one_may_not_see(cast: Cast, machine: Equipment) -> None:
    BookingFactory(equipment=machine, person=cast.other_person)
    answer = signed_in(cast.secretary).post(take_url(machine), {"person": cast.person.code})
    html = answer.content.decode()
    assert "Sudah dipesan" in html
    assert "orang lain" in html
    assert cast.other_person.name not in html


def test_a_clash_of_own_times_offers_the_same_length(cast: Cast, machine: Equipment) -> None:
    BookingFactory(equipment=machine, person=cast.person)
    url, client = address("booking_create", machine.code), signed_in(cast.secretary)
    answer = client.post(url, times(cast) | {"purpose": "Gulud", "place": "Dusun 2"})
    clash = answer.context["clash"]
    assert clash["fields"]["from_time"] == "12:00"
    assert clash["fields"]["to_time"] == "15:30"
    assert client.post(clash["action"], clash["fields"]).status_code == 302
    turn = Booking.objects.latest("pk")
    assert (turn.hours, turn.purpose, turn.place) == (3.5, "Gulud", "Dusun 2")


def test_the_next_free_time_skips_the_night_and_what_is_taken(machine: Equipment) -> None:
    def at(number: int, hour: int) -> dt.datetime:
        return periods.at(day(number), dt.time(hour))

    BookingFactory(equipment=machine, period=periods.span(at(1, 6), at(1, 16)))
    asked = periods.span(at(1, 7), at(1, 10))
    assert free_time.next_span(machine, asked) == periods.span(at(2, 6), at(2, 9))
    BookingFactory(equipment=machine, period=periods.span(at(2, 6), at(2, 12)))
    assert free_time.next_span(machine, asked) == periods.span(at(2, 12), at(2, 15))
    whole = periods.days_span(day(1), 2)
    assert free_time.next_span(machine, whole) == periods.span(at(2, 12), at(4, 12))
    assert free_time.next_slot(machine, day(1), Slot.DAY) == (day(3), Slot.DAY)


def test_no_time_is_offered_where_none_is_free(cast: Cast, machine: Equipment) -> None:
    for number in range(3):
        period = periods.days_span(day(1 + 30 * number), 30)
        BookingFactory(equipment=machine, person=cast.person, period=period)
    answer = signed_in(cast.secretary).post(take_url(machine), {"person": cast.person.code})
    assert "next" not in answer.context["clash"]
    assert "60 hari" in answer.content.decode()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"from_day": ""}, "from_day"),
        ({"from_day": "kemarin"}, "from_day"),
        ({"to_time": "07:00"}, "to_time"),
        ({"from_time": "07:15"}, "from_time"),
        ({"to_day": "x"}, "to_day"),
        ({"person": "zzzzzzzzzz"}, "person"),
        ({"person": ""}, "person"),
        ({"to_day": (timezone.localdate() + dt.timedelta(days=40)).isoformat()}, "__all__"),
    ],
)
def test_wrong_times_are_said_at_their_field(
    cast: Cast, machine: Equipment, changed: dict[str, str], field: str
) -> None:
    url = address("booking_create", machine.code)
    answer = signed_in(cast.secretary).post(url, times(cast) | changed | {"purpose": "Gulud"})
    assert list(errors(answer)) == [field]
    assert "Gulud" in answer.content.decode()
    assert not Booking.objects.exists()


@pytest.mark.parametrize(("number", "words"), [(-2, "sudah lewat"), (400, "setahun")])
def test_a_turn_is_taken_for_a_time_to_come(
    cast: Cast, machine: Equipment, number: int, words: str
) -> None:
    for url, data in (
        (take_url(machine, number), {"person": cast.person.code}),
        (address("booking_create", machine.code), times(cast, number)),
    ):
        answer = signed_in(cast.secretary).post(url, data)
        assert words in errors(answer)["__all__"][0]
        assert answer.context["clash"] is None


def test_a_strangers_member_takes_no_turn(cast: Cast, machine: Equipment) -> None:
    data = {"person": cast.other_person.code}
    answer = signed_in(cast.secretary).post(take_url(machine), data)
    assert list(errors(answer)) == ["person"]
    assert not Booking.objects.exists()


@pytest.mark.parametrize("rest", ["besok/morning", "2026-02-30/morning", "2026-02-20/night"])
def test_a_slot_that_is_none_is_404(cast: Cast, machine: Equipment, rest: str) -> None:
    url = f"{address('booking_week', machine.code)}{rest}/"
    assert signed_in(cast.secretary).get(url).status_code == 404


def test_nobody_can_take_a_turn_of_a_group_without_members(cast: Cast) -> None:
    group = GroupFactory()
    user = make_user("sekretaris_baru", Role.SECRETARY, group=group)
    machine = EquipmentFactory(group=group)
    assert "belum punya anggota" in page(user, take_url(machine))


def test_a_time_is_told_as_it_is_here() -> None:
    with time_machine.travel("2026-11-24T18:30:00+00:00", tick=False):
        assert timezone.localdate() == dt.date(2026, 11, 25)
        here = dt.date(2026, 11, 25)
        words = periods.in_words(periods.slot_span(here, Slot.MORNING))
        assert words == "Rabu, 25 November 2026, 06.00–12.00"
        assert periods.in_words(periods.days_span(here, 1)) == "Rabu, 25 November 2026"
        two = periods.span(periods.at(here, dt.time(6)), periods.at(here + dt.timedelta(days=1)))
        assert periods.in_words(two) == "Rabu, 25 November 2026, 06.00–24.00"
        assert "–" in periods.in_words(periods.days_span(here, 2))


def test_a_month_counts_the_turns_of_each_day(cast: Cast, machine: Equipment) -> None:
    for slot in (Slot.MORNING, Slot.AFTERNOON):
        BookingFactory(equipment=machine, person=cast.person, period=morning(1, slot))
    url = f"{address('booking_month', machine.code)}?month={day():%Y-%m}"
    response = signed_in(cast.secretary).get(url)
    cells = {c.date: c for week in response.context["page"].weeks for c in week}
    assert cells[day()].number == 2
    assert len(response.context["page"].turns) == 2
    assert "2 giliran" in re.sub(r"\s+", " ", response.content.decode())
