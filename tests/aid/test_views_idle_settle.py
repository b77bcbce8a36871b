"""What a group asks of the office about an idle machine: a task, a way on, an answer."""

from __future__ import annotations

import pytest

from aid.models import Equipment, IdleAnswer
from tests.aid.pages import errors, page, signed_in
from tests.aid.use_factories import IdleAnswerFactory, UseLogFactory, day
from tests.aid.use_pages import address, machine
from tests.cast import Cast
from tests.factories import GroupFactory

__all__ = ["machine"]
PLAN = "/trainings/add/"
NOTE = "Lahan kelompok diratakan bulan depan"


def asked(machine: Equipment, answer: str = "not_suitable", **more: object) -> IdleAnswer:
    found: IdleAnswer = IdleAnswerFactory(equipment=machine, answer=answer, note="Miring", **more)
    return found


@pytest.mark.parametrize("answer", ["not_suitable", "no_operator"])
def test_the_office_answers_and_the_group_reads_it(
    cast: Cast, machine: Equipment, answer: str
) -> None:
    row = asked(machine, answer)
    url = address("idle_settle", row.code)
    for place in ("/", address("idle_list"), machine.get_absolute_url()):
        assert url in page(cast.officer, place), place
        assert url not in page(cast.secretary, place), place
    assert "Menunggu jawaban dinas" in page(cast.secretary, machine.get_absolute_url())
    client = signed_in(cast.officer)
    assert list(errors(client.post(url, {"settled_note": " "}))) == ["settled_note"]
    for user in (cast.secretary, cast.viewer):
        assert signed_in(user).post(url, {"settled_note": NOTE}).status_code == 403
    for user in cast.strangers:
        assert signed_in(user).post(url, {"settled_note": NOTE}).status_code in (403, 404)
    assert client.post(url, {"settled_note": NOTE})["Location"] == machine.get_absolute_url()
    row.refresh_from_db()
    assert (row.settled_on, row.settled_note) == (day(0), NOTE)
    assert NOTE in page(cast.secretary, machine.get_absolute_url())
    assert NOTE in page(cast.officer, address("idle_list"))
    assert url not in page(cast.officer, "/")
    assert client.post(url, {"settled_note": "Lagi"})["Location"] == machine.get_absolute_url()
    row.refresh_from_db()
    assert row.settled_note == NOTE


def test_a_machine_that_does_not_suit_goes_to_another_group(cast: Cast, machine: Equipment) -> None:
    row, other = asked(machine, asked_for=day(-3)), GroupFactory()
    move = address("equipment_move", machine.code)
    assert move in page(cast.officer, address("idle_settle", row.code))
    data = {"to_group": other.code, "day": day(0).strftime("%d/%m/%Y"), "reason": "Lahannya datar"}
    assert signed_in(cast.officer).post(move, data).status_code == 302
    row.refresh_from_db()
    assert (row.settled_on, row.settled_note) == (day(0), "Lahannya datar")
    assert not IdleAnswer.objects.asking_the_office().exists()


def test_who_plans_a_training_sees_who_needs_it(cast: Cast, machine: Equipment) -> None:
    row = asked(machine, "no_operator")
    title = f"Menjalankan alat: {machine.kind}"
    tasks = signed_in(cast.officer).get(PLAN).context["needs"]
    assert [(task["label"], task["note"]) for task in tasks] == [
        (title, f"{cast.group.name} · Miring")
    ]
    planned = signed_in(cast.officer).get(tasks[0]["url"])
    assert planned.context["form"].initial["title"] == title
    assert tasks[0]["url"] in page(cast.officer, address("idle_settle", row.code)).replace(
        "&amp;", "&"
    )
    assert signed_in(cast.other_officer).get(PLAN).context["needs"] == []
    assert "/trainings/" in page(cast.secretary, row.get_absolute_url())


def test_what_was_used_or_said_since_waits_no_more(cast: Cast, machine: Equipment) -> None:
    waiting = IdleAnswer.objects.waiting()
    row = asked(machine, asked_for=day(-4))
    assert waiting.get() == row
    asked(machine, "not_season", asked_for=day(-3))
    assert not waiting.exists()
    last = asked(machine, "no_operator", asked_for=day(-2))
    for used_on, is_waiting in ((day(-2), True), (day(-1), False)):
        UseLogFactory(equipment=machine, used_on=used_on)
        assert [*waiting.all()] == [last] * is_waiting


def test_another_answer_of_the_day_opens_the_question_again(cast: Cast, machine: Equipment) -> None:
    row = asked(machine, settled_on=day(0), settled_note=NOTE)
    signed_in(cast.secretary).post(address("idle_answer", machine.code), {"answer": "no_operator"})
    row.refresh_from_db()
    assert (row.answer, row.settled_on, row.settled_note) == ("no_operator", None, "")
