"""Alat menganggur: asked, answered, listed; turns in the admin site."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from aid.models import Booking, Equipment, EquipmentMove, IdleAnswer
from tests.aid.factories import EquipmentFactory
from tests.aid.pages import errors, page, signed_in
from tests.aid.use_factories import (
    IdleAnswerFactory,
    UseLogFactory,
    day,
    morning,
)
from tests.aid.use_pages import address, machine
from tests.cast import Cast
from tests.factories import GroupFactory
from tests.queries import allowed, queries_of

__all__ = ["machine"]


def test_a_group_is_asked_about_an_idle_machine_once(cast: Cast, machine: Equipment) -> None:
    home, url = page(cast.secretary, "/"), address("idle_answer", machine.code)
    assert f'action="{url}"' in home
    client = signed_in(cast.secretary)
    answer = client.post(url, {"answer": "broken"})
    row = IdleAnswer.objects.get()
    assert (row.answer, row.answered_by, answer["Location"]) == (
        *("broken", cast.secretary, row.get_absolute_url()),
    )
    report = f"{machine.get_absolute_url()}faults/add/"
    assert report in page(cast.secretary, row.get_absolute_url())
    client.post(url, {"answer": "with_others"})
    client.post(row.get_absolute_url(), {"note": "Dipinjam KWT Melati"})
    row.refresh_from_db()
    assert (row.answer, row.note) == ("with_others", "Dipinjam KWT Melati")
    assert f'action="{url}"' not in page(cast.secretary, "/")
    idle = page(cast.officer, address("idle_list"))
    assert "Dipinjam KWT Melati" in idle
    assert "Dipakai pihak lain" in idle


@pytest.mark.parametrize(
    ("value", "name", "words"),
    [
        ("broken", "fault_create", "Laporkan kerusakannya"),
        ("not_season", "", "masih menganggur"),
        ("no_operator", "training_list", "siapa yang dapat belajar"),
        ("not_suitable", "", "kelompok yang cocok"),
        ("with_others", "use_create", "catatan pemakaian"),
    ],
)
def test_each_answer_opens_what_follows(
    cast: Cast, machine: Equipment, value: str, name: str, words: str
) -> None:
    ways = {
        "": "",
        "training_list": reverse("training:training_list"),
        "fault_create": address("fault_create", machine.code),
        "use_create": address("use_create", machine.code),
    }
    row = IdleAnswerFactory(equipment=machine, answer=value)
    response = signed_in(cast.secretary).get(row.get_absolute_url())
    follow, html = response.context["follow"], response.content.decode()
    assert (follow["url"], bool(follow["label"])) == (ways[name], bool(name))
    assert words in html
    assert (f'href="{follow["url"]}"' in html) == bool(name)


def test_what_the_old_group_said_of_a_machine_is_not_the_new_one_s(
    cast: Cast, machine: Equipment
) -> None:
    IdleAnswerFactory(equipment=machine, answer="not_suitable", note="Miring", asked_for=day(-3))
    question = f'action="{address("idle_answer", machine.code)}"'
    assert question not in page(cast.secretary, "/")
    assert "Miring" in page(cast.officer, address("idle_list"))
    EquipmentMove.objects.create(
        equipment=machine,
        from_group=cast.group,
        to_group=cast.other_group,
        moved_on=day(-2),
        reason="Lahannya datar",
    )
    Equipment.objects.filter(pk=machine.pk).update(group=cast.other_group)
    assert question in page(cast.other_secretary, "/")
    row = signed_in(cast.viewer).get(address("idle_list")).context["lines"][0]
    assert (row["answer"], row["note"], row["settle_code"]) == ("", "", "")
    IdleAnswerFactory(equipment=machine, answer="not_season", asked_for=day(-1))
    assert question not in page(cast.other_secretary, "/")


def test_what_was_said_before_the_last_use_stands_no_more(cast: Cast, machine: Equipment) -> None:
    answer = IdleAnswerFactory(equipment=machine, answer="no_operator", asked_for=day(-45))
    UseLogFactory(equipment=machine, used_on=day(-40))
    row = signed_in(cast.officer).get(address("idle_list")).context["lines"][0]
    assert (row["code"], row["answer"], row["settle_code"]) == (machine.code, "", "")
    IdleAnswer.objects.filter(pk=answer.pk).update(asked_for=day(-40))
    row = signed_in(cast.officer).get(address("idle_list")).context["lines"][0]
    assert row["settle_code"] == answer.code


def test_an_answer_that_is_none_is_asked_again(cast: Cast, machine: Equipment) -> None:
    url = address("idle_answer", machine.code)
    answer = signed_in(cast.secretary).post(url, {"answer": "lupa"})
    assert list(errors(answer)) == ["answer"]
    assert not IdleAnswer.objects.exists()


def test_an_old_answer_is_asked_for_again(cast: Cast, machine: Equipment) -> None:
    url = f'action="{address("idle_answer", machine.code)}"'
    IdleAnswerFactory(equipment=machine, asked_for=day(-29))
    assert url not in page(cast.secretary, "/")
    IdleAnswer.objects.update(asked_for=day(-30))
    assert url in page(cast.secretary, "/")


def test_the_office_sees_its_idle_machines(cast: Cast, machine: Equipment) -> None:
    foreign = EquipmentFactory(group=cast.other_group, brand="Foreign")
    UseLogFactory(equipment__group=cast.group, equipment__brand="Busy")
    for user in (cast.officer, cast.viewer):
        home = page(user, "/")
        assert address("idle_list") in home
        html = page(user, address("idle_list"))
        assert machine.brand in html
        assert "Busy" not in html
        assert (foreign.brand in html) == (user == cast.viewer)


def test_the_idle_list_costs_the_same_for_many(cast: Cast, machine: Equipment) -> None:
    client, url = signed_in(cast.officer), address("idle_list")
    one = queries_of(client, url)
    for _ in range(20):
        IdleAnswerFactory(equipment__group=GroupFactory(), answered_by=cast.secretary)
    assert queries_of(client, url) == one == allowed("officer /aid/idle/")


def admin_data(cast: Cast, machine: Equipment, start: str, end: str) -> dict[str, Any]:
    return {
        "equipment": machine.pk,
        "person": cast.person.pk,
        "start": f"{day()} {start}",
        "end": f"{day()} {end}",
        "state": "booked",
    }


def test_the_admin_site_refuses_a_double_turn_in_words(cast: Cast, machine: Equipment) -> None:
    client, url = signed_in(cast.admin), reverse("admin:aid_booking_add")
    answer = client.post(url, admin_data(cast, machine, "06:00", "12:00"))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    turn = Booking.objects.get()
    assert (turn.asked_by, turn.period) == (cast.admin, morning())
    for start, end, words in (
        ("11:00", "13:00", "Sudah dipesan"),
        ("13:00", "12:00", "berakhir sebelum dimulai"),
    ):
        answer = client.post(url, admin_data(cast, machine, start, end))
        assert answer.status_code == 200
        assert words in answer.content.decode()
    assert Booking.objects.count() == 1
    change = reverse("admin:aid_booking_change", args=[turn.pk])
    data = admin_data(cast, machine, "07:00", "12:00") | {"seen_version": turn.version}
    assert client.post(change, data).status_code == 302
    turn.refresh_from_db()
    assert turn.hours == 5
