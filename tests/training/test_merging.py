import pytest
from django.core.exceptions import ValidationError

from tests.factories import PersonFactory
from tests.members.merging import merged
from tests.training.certified import a_class, enrol, issue
from tests.training.factories import (
    FollowUpFactory,
    SkillFactory,
    TrainerFactory,
    TrainingFactory,
)
from training.models import Attendance, Participant

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return PersonFactory(name="Suparmi"), PersonFactory(name="Suparmi Ningsih")


@pytest.fixture
def held():
    """A class of two days, with room for more."""
    return a_class("Kasiyem")


def attendance_of(participant):
    rows = participant.attendance.order_by("session__date")
    return [state for state in rows.values_list("state", flat=True) if state]


def test_where_one_row_of_a_list_is_silent_the_other_speaks(pair, held):
    kept, other = pair
    mine, hers = enrol(held, person=kept, number=8), enrol(held, person=other, number=9)
    last = mine.attendance.order_by("session__date").last()
    last.delete()
    hers.attendance.exclude(session=last.session).update(state="")
    Participant.objects.filter(pk=hers.pk).update(post_score=80)
    FollowUpFactory(participant=hers, months=3)
    merged(kept, other)
    mine.refresh_from_db()
    assert attendance_of(mine) == ["present", "present"]
    assert (mine.post_score, mine.follow_ups.count()) == (80, 1)
    hers.refresh_from_db()
    assert (hers.number, hers.name, hers.person, hers.through) == (9, other.name, None, None)
    assert hers.withdrawn_reason == "dua data satu orang digabungkan"
    assert attendance_of(hers) == []


def test_attendance_that_differs_is_decided_first(pair, held):
    kept, other = pair
    mine, hers = enrol(held, person=kept, number=8), enrol(held, person=other, number=9)
    row = hers.attendance.order_by("session__date")[0]
    Attendance.objects.filter(pk=row.pk).update(state="absent")
    with pytest.raises(ValidationError, match="20 Feb 2023"):
        merged(kept, other)
    assert attendance_of(hers) == ["absent", "present"]
    Attendance.objects.filter(pk=row.pk).update(state="present")
    merged(kept, other)
    assert attendance_of(mine) == ["present", "present"]


@pytest.mark.parametrize("field", ["pre_score", "post_score"])
def test_scores_that_differ_are_decided_first(pair, held, field):
    kept, other = pair
    for person, score in ((kept, 0), (other, 70)):
        row = enrol(held, person=person, number=score + 8)
        Participant.objects.filter(pk=row.pk).update(**{field: score})
    with pytest.raises(ValidationError, match="nilainya"):
        merged(kept, other)


@pytest.mark.parametrize(("uses", "is_refused"), [("no", True), ("yes", False)])
def test_answers_that_differ_are_decided_first(pair, held, uses, is_refused):
    kept, other = pair
    mine, hers = enrol(held, person=kept, number=8), enrol(held, person=other, number=9)
    FollowUpFactory(participant=mine, months=3, uses="yes")
    FollowUpFactory(participant=hers, months=3, uses=uses)
    if is_refused:
        with pytest.raises(ValidationError, match="tindak lanjut"):
            merged(kept, other)
    else:
        merged(kept, other)
        assert mine.follow_ups.get().uses == "yes"


def test_a_certificate_stays_as_it_was_issued(pair, held):
    """The row that bears it stays hers, whichever record is kept."""
    kept, other = pair
    enrol(held, person=kept, number=8)
    hers = enrol(held, person=other, number=9)
    [paper] = issue(held, hers)
    content = paper.content
    merged(kept, other)
    paper.refresh_from_db()
    assert (paper.participant.person, paper.participant, paper.content) == (kept, hers, content)
    assert "Suparmi Ningsih" in str(content)


def test_who_takes_part_by_either_row_takes_part(pair, held):
    kept, other = pair
    mine, hers = enrol(held, person=kept, number=8), enrol(held, person=other, number=9)
    issue(held, mine)
    Participant.objects.filter(pk=mine.pk).update(
        withdrawn_on="2024-01-31", withdrawn_reason="Pindah"
    )
    FollowUpFactory(participant=hers, months=3)
    merged(kept, other)
    mine.refresh_from_db()
    assert (mine.withdrawn_on, mine.withdrawn_reason, mine.follow_ups.count()) == (None, "", 1)


def test_two_certificates_of_a_training_are_decided_first(pair, held):
    kept, other = pair
    rows = [enrol(held, person=person, number=n) for n, person in enumerate(pair, 8)]
    papers = issue(held, *rows)
    with pytest.raises(ValidationError, match="sertifikat"):
        merged(kept, other)
    papers[0].state, papers[0].ended_on, papers[0].end_reason = "revoked", "2024-01-31", "Ganda"
    papers[0].save()
    merged(kept, other)
    rows[1].refresh_from_db()
    assert rows[1].person == kept


def test_a_trainer_who_is_named_twice_teaches_once(pair):
    kept, other = pair
    training = TrainingFactory()
    mine = TrainerFactory(training=training, person=kept, name="", affiliation="", ended=True)
    hers = TrainerFactory(training=training, person=other, name="", affiliation="BLK")
    merged(kept, other)
    mine.refresh_from_db()
    hers.refresh_from_db()
    assert (mine.ended, mine.affiliation) == (False, "BLK")
    assert (hers.person, hers.name, hers.ended) == (None, other.name, True)


def test_a_skill_that_both_have_is_hers_once_and_she_teaches_it_if_either_says_so(pair):
    kept, other = pair
    mine = SkillFactory(person=kept, can_teach=False)
    SkillFactory(person=other, topic=mine.topic, can_teach=True, note="cabai rawit")
    own = SkillFactory(person=other)
    merged(kept, other)
    assert set(kept.skills.current()) == {mine, own}
    assert kept.skills.count() == 3
    mine.refresh_from_db()
    assert (mine.can_teach, mine.note) == (True, "cabai rawit")
