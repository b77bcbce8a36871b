"""Enrolling: a whole group, by name, somebody who is not registered."""

from __future__ import annotations

import re
from typing import Any

import pytest

from members.models import Person
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import MemberFactory
from tests.training.factories import ParticipantFactory, TrainingFactory
from tests.training.test_views_participants import address, training
from training.models import Participant, Training
from training.services import withdraw

__all__ = ["training"]


@pytest.fixture
def members(cast: Cast) -> list[Person]:
    return MemberFactory.create_batch(2, group=cast.group)


def codes(people: list[Person]) -> list[str]:
    return [person.code for person in people]


def confirmed(client: Any, url: str, data: dict[str, Any]) -> Any:
    """What follows once the warnings are read and confirmed."""
    html = client.post(url, data).content.decode()
    key = re.search(r'name="confirmed" value="(\w+)"', html)
    assert key, html
    return client.post(url, data | {"confirmed": key[1]})


def test_a_group_is_offered_whole(cast: Cast, training: Training, members: list[Person]) -> None:
    url = address("group", training)
    assert members[0].name not in page(cast.officer, url)
    html = page(cast.officer, f"{url}?group={cast.group.code}")
    assert html.count("checked") == 2
    assert "sudah di daftar, nomor 1" in html
    row = training.participants.get()
    withdraw(participant=row, reason="Sakit", actor=cast.officer)
    again = page(cast.officer, f"{url}?group={cast.group.code}")
    assert f'value="{cast.person.code}"' in again
    assert again.count("checked") == 2
    hidden = page(cast.officer, f"{url}?group={cast.other_group.code}")
    assert cast.other_person.name not in hidden
    assert signed_in(cast.secretary).get(url).status_code == 403


def test_over_the_quota_is_asked_once(
    cast: Cast, training: Training, members: list[Person]
) -> None:
    client, url = signed_in(cast.officer), address("group", training)
    data = {"group": cast.group.code, "people": codes(members)}
    answer = client.post(url, data)
    assert "3 peserta. Kuotanya 1" in answer.content.decode()
    assert answer.content.decode().count("checked") == 2
    assert training.participants.count() == 1
    assert confirmed(client, url, data).status_code == 302
    assert sorted(training.participants.values_list("number", flat=True)) == [1, 2, 3]


def test_another_training_on_that_day_is_asked_once(cast: Cast, members: list[Person]) -> None:
    other = TrainingFactory(title="Menjahit")
    ParticipantFactory(training=other, person=members[0])
    made = TrainingFactory(office=ParticipantFactory().training.office)
    made.office.region_id = "18.01"
    made.office.save()
    client, url = signed_in(cast.officer), address("add", made)
    data = {"people": codes(members)}
    assert members[0].name in client.post(url, data).content.decode()
    assert not made.participants.exists()
    assert confirmed(client, url, data).status_code == 302
    assert made.participants.count() == 2


def test_people_are_found_and_enrolled_in_a_row(cast: Cast, training: Training) -> None:
    Training.objects.update(quota=None)
    person = MemberFactory(group=cast.group, name="Samini Wulandari")
    client, url = signed_in(cast.officer), address("add", training)
    assert "checked" in page(cast.officer, f"{url}?q=samini")
    assert cast.other_person.name not in page(cast.officer, f"{url}?q=ponirah")
    assert "sudah di daftar" in page(cast.officer, f"{url}?q=marsinah")
    answer = client.post(url, {"people": [person.code]})
    assert answer.url == url
    assert training.participants.get(person=person).number == 2
    assert "people" in errors(client.post(url, {"people": ""}))
    assert "people" in errors(client.post(url, {"people": [cast.other_person.code]}))
    assert "people" in errors(client.post(url, {"people": ["<b>", "a" * 500]}))


def test_a_relative_is_written_on_the_list(cast: Cast, training: Training) -> None:
    Training.objects.update(quota=None)
    client, url = signed_in(cast.officer), address("named", training)
    assert f"?of={cast.person.code}" in page(cast.officer, f"{url}?q=marsinah")
    assert f'value="{cast.person.code}"' in page(cast.officer, f"{url}?of={cast.person.code}")
    data = {"name": "Sutarman", "relative_of": cast.person.code, "phone": "081200003344"}
    assert "relation" in errors(client.post(url, data))
    assert "phone" in errors(client.post(url, data | {"relation": "husband", "phone": "12"}))
    stranger = data | {"relation": "husband", "relative_of": cast.other_person.code}
    assert "relative_of" in errors(client.post(url, stranger))
    assert client.post(url, data | {"relation": "husband"}).status_code == 302
    row = Participant.objects.get(name="Sutarman")
    assert (row.number, row.through, row.phone) == (2, cast.person, "+6281200003344")
    assert "Nama ini sudah ada" in client.post(url, {"name": "SUTARMAN"}).content.decode()
