"""What of trainings comes over when two records of a person are merged.

Certificates stay with their participant, as they were issued.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import display
from core.merging import (
    MERGED,
    Merge,
    MergePart,
    add_merge,
    contradict,
    repoint,
    repointing,
    take_what_is_missing,
)
from training.models import Attendance, Certificate, FollowUp, Participant

_PERSON, _TRAINER = "training.Participant.person", "training.Trainer.person"
_SKILL = "training.Skill.person"
_SCORES = ("pre_score", "post_score")
_ANSWER = ("uses", "why", "note", "income")


@dataclass(frozen=True, slots=True)
class Twice:
    """She stands twice on the list of a training: the row that stays hers, and the other one."""

    stays: Participant
    ends: Participant

    @property
    def training(self) -> str:
        return self.stays.training.title


def _twice(merge: Merge) -> list[Twice]:
    """The trainings in whose lists both stand; a certificate decides which row stays."""
    rows = Participant.objects.filter(person__in=[merge.kept, merge.other])
    related = ("attendance__session", "certificates", "follow_ups")
    by_training: defaultdict[int, list[Participant]] = defaultdict(list)
    for row in rows.select_related("training", "person").prefetch_related(*related):
        by_training[row.training_id].append(row)
    lists = (both for both in by_training.values() if len(both) == 2)
    pairs = (sorted(both, key=lambda row: _rank(row, merge)) for both in lists)
    return [Twice(stays, ends) for ends, stays in pairs]


def _rank(row: Participant, merge: Merge) -> tuple[bool, ...]:
    is_enrolled, is_kept = row.withdrawn_on is None, row.person_id == merge.kept.pk
    return _holds(row), is_enrolled, bool(row.certificates.all()), is_kept


def _holds(row: Participant) -> bool:
    return any(paper.state == Certificate.State.ISSUED for paper in row.certificates.all())


def _problems(merge: Merge) -> list[str]:
    return [words for twice in _twice(merge) for words in _undecided(twice)]


def _undecided(twice: Twice) -> Iterator[str]:
    """What the two rows of one list say differently; nobody but the office can tell."""
    title = {"training": twice.training}
    if _holds(twice.stays) and _holds(twice.ends):
        yield _("“%(training)s”: both hold a certificate. Revoke one of them first.") % title
    for mine, hers in _both_recorded(twice):
        words = title | {"day": display.short_date(mine.session.date)}
        words |= {"one": mine.get_state_display(), "two": hers.get_state_display()}
        yield (
            _(
                "“%(training)s”, %(day)s: one record says %(one)s, the other one %(two)s."
                " Correct the attendance of one of them first."
            )
            % words
        )
    if contradict(twice.stays, twice.ends, _SCORES):
        yield _("“%(training)s”: the scores differ. Correct those of one of them first.") % title
    for said, other in _both_asked(twice):
        if any(getattr(said, name) != getattr(other, name) for name in _ANSWER):
            words = title | {"stage": said.get_months_display()}
            yield (
                _(
                    "“%(training)s”, follow-up %(stage)s: the answers differ. Correct one of them"
                    " first."
                )
                % words
            )


def _both_recorded(twice: Twice) -> list[tuple[Attendance, Attendance]]:
    mine = {row.session_id: row for row in twice.stays.attendance.all() if row.state}
    hers = [row for row in twice.ends.attendance.all() if row.state and row.session_id in mine]
    both = ((mine[row.session_id], row) for row in hers)
    return [(one, two) for one, two in both if one.state != two.state]


def _both_asked(twice: Twice) -> list[tuple[FollowUp, FollowUp]]:
    mine = {row.months: row for row in twice.stays.follow_ups.all()}
    hers = [row for row in twice.ends.follow_ups.all() if row.months in mine]
    return [(mine[row.months], row) for row in hers]


def _move_participations(merge: Merge) -> None:
    for twice in _twice(merge):
        _keep_enrolled(twice)
        _move_attendance(twice)
        asked = [mine.months for mine, _hers in _both_asked(twice)]
        twice.ends.follow_ups.exclude(months__in=asked).update(participant=twice.stays)
        take_what_is_missing(twice.stays, twice.ends, (*_SCORES, "invited_on"))
        _leave_named(twice.ends)
    repoint(merge, _PERSON)


def _keep_enrolled(twice: Twice) -> None:
    """Who takes part by either row takes part."""
    row = twice.stays
    if row.withdrawn_on is not None and twice.ends.withdrawn_on is None:
        row.withdrawn_on, row.withdrawn_reason = None, ""
        row.save(update_fields=["withdrawn_on", "withdrawn_reason"])


def _move_attendance(twice: Twice) -> None:
    """Where one row is silent the other one speaks; nobody is counted twice."""
    mine = {row.session_id: row for row in twice.stays.attendance.all()}
    for row in twice.ends.attendance.all():
        known = mine.get(row.session_id)
        if known is None:
            row.participant = twice.stays
            row.save(update_fields=["participant"])
            continue
        take_what_is_missing(known, row, ("state",))
        row.state = Attendance.State.NOT_RECORDED
        row.save(update_fields=["state"])


def _leave_named(row: Participant) -> None:
    """The number on the list and what was revoked stay with a name that is nobody's record."""
    row.name = row.name or str(row.person)
    row.person = None
    if row.withdrawn_on is None:
        row.withdrawn_on, row.withdrawn_reason = timezone.localdate(), str(MERGED)
    row.save(update_fields=["name", "person", "withdrawn_on", "withdrawn_reason"])


def _move_trainers(merge: Merge) -> None:
    """She teaches once; the second line keeps its place as a name that has ended."""
    taught = {row.training_id: row for row in merge.kept.taught.all()}
    for row in merge.other.taught.filter(training__in=taught).order_by("pk"):
        mine = taught[row.training_id]
        mine.ended = mine.ended and row.ended
        mine.affiliation = mine.affiliation or row.affiliation
        mine.save(update_fields=["ended", "affiliation"])
        row.name, row.person, row.ended = str(merge.other), None, True
        row.save(update_fields=["name", "person", "ended"])
    repoint(merge, _TRAINER)


def _move_skills(merge: Merge) -> None:
    """What both know she knows once, and teaches where either says so."""
    known = {row.topic_id: row for row in merge.kept.skills.current()}
    for row in merge.other.skills.current().filter(topic__in=known).order_by("pk"):
        mine = known[row.topic_id]
        mine.can_teach = mine.can_teach or row.can_teach
        mine.note = mine.note or row.note
        mine.save(update_fields=["can_teach", "note"])
        row.end(on=timezone.localdate(), reason=str(MERGED))
    repoint(merge, _SKILL)


add_merge(
    MergePart(
        key="participations",
        label=gettext_lazy("Trainings"),
        fields=(_PERSON,),
        count=lambda person: person.participations.count(),
        move=_move_participations,
        problems=_problems,
        order=210,
    ),
    repointing(
        "relatives_trained",
        gettext_lazy("Relatives in trainings"),
        "training.Participant.relative_of",
        order=220,
    ),
    MergePart(
        key="trainers",
        label=gettext_lazy("Trainings taught"),
        fields=(_TRAINER,),
        count=lambda person: person.taught.count(),
        move=_move_trainers,
        order=230,
    ),
    MergePart(
        key="skills",
        label=gettext_lazy("Skills"),
        fields=(_SKILL,),
        count=lambda person: person.skills.count(),
        move=_move_skills,
        order=240,
    ),
)
