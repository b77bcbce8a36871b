from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from core.constraints import violated
from tests.cast import Cast
from tests.factories import MemberFactory, PersonFactory
from tests.training.factories import (
    AttendanceFactory,
    CertificateFactory,
    FollowUpFactory,
    ParticipantFactory,
    SessionFactory,
    SkillFactory,
    TopicFactory,
    TrainerFactory,
    TrainingFactory,
)
from training.models import Attendance, Certificate, Participant, Session, Topic, Training

pytestmark = pytest.mark.django_db


def refused(act: Callable[[], Any]) -> str:
    """The name of the constraint that refuses this."""

    def checked() -> None:
        with transaction.atomic():
            act()
            connection.check_constraints()

    with pytest.raises(IntegrityError) as caught:
        checked()
    return violated(caught.value)


def test_topics_are_found_however_they_are_spelt() -> None:
    topic = TopicFactory(name="Sambung Pucuk Kakao")
    assert Topic.objects.named("sambung  PUCUK-kakao") == topic
    assert Topic.objects.named("--") is None
    assert topic in Topic.objects.matching("pucuk kakao")
    assert refused(lambda: TopicFactory(name="sambungpucuk kakao")) == "topic_once"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"ends_on": dt.date(2023, 2, 19)}, "training_ends_after_it_starts"),
        ({"starts_on": dt.date(1980, 1, 1)}, "training_date_plausible"),
        ({"quota": 0}, "training_quota_plausible"),
        ({"quota": 10_000}, "training_quota_plausible"),
        ({"min_attendance": 101}, "training_min_attendance_percent"),
        ({"state": "cancelled"}, "training_cancelled_with_reason"),
        ({"title": ""}, "training_has_title_and_place"),
    ],
)
def test_a_training_that_cannot_be_is_refused(values: dict[str, Any], name: str) -> None:
    assert refused(lambda: TrainingFactory(**values)) == name


def test_states_follow_the_table() -> None:
    training = TrainingFactory()
    training.move_to(Training.State.FINISHED)
    training.move_to(Training.State.RUNNING)
    assert refused(lambda: training.move_to(Training.State.PLANNED)) == "training_state_by_table"
    training.refresh_from_db()
    training.move_to(Training.State.CANCELLED, "Banjir")
    assert refused(lambda: training.move_to(Training.State.RUNNING)) == "training_state_by_table"


def test_sessions_lie_within_their_training() -> None:
    session = SessionFactory()
    training = session.training
    assert refused(lambda: SessionFactory(training=training, date=dt.date(2023, 2, 24))) == (
        "session_within_its_training"
    )
    assert refused(lambda: SessionFactory(training=training)) == "session_once"

    def shorten() -> None:
        Training.objects.filter(pk=training.pk).update(starts_on=dt.date(2023, 2, 21))

    assert refused(shorten) == "training_holds_its_sessions"


def test_a_session_with_attendance_is_not_called_off() -> None:
    row = AttendanceFactory()
    sessions = Session.objects.filter(pk=row.session_id)
    assert refused(lambda: sessions.update(cancel_reason="Hujan")) == (
        "session_cancelled_without_attendance"
    )
    Attendance.objects.filter(pk=row.pk).update(state="")
    assert sessions.update(cancel_reason="Hujan") == 1


def test_attendance_is_of_who_is_enrolled_at_a_session_held() -> None:
    session = SessionFactory()
    stranger, gone = ParticipantFactory(), ParticipantFactory(training=session.training)
    gone.withdrawn_on, gone.withdrawn_reason = dt.date(2023, 2, 19), "Sakit"
    gone.save()
    for who in (stranger, gone):
        assert refused(lambda who=who: AttendanceFactory(session=session, participant=who)) == (
            "attendance_of_who_is_enrolled"
        )
    later = dt.date(2098, 1, 1)
    coming = SessionFactory(training__starts_on=later, training__ends_on=later, date=later)
    off = SessionFactory(training=session.training, date="2023-02-21", cancel_reason="Hujan")
    for unheld in (coming, off):
        assert refused(lambda unheld=unheld: AttendanceFactory(session=unheld)) == (
            "attendance_of_a_session_held"
        )
    who = ParticipantFactory(training=session.training)
    AttendanceFactory(session=session, participant=who)
    assert refused(lambda: AttendanceFactory(session=session, participant=who)) == (
        "attendance_once"
    )


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"person": None}, "participant_is_a_person_or_named"),
        ({"pre_score": -1}, "participant_scores_to_100"),
        ({"post_score": 100.5}, "participant_scores_to_100"),
        ({"withdrawn_on": dt.date(2023, 2, 1)}, "participant_withdrawn_with_reason"),
    ],
)
def test_a_participant_that_cannot_be_is_refused(values: dict[str, Any], name: str) -> None:
    assert refused(lambda: ParticipantFactory(**values)) == name


