"""aid.merging: papers and books name the record that stays, and say what they said."""

import pytest

from tests.aid.factories import CustodyFactory, EquipmentFactory
from tests.aid.test_models_handovers import issued
from tests.aid.use_factories import BookingFactory, UseLogFactory, morning
from tests.factories import PersonFactory
from tests.members.merging import merged

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return PersonFactory(name="Suparmi"), PersonFactory(name="Suparmi Ningsih")


def test_an_issued_paper_says_what_it_said(pair):
    kept, other = pair
    paper = issued(receiver=other, receiver_name="Suparmi Ningsih")
    merged(kept, other)
    paper.refresh_from_db()
    assert (paper.receiver, paper.receiver_name) == (kept, "Suparmi Ningsih")
    assert paper.content == {"title": "BAST"}


def test_what_was_cancelled_comes_over_too(pair):
    kept, other = pair
    use = UseLogFactory(person=other)
    use.cancel(reason="Tercatat dua kali")
    merged(kept, other)
    use.refresh_from_db()
    assert (use.person, use.is_cancelled) == (kept, True)


def test_custody_and_turns_of_one_machine_are_hers(pair):
    kept, other = pair
    machine = EquipmentFactory()
    CustodyFactory(equipment=machine, person=other, until="2024-01-31", since="2023-01-01")
    CustodyFactory(equipment=machine, person=kept)
    for number, person in enumerate(pair, 1):
        BookingFactory(equipment=machine, person=person, period=morning(number))
    merged(kept, other)
    assert (kept.custodies.count(), kept.bookings.count()) == (2, 2)
