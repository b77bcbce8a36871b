"""Giliran: once and no more, moved, cancelled, fetched, called off."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from aid import periods
from aid.models import Booking, Equipment
from core.once import FIELD, new_key
from tests.aid.factories import EquipmentFactory
from tests.aid.pages import errors, page, signed_in
from tests.aid.use_factories import (
    BookingFactory,
    day,
    morning,
)
from tests.aid.use_pages import address, machine, take_url, times
from tests.cast import Cast

__all__ = ["machine"]


def test_an_ended_machine_takes_no_turns(cast: Cast, machine: Equipment) -> None:
    late = BookingFactory(equipment=machine, person=cast.person, period=morning(3))
    Equipment.objects.filter(pk=machine.pk).update(
        state="ended", end_kind="lost", ended_on=day(0), end_reason="Hilang di ladang"
    )
    answer = signed_in(cast.secretary).post(take_url(machine), {"person": cast.person.code})
    assert "sudah berakhir" in errors(answer)["__all__"][0]
    assert take_url(machine, 2) not in page(cast.secretary, address("booking_week", machine.code))
    home = page(cast.secretary, "/")
    assert "giliran dibatalkan" in home
    assert "Hilang di ladang" in home
    assert late.get_absolute_url() in home


def test_a_double_tap_acts_once(cast: Cast, machine: Equipment) -> None:
    client = signed_in(cast.secretary)
    data = {"person": cast.person.code, FIELD: new_key(cast.secretary)}
    first, second = (client.post(take_url(machine), data) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Booking.objects.count() == 1


def test_moving_frees_the_old_time_and_takes_the_new(cast: Cast, machine: Equipment) -> None:
    turn = BookingFactory(equipment=machine, person=cast.person, purpose="Gulud")
    url, client = address("booking_move", turn.code), signed_in(cast.secretary)
    form = client.get(url).context["form"]
    assert form["person"].value() == cast.person.code
    assert client.post(url, times(cast) | {"purpose": "Gulud"}).status_code == 302
    turn.refresh_from_db()
    assert turn.state == "cancelled"
    assert turn.cancel_reason.startswith("Dipindah ke ")
    moved = Booking.objects.standing().get()
    assert (moved.hours, moved.purpose) == (3.5, "Gulud")
    assert client.get(url).status_code == 404


def test_a_move_into_a_taken_time_changes_nothing(cast: Cast, machine: Equipment) -> None:
    turn = BookingFactory(equipment=machine, person=cast.person)
    BookingFactory(equipment=machine, person=cast.person, period=morning(2))
    url = address("booking_move", turn.code)
    answer = signed_in(cast.secretary).post(url, times(cast, 2))
    assert answer.context["clash"]["turns"]
    turn.refresh_from_db()
    assert turn.is_open


def test_cancelling_needs_a_reason(cast: Cast, machine: Equipment) -> None:
    turn = BookingFactory(equipment=machine, person=cast.person)
    url, client = address("booking_cancel", turn.code), signed_in(cast.secretary)
    assert list(errors(client.post(url, {"cancel_reason": " "}))) == ["cancel_reason"]
    assert client.post(url, {"cancel_reason": "Hujan"}).status_code == 302
    turn.refresh_from_db()
    assert (turn.state, turn.cancel_reason) == ("cancelled", "Hujan")
    assert "Hujan" in page(cast.viewer, turn.get_absolute_url())


def test_fetching_and_bringing_back_set_the_times(cast: Cast, machine: Equipment) -> None:
    turn = BookingFactory(
        equipment=machine, person=cast.person, period=periods.days_span(day(0), 1)
    )
    client, use = signed_in(cast.secretary), address("use_create", machine.code)
    assert client.post(address("booking_checkin", turn.code))["Location"].startswith(use)
    turn.refresh_from_db()
    assert turn.returned_at is None
    client.post(address("booking_checkout", turn.code))
    client.post(address("booking_checkin", turn.code))
    turn.refresh_from_db()
    assert turn.taken_at <= turn.returned_at
    assert "Dikembalikan" in page(cast.secretary, turn.get_absolute_url())
    assert "/move/" not in page(cast.viewer, turn.get_absolute_url())


@pytest.mark.django_db(transaction=True)
def test_fifty_secretaries_at_once_take_one_turn(cast: Cast) -> None:
    machine = EquipmentFactory(group=cast.group)
    clients = [signed_in(cast.secretary) for _ in range(50)]
    start, statuses = threading.Barrier(50), []

    def take(client: Any) -> None:
        try:
            start.wait(60)
            answer = client.post(take_url(machine), {"person": cast.person.code})
            statuses.append(answer.status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert Booking.objects.count() == 1
    assert sorted(statuses) == [200] * 49 + [302]
