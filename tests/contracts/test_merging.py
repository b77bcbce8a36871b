"""Whatever points to a person comes over when two records are merged, or says why it need not."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from core.events import Event
from core.merging import merge_parts, pointing
from core.models import OldCode
from members.models import Person
from tests.aid import factories as aid
from tests.aid import use_factories as use
from tests.factories import (
    ConsentFactory,
    MembershipFactory,
    NotSamePersonFactory,
    PersonFactory,
    PlacementFactory,
    RelativeFactory,
    TransferRequestFactory,
)
from tests.members.merging import merged
from tests.secretariat import desk_factories as service_desk
from tests.secretariat import production_factories as production
from tests.secretariat import visit_factories as visits
from tests.secretariat.abroad_factories import ContactFactory, NeedFactory
from tests.training import factories as training

# Keys that no part answers for, and why they come over by themselves.
BY_THEMSELVES = {"training.Participant.through": "a trigger takes it from person and relative_of"}

# A row of each foreign key, of this person.
ROWS: dict[str, Any] = {
    "members.Consent.person": lambda her: ConsentFactory(person=her),
    "members.Membership.person": lambda her: MembershipFactory(person=her),
    "members.NotSamePerson.first": lambda her: NotSamePersonFactory(first=her),
    "members.NotSamePerson.second": lambda her: NotSamePersonFactory(
        first=Person.objects.order_by("pk").first(), second=her
    ),
    "members.Placement.person": lambda her: PlacementFactory(person=her),
    "members.Relative.person": lambda her: RelativeFactory(person=her),
    "members.TransferRequest.person": lambda her: TransferRequestFactory(person=her),
    "aid.Booking.person": lambda her: use.BookingFactory(person=her),
    "aid.Custody.person": lambda her: aid.CustodyFactory(person=her),
    "aid.Handover.receiver": lambda her: aid.HandoverFactory(receiver=her),
    "aid.UseLog.person": lambda her: use.UseLogFactory(person=her),
    "secretariat.Harvest.person": lambda her: production.HarvestFactory(person=her),
    "secretariat.Livelihood.person": lambda her: production.LivelihoodFactory(person=her),
    "secretariat.MeetingAttendance.person": lambda her: visits.MeetingAttendanceFactory(person=her),
    "secretariat.Contact.person": lambda her: ContactFactory(person=her),
    "secretariat.Need.person": lambda her: NeedFactory(person=her),
    "training.Participant.person": lambda her: training.ParticipantFactory(person=her),
    "training.Participant.relative_of": lambda her: training.ParticipantFactory(
        person=None, name="Sari", relation="child", relative_of=her
    ),
    "training.Participant.through": lambda her: training.ParticipantFactory(person=her),
    "training.Skill.person": lambda her: training.SkillFactory(person=her),
    "training.Trainer.person": lambda her: training.TrainerFactory(person=her, name=""),
    "secretariat.Service.asker": lambda her: service_desk.ServiceFactory(asker=her),
    "secretariat.Service.about": lambda her: service_desk.ServiceFactory(about=her),
}


def pointers(model: type[Any]) -> set[str]:
    """Every foreign key to a model, of every model but the history's."""
    return {
        f"{other._meta.app_label}.{other.__name__}.{field.name}"
        for other in apps.get_models()
        if not issubclass(other, Event)
        for field in other._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is model
    }


def test_every_key_to_a_person_comes_over_or_says_why_not() -> None:
    answered = [name for part in merge_parts() for name in part.fields]
    assert len(answered) == len(set(answered))
    assert pointers(Person) == {*answered, *BY_THEMSELVES} == ROWS.keys()
    assert len(answered) >= 14


@pytest.mark.django_db
@pytest.mark.parametrize("name", ROWS)
def test_what_points_to_her_is_hers_after_the_merge(name: str) -> None:
    """The database refuses to let her go while anything points to her: all of it has moved."""
    PersonFactory(name="Yang Pertama")
    kept, other = PersonFactory(), PersonFactory()
    row = ROWS[name](other)
    assert pointing(name, other).exists()
    merged(kept, other)
    row.refresh_from_db()
    assert pointing(name, kept).get() == row
    assert OldCode.objects.get(code=other.code).new_code == kept.code


@pytest.mark.django_db
def test_nothing_of_hers_is_deleted() -> None:
    kept, other = PersonFactory(), PersonFactory()
    alone = ("members.Membership.person", "members.NotSamePerson.second")
    both = [make for name, make in ROWS.items() if name not in alone]
    for make in both:
        make(kept)
    rows = [make(other) for make in both]
    merged(kept, other)
    gone = [row for row in rows if not type(row).objects.filter(pk=row.pk).exists()]
    # The same stay and the same relative, word for word, are kept once.
    assert {type(row).__name__ for row in gone} == {"Placement", "Relative"}
