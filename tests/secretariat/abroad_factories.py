"""Contacts, needs and openings for tests, and people who are still abroad."""

from __future__ import annotations

import datetime as dt
from typing import Any

from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from members.models import Person, Placement
from secretariat.models import Contact, Need, Opening
from tests.factories import InstitutionFactory, MemberFactory, PlacementFactory, UserFactory


def abroad(person: Person, **values: Any) -> Placement:
    """She is in Taiwan, since 2025."""
    values = {"status": "abroad", "departed": "2025", "returned": None} | values
    return PlacementFactory(person=person, **values)


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    person = SubFactory(MemberFactory)
    day = dt.date(2026, 3, 2)
    told_by = Contact.Teller.HERSELF
    channel = Contact.Channel.MESSAGE


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = Need

    person = SubFactory(MemberFactory)
    kind = Need.Kind.CAPITAL
    asked_on = dt.date(2026, 3, 2)


class OpeningFactory(DjangoModelFactory):
    """A draft that runs until the end of 2090."""

    class Meta:
        model = Opening

    office = SubFactory(InstitutionFactory)
    kind = Opening.Kind.CAPITAL
    title = Sequence(lambda n: f"Pinjaman modal usaha {n}")
    text = "Pinjaman tanpa agunan untuk usaha rumahan, dicicil 24 bulan."
    audience = "PMI purna yang sudah punya usaha"
    until = dt.date(2090, 12, 31)
    contact = "Disnakertrans, ruang pelayanan, jam kerja"


class PublishedFactory(OpeningFactory):
    no_job_abroad = True
    published_on = dt.date(2026, 3, 2)
    published_by = SubFactory(UserFactory)
