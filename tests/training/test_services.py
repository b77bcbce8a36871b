"""Acts on the list of a training."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.models import User
from accounts.roles import Role
from members.models import Person
from tests.cast import Cast
from tests.factories import GroupFactory, MemberFactory, make_user, region
from tests.training.factories import (
    CertificateFactory,
    NamedFactory,
    ParticipantFactory,
    TrainingFactory,
)
from training import services
from training.models import Participant, Training


def enrol(training: Training, people: list[Person], actor: User) -> services.Enrolled:
    return services.enrol(training=training, people=people, actor=actor)


def test_people_are_numbered_one_after_another(cast: Cast) -> None:
    training = ParticipantFactory(number=7).training
    people = MemberFactory.create_batch(3, group=cast.group)
    assert enrol(training, people, cast.officer) == services.Enrolled(new=3)
    rows = training.participants.filter(person__in=people)
    assert [(row.person, row.number) for row in rows] == list(zip(people, (8, 9, 10), strict=True))
    assert {row.through_id for row in rows} == {person.pk for person in people}
    assert enrol(training, people, cast.officer) == services.Enrolled(there=3)
    assert training.participants.count() == 4


def test_only_who_may_enrols(cast: Cast) -> None:
    training = TrainingFactory()
    with pytest.raises(ValidationError):
        enrol(training, [cast.person], cast.secretary)
    assert not training.participants.exists()
    enrol(training, [cast.person], cast.officer)
    assert training.participants.get().person == cast.person


def test_who_had_withdrawn_has_her_row_again(cast: Cast) -> None:
    row = ParticipantFactory(person=cast.person, number=3)
    services.withdraw(participant=row, reason="Anak sakit", actor=cast.officer)
    row.refresh_from_db()
    assert (bool(row.withdrawn_on), row.withdrawn_reason) == (True, "Anak sakit")
    with pytest.raises(ValidationError):
        services.withdraw(participant=row, reason="Lagi", actor=cast.officer)
    assert enrol(row.training, [cast.person], cast.officer) == services.Enrolled(back=1)
    row.refresh_from_db()
    assert (row.number, row.withdrawn_on, row.withdrawn_reason) == (3, None, "")


def test_who_has_a_certificate_is_not_withdrawn(cast: Cast) -> None:
    row = CertificateFactory().participant
    with pytest.raises(ValidationError, match="sertifikat"):
        services.withdraw(participant=row, reason="Anak sakit", actor=cast.officer)


def test_a_cancelled_training_enrols_nobody(cast: Cast) -> None:
    training = TrainingFactory(state=Training.State.CANCELLED, state_reason="Banjir")
    with pytest.raises(ValidationError, match="dibatalkan"):
        enrol(training, [cast.person], cast.officer)


def test_a_class_of_too_many_is_refused_whole(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_PARTICIPANTS", 3)
    training = ParticipantFactory().training
    people = MemberFactory.create_batch(3, group=cast.group)
    with pytest.raises(ValidationError, match="paling banyak 3 peserta"):
        enrol(training, people, cast.officer)
    assert training.participants.count() == 1
    enrol(training, people[:2], cast.officer)
    with pytest.raises(ValidationError, match="paling banyak 3 peserta"):
        services.enrol_named(
            participant=Participant(training=training, name="Sutarman"), actor=cast.officer
        )
    assert enrol(training, people[:2], cast.officer) == services.Enrolled(there=2)


def test_a_named_participant_becomes_a_person(cast: Cast) -> None:
    row = NamedFactory(name="Sutarman")
    services.join(participant=row, person=cast.person, actor=cast.officer)
    row.refresh_from_db()
    assert (row.person, row.name, row.through_id) == (cast.person, "Sutarman", cast.person.pk)
    with pytest.raises(ValidationError):
        services.join(participant=row, person=cast.other_person, actor=cast.officer)


@pytest.mark.django_db(transaction=True)
def test_two_groups_at_once_get_numbers_without_gap_or_duplicate() -> None:
    actor = make_user("petugas_uji", Role.OFFICER, region=region("18.01"))
    training = TrainingFactory()
    groups = [MemberFactory.create_batch(30, group=GroupFactory()) for _n in range(2)]

    def take(people: list[Person]) -> int:
        try:
            return enrol(training, people, actor).new
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(take, groups)) == [30, 30]
    numbers = training.participants.values_list("number", flat=True)
    assert list(numbers) == list(range(1, 61))
