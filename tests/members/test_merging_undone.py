"""A merge taken back: both records are there as they were, with all that hung on them."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from core.models import OldCode
from core.undo.engine import undo
from members.models import Consent, Membership, OfficeTerm, Person, Placement, Relative
from members.services_merging import merge_people
from tests.acts import acting, receipt_of
from tests.cast import Cast
from tests.core.test_undo import values
from tests.factories import (
    ConsentFactory,
    MemberFactory,
    OfficeTermFactory,
    PlacementFactory,
    RelativeFactory,
    make_nik,
)
from tests.training.factories import ParticipantFactory, SkillFactory
from training.models import Participant, Skill

HANGING = (Person, Membership, OfficeTerm, Placement, Relative, Consent, Participant, Skill)


def twice_recorded(cast: Cast) -> tuple[Person, Person]:
    """Two records of one woman in the officer's region, both with a membership and more."""
    kept = MemberFactory(group=cast.group, nickname="Mi", phone="")
    other = MemberFactory(group=cast.group, phone="+6281377778888", nik=make_nik(7))
    OfficeTermFactory(membership=other.memberships.get(), office="treasurer")
    PlacementFactory(person=kept, country="TW", status="abroad", returned="")
    for person in (kept, other):
        ConsentFactory(person=person)
        PlacementFactory(person=person, country="MY")
        ParticipantFactory(person=person)
    RelativeFactory(person=other)
    SkillFactory(person=other)
    return kept, other


def merge(kept: Person, other: Person, actor: User) -> Person:
    kept.refresh_from_db()
    other.refresh_from_db()
    return merge_people(
        actor=actor,
        kept=kept,
        other=other,
        taken=["phone", "nik"],
        answers={},
        reason="Tercatat dua kali",
    )


def test_a_merge_is_taken_back_to_the_last_row(cast: Cast) -> None:
    kept, other = twice_recorded(cast)
    before: dict[Any, Any] = {model: values(model) for model in HANGING}
    with acting(cast.officer, "members.merge_people") as code:
        merge(kept, other, cast.officer)
    assert not Person.objects.filter(pk=other.pk).exists()
    with acting(cast.officer, "core.undo_receipt"):
        plan = undo(receipt=receipt_of(code), actor=cast.officer)
    assert plan.left == 0
    assert {model: values(model) for model in HANGING} == before
    assert not OldCode.objects.exists()
    assert Person.objects.get(code=other.code).is_nik(make_nik(7))
