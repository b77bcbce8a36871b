"""training.views.follow_ups: who is to be asked, her answer, what is still in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from core.once import FIELD
from tests.cast import Cast
from tests.factories import MemberFactory
from tests.queries import allowed, queries_of
from tests.training.factories import FollowUpFactory, ParticipantFactory
from tests.training.pages import a_training, an_office, errors, page, signed_in
from training.models import FollowUp, Participant, Training

DUE = "/trainings/follow-up/"


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    """Three months and a day after the last day of the trainings of the factory."""
    with time_machine.travel("2023-05-24T09:00:00+07:00", tick=False):
        yield


def held(cast: Cast, *people: Any, **values: Any) -> Training:
    values.setdefault("office", an_office())
    return a_training(cast, *people, state=Training.State.FINISHED, **values)


def of(training: Training, person: Any) -> Participant:
    return training.participants.get(person=person)


def url(participant: Participant, months: int = 3) -> str:
    return reverse("training:followup_answer", args=[participant.code, months])


def test_each_sees_whom_she_is_to_ask(cast: Cast) -> None:
    held(cast, cast.person, cast.other_person)
    assert cast.person.name in page(cast.secretary, DUE)
    assert cast.other_person.name not in page(cast.secretary, DUE)
    officers = page(cast.officer, DUE)
    assert cast.person.name in officers
    assert cast.other_person.name in officers
    assert "Belum ada yang perlu ditanya" in page(cast.other_officer, DUE)
    assert signed_in(cast.viewer).get(DUE).status_code == 403
    found = page(cast.officer, f"{DUE}?q=Kenanga")
    assert cast.person.name in found
    assert cast.other_person.name not in found
    assert "Tidak ada yang cocok" in page(cast.officer, f"{DUE}?q=tiadasiapa")


def test_the_home_page_says_how_many(cast: Cast) -> None:
    words = "1 peserta perlu ditanya lagi tentang pelatihan"
    assert words not in page(cast.secretary, "/")
    held(cast, cast.person, cast.other_person)
    assert words in page(cast.secretary, "/")
    assert words.replace("1", "2") in page(cast.officer, "/")
    assert "perlu ditanya lagi" not in page(cast.viewer, "/")


def test_an_answer_leads_to_the_next(cast: Cast) -> None:
    second = MemberFactory(group=cast.group, name="Painem")
    training = held(cast, cast.person, second)
    first, then = of(training, cast.person), of(training, second)
    client = signed_in(cast.secretary)
    assert signed_in(cast.other_secretary).get(url(first)).status_code == 404
    answer = client.post(url(first), {"uses": "partly", "why": "land", "note": "Lahan sewa"})
    assert answer["Location"] == url(then)
    assert "Tinggal 1 orang lagi" in client.get(url(then)).content.decode()
    row = FollowUp.objects.get()
    assert (row.uses, row.why, row.note) == ("partly", "land", "Lahan sewa")
    assert (row.asked_by, str(row.asked_on)) == (cast.secretary, "2023-05-24")
    assert client.post(url(then), {"uses": "yes", "why": "land"})["Location"] == DUE
    assert FollowUp.objects.get(participant=then).why == ""


def test_who_was_not_met_stays_and_the_next_is_asked(cast: Cast) -> None:
    second = MemberFactory(group=cast.group, name="Painem")
    training = held(cast, cast.person, second)
    first, then = of(training, cast.person), of(training, second)
    client = signed_in(cast.secretary)
    assert client.post(url(first), {"uses": "not_met"})["Location"] == url(then)
    assert client.post(url(then), {"uses": "yes"})["Location"] == url(first)
    assert client.post(url(first), {"uses": "not_met"})["Location"] == DUE
    assert "belum bertemu 24 Mei 2023" in page(cast.secretary, DUE).replace("&nbsp;", " ")


def test_a_correction_keeps_the_day(cast: Cast) -> None:
    who = of(held(cast, cast.person), cast.person)
    FollowUpFactory(participant=who, asked_on="2023-05-23", asked_by=cast.officer, income=150_000)
    signed_in(cast.secretary).post(url(who), {"uses": "no", "why": "time"})
    row = FollowUp.objects.get()
    assert (row.uses, str(row.asked_on), row.asked_by) == ("no", "2023-05-23", cast.officer)
    assert row.income == 150_000


def test_only_the_office_asks_and_reads_the_income(cast: Cast) -> None:
    training = held(cast, cast.person)
    who = of(training, cast.person)
    listed = reverse("training:followup_list", args=[training.code])
    signed_in(cast.secretary).post(url(who), {"uses": "yes", "income": "9"})
    assert FollowUp.objects.get().income is None
    assert 'name="income"' not in page(cast.secretary, url(who))
    assert 'name="income"' in page(cast.officer, url(who))
    signed_in(cast.officer).post(url(who), {"uses": "yes", "income": "Rp 150.000"})
    assert FollowUp.objects.get().income == 150_000
    assert "150.000" in page(cast.officer, listed)
    for user in (cast.secretary, cast.viewer):
        assert "150.000" not in page(user, listed)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "uses"),
        ({"uses": "lupa"}, "uses"),
        ({"uses": "no"}, "why"),
        ({"uses": "no", "why": "lupa"}, "why"),
        ({"uses": "yes", "note": "x" * 301}, "note"),
        ({"uses": "yes", "income": "banyak"}, "income"),
        ({"uses": "yes", "income": "9" * 12}, "income"),
    ],
)
def test_an_answer_that_cannot_be_is_said_at_its_field(
    cast: Cast, typed: dict[str, str], field: str
) -> None:
    who = of(held(cast, cast.person), cast.person)
    answer = signed_in(cast.officer).post(url(who), {"x": "y", **typed})
    assert list(errors(answer)) == [field]
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize("months", [0, 4, 10**30])
def test_other_months_are_no_page(cast: Cast, months: int) -> None:
    who = of(held(cast, cast.person), cast.person)
    assert signed_in(cast.secretary).get(url(who, 3)).status_code == 200
    assert signed_in(cast.secretary).get(url(who, months)).status_code == 404


def refused(cast: Cast, who: Participant, months: int = 3) -> str:
    client = signed_in(cast.secretary)
    answer = client.post(url(who, months), {"uses": "yes"})
    assert answer.status_code == 200
    assert not FollowUp.objects.exists()
    return str(answer.context["closed"])


def test_what_is_not_asked_is_said(cast: Cast) -> None:
    who = of(held(cast, cast.person), cast.person)
    assert "Belum waktunya" in refused(cast, who, 6)
    with time_machine.travel("2023-08-24T09:00:00+07:00", tick=False):
        assert "setelah 6 bulan" in refused(cast, who, 3)
    Participant.objects.update(withdrawn_on="2023-02-20", withdrawn_reason="Sakit")
    assert "mengundurkan diri" in refused(cast, who)
    running = a_training(cast, cast.person, state=Training.State.RUNNING)
    assert "belum selesai" in refused(cast, of(running, cast.person))


def test_a_double_post_acts_once(cast: Cast) -> None:
    second = MemberFactory(group=cast.group)
    training = held(cast, cast.person, second)
    who, client = of(training, cast.person), signed_in(cast.secretary)
    key = client.get(url(who)).context["form"][FIELD].value()
    answers = [client.post(url(who), {"uses": "yes", FIELD: key}) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {url(of(training, second))}
    assert FollowUp.objects.get().version == 1


def test_a_rate_stands_beside_who_answered(cast: Cast) -> None:
    people = [MemberFactory(group=cast.group) for _ in range(5)]
    training = held(cast, *people, cast.other_person)
    for person, uses in zip(people, ("yes", "yes", "partly", "not_met"), strict=False):
        why = "land" if uses == "partly" else ""
        FollowUpFactory(participant=of(training, person), uses=uses, why=why)
    FollowUpFactory(participant=of(training, cast.other_person), uses="no", why="market")
    listed = reverse("training:followup_list", args=[training.code])
    officers = page(cast.officer, listed)
    assert "4 dari 6 menjawab · 1 belum bertemu" in officers
    assert "2 (50%)" in officers
    assert "Tidak ada pembeli" in officers
    own = page(cast.secretary, listed)
    assert "3 dari 5 menjawab" in own
    assert "2 (67%)" in own
    assert "Tidak ada lahan" in own
    assert "Tidak ada pembeli" not in own
    assert cast.other_person.name not in own
    assert signed_in(cast.other_officer).get(listed).status_code == 404


def test_before_the_first_stage_nobody_is_asked(cast: Cast) -> None:
    training = held(cast, cast.person, ends_on=dt.date(2023, 3, 23))
    listed = reverse("training:followup_list", args=[training.code])
    assert "Belum ada yang ditanya" in page(cast.secretary, listed)


@pytest.mark.parametrize("role", ["officer", "secretary"])
def test_the_pages_cost_the_same_for_many(cast: Cast, role: str) -> None:
    training = held(cast, cast.person, MemberFactory(group=cast.group))
    FollowUpFactory(participant=of(training, cast.person), uses="no", why="land")
    listed = reverse("training:followup_list", args=[training.code])
    client = signed_in(getattr(cast, role))
    one = [queries_of(client, address) for address in (DUE, listed)]
    for _ in range(20):
        ParticipantFactory(training=training, person=MemberFactory(group=cast.group))
        FollowUpFactory(
            participant=ParticipantFactory(
                training=training, person=MemberFactory(group=cast.group)
            )
        )
    many = [queries_of(client, address) for address in (DUE, listed)]
    names = (DUE, "/trainings/CODE/follow-up/")
    assert one == many == [allowed(f"{role} {name}") for name in names]


def test_what_was_answered_long_ago_is_still_told_and_corrected(cast: Cast) -> None:
    training = held(cast, cast.person)
    who = of(training, cast.person)
    with time_machine.travel("2026-11-30T09:00:00+07:00", tick=False):
        assert "Sudah lewat" in refused(cast, who, 12)
        FollowUpFactory(participant=who)
        listed = page(cast.secretary, reverse("training:followup_list", args=[training.code]))
        assert "1 dari 1 menjawab" in listed
        assert "0 dari 1 menjawab" in listed
        signed_in(cast.secretary).post(url(who), {"uses": "no", "why": "time"})
    assert FollowUp.objects.get().uses == "no"


def test_the_answers_of_a_training_are_narrowed(cast: Cast) -> None:
    other = MemberFactory(group=cast.group, name="Painem")
    training = held(cast, cast.person, other)
    FollowUpFactory(participant=of(training, cast.person), uses="yes")
    FollowUpFactory(participant=of(training, other), uses="no", why="land")
    address = reverse("training:followup_list", args=[training.code])
    found = {
        "": (True, True),
        "?uses=no": (False, True),
        "?months=3": (True, True),
        "?q=marsinah": (True, False),
    }
    for query, (hers, others) in found.items():
        text = page(cast.viewer, address + query)
        assert (f". {cast.person.name}" in text, ". Painem" in text) == (hers, others), query
    assert "Tidak ada jawaban yang cocok" in page(cast.viewer, f"{address}?months=12")