def test_nobody_stands_on_a_list_twice() -> None:
    who = ParticipantFactory()
    again = {"training": who.training}
    assert refused(lambda: ParticipantFactory(person=who.person, **again)) == "participant_once"
    assert refused(lambda: ParticipantFactory(number=who.number, **again)) == (
        "participant_number_once"
    )


def test_a_relative_belongs_to_the_group_of_her_member(cast: Cast) -> None:
    relative = ParticipantFactory(
        person=None, name="Suami Sri", relation="husband", relative_of=cast.person
    )
    stranger = ParticipantFactory(training=relative.training, person=cast.other_person)
    relative.refresh_from_db()
    assert relative.through == cast.person
    seen = Participant.objects.allowed(cast.secretary, "training.view_participant")
    assert set(seen) == {relative}
    assert set(Participant.objects.of_group(cast.other_group.pk)) == {stranger}
    # She leaves the group: her file and what hangs on it go along.
    assert relative.training in Training.objects.allowed(cast.secretary, "training.view_training")
    relative.relative_of = PersonFactory()
    relative.save()
    assert not Training.objects.allowed(cast.secretary, "training.view_training").exists()


def test_sessions_are_hers_only_where_the_list_is_handed_over(cast: Cast) -> None:
    session = SessionFactory()
    ParticipantFactory(training=session.training, person=cast.person)
    ParticipantFactory(training=session.training, person=MemberFactory(group=cast.group))
    act = "training.record_attendance"
    assert not Session.objects.allowed(cast.secretary, act).exists()
    Training.objects.filter(pk=session.training_id).update(hands_attendance=True)
    assert list(Session.objects.allowed(cast.secretary, act)) == [session]
    assert not Session.objects.allowed(cast.other_secretary, act).exists()


def test_a_trainer_is_a_member_or_named_and_not_both() -> None:
    name = "trainer_is_a_member_or_named"
    assert refused(lambda: TrainerFactory(name="")) == name
    assert refused(lambda: TrainerFactory(person=PersonFactory())) == name
    assert str(TrainerFactory(name="", person=PersonFactory(name="Tukinah"))) == "Tukinah"


def test_certificates_stay_as_they_were_issued() -> None:
    first = CertificateFactory()
    rows = Certificate.objects.filter(pk=first.pk)
    for change in ({"content": {"name": "Orang lain"}}, {"number": "9"}, {"register_seq": 99}):
        assert refused(lambda change=change: rows.update(**change)) == "certificate_stays_as_issued"
    assert refused(lambda: CertificateFactory(participant=first.participant)) == (
        "certificate_one_that_holds"
    )
    assert refused(lambda: rows.update(state="revoked")) == "certificate_ended_with_reason"
    rows.update(state="replaced", ended_on=dt.date(2023, 3, 1), end_reason="Nama salah")
    same = {"register_seq": first.register_seq, "office": first.office}
    assert refused(lambda: CertificateFactory(**same)) == "certificate_number_once"
    again = CertificateFactory(participant=first.participant, edition=2, replaces=first, **same)
    assert again.holds
    assert refused(lambda: rows.update(state="issued")) == "certificate_state_by_table"


def test_another_offices_certificate_has_no_number_of_ours() -> None:
    name = "certificate_own_has_a_number"
    assert refused(lambda: CertificateFactory(is_own=False)) == name
    assert refused(lambda: CertificateFactory(verify_code="")) == name
    typed = {"register_year": None, "register_seq": None, "verify_code": ""}
    assert CertificateFactory(is_own=False, **typed, number="BP3MI/7").holds


def test_a_follow_up_is_asked_once_at_its_time() -> None:
    first = FollowUpFactory()
    assert refused(lambda: FollowUpFactory(participant=first.participant)) == "followup_once"
    assert refused(lambda: FollowUpFactory(months=4)) == "followup_at_3_6_or_12_months"
    assert refused(lambda: FollowUpFactory(income=10**12)) == "followup_income_plausible"


def test_a_skill_stands_once_until_it_ends() -> None:
    skill = SkillFactory()
    same = {"person": skill.person, "topic": skill.topic}
    assert refused(lambda: SkillFactory(**same)) == "skill_once"
    skill.ended_on = dt.date(2024, 1, 1)
    assert refused(skill.save) == "skill_ended_with_reason"
    skill.end_reason = "Keliru dicatat"
    skill.save()
    assert SkillFactory(**same).pk
    wrong = {"learned": "abroad", "training": TrainingFactory()}
    assert refused(lambda: SkillFactory(**wrong)) == "skill_training_only_where_learned_there"
