"""Who stands on the demonstration's lists, and who was there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from institutions.models import Institution
from members.models import Membership, Person
from training.models import Attendance, Organiser, Participant, Session, Topic, Training

_DAY = dt.timedelta(days=1)
# Most are there: the others in about the proportions of the sample's paper list.
_STATES = (
    *(Attendance.State.PRESENT,) * 20,
    Attendance.State.LATE,
    Attendance.State.EXCUSED,
    Attendance.State.SICK,
    Attendance.State.ABSENT,
)


@dataclass(frozen=True, slots=True)
class Relative:
    """Somebody of a member's family who comes along and is not registered."""

    name: str
    relation: str


def plan(
    *, topic: str, organisers: Iterable[Institution], hours: int = 8, **values: Any
) -> Training:
    """A training with a session on each of its days."""
    training = Training.objects.create(topic=Topic.objects.get(name=topic), **values)
    Organiser.objects.bulk_create(
        [Organiser(training=training, institution=each) for each in organisers]
    )
    days = range((training.ends_on - training.starts_on).days + 1)
    Session.objects.bulk_create(
        [
            Session(
                training=training,
                date=training.starts_on + day * _DAY,
                begins_at=dt.time(8, 30),
                hours=hours,
            )
            for day in days
        ]
    )
    return training


def members_of(group: str, most: int) -> list[Person]:
    """The group's open members, in the order of its list."""
    open_ones = Membership.objects.open().filter(group__name=group).values("person")
    return list(Person.objects.filter(pk__in=open_ones).order_by("sort_key", "id")[:most])


def enrol(
    training: Training, people: Sequence[Person], relatives: Sequence[Relative] = ()
) -> list[Participant]:
    """Members first; a relative belongs to one of them."""
    rows = [Participant(person=person) for person in people]
    rows += [
        Participant(name=each.name, relation=each.relation, relative_of=person)
        for each, person in zip(relatives, people, strict=False)
    ]
    for number, row in enumerate(rows, start=1):
        row.training, row.number = training, number
    return Participant.objects.bulk_create(rows)


def attend(rng: Random, training: Training, participants: Sequence[Participant]) -> None:
    """Who was there on the days that are over."""
    sessions = list(training.sessions.all())
    Attendance.objects.bulk_create(
        [
            Attendance(session=session, participant=who, state=rng.choice(_STATES))
            for session in sessions
            for who in participants
        ]
    )


def score(rng: Random, participants: Sequence[Participant]) -> None:
    """A test before and one after."""
    for who in participants:
        who.pre_score, who.post_score = rng.randint(30, 67), rng.randint(61, 100)
    Participant.objects.bulk_update(participants, ["pre_score", "post_score"])
