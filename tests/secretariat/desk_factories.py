"""Rows of the service desk for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from factory import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from core.codes import new_code
from secretariat.models import (
    Referral,
    SealedCase,
    SealedReader,
    Service,
    ServiceNote,
    ServiceTopic,
)
from secretariat.sealed_content import Content, closed
from secretariat.services_sealed import district_of
from tests.factories import BUMI_DAYA, GroupFactory, InstitutionFactory, UserFactory, region


class ServiceTopicFactory(DjangoModelFactory):
    class Meta:
        model = ServiceTopic

    name = Sequence(lambda n: f"Topik layanan uji {n}")


def topic(name: str = "Modal dan KUR") -> ServiceTopic:
    """One of the topics with which the desk begins."""
    return ServiceTopic.objects.get(name=name)


class ServiceFactory(DjangoModelFactory):
    """Somebody asked about a loan on 2 March 2026."""

    class Meta:
        model = Service

    group = SubFactory(GroupFactory)
    region = LazyAttribute(lambda o: o.group.village if o.group else region("18.01"))
    opened_on = dt.date(2026, 3, 2)
    due_on = dt.date(2026, 3, 16)
    topic = LazyAttribute(lambda o: topic())
    asker_is = "herself"
    asker_name = "Wagiyem Lestari"
    question = "Bagaimana mengajukan KUR untuk modal cabai?"
    received_by = SubFactory(UserFactory)


class ServiceNoteFactory(DjangoModelFactory):
    class Meta:
        model = ServiceNote

    service = SubFactory(ServiceFactory)
    text = "Sudah ditelepon, minta datang hari Senin."
    author = LazyAttribute(lambda o: o.service.received_by)


class ReferralFactory(DjangoModelFactory):
    class Meta:
        model = Referral

    service = SubFactory(ServiceFactory)
    institution = SubFactory(InstitutionFactory)
    referred_on = dt.date(2026, 3, 3)


def content_of_complaint(**said: Any) -> Content:
    """What a complaint says that nobody else may ever meet."""
    return Content(
        **{
            "opened_on": "2026-03-02",
            "channel": "phone",
            "asker_is": "family",
            "asker_name": "Painem Rahasiawati",
            "about_name": "Tersegel Wulandari",
            "country": "TW",
            "question": "Gaji tidak dibayar tujuh bulan, paspor ditahan majikan",
            **said,
        }
    )


def sealed_case(*readers: Any, area: str = BUMI_DAYA, **more: Any) -> SealedCase:
    """A sealed complaint of which these learn."""
    content = more.pop("content", None) or content_of_complaint()
    code = new_code()
    region(area)
    case = SealedCase.objects.create(
        code=code,
        district=region(district_of(area)),
        month=dt.date.fromisoformat(content.opened_on).replace(day=1),
        topic=more.pop("topic", None) or topic("Pengaduan"),
        due_on=more.pop("due_on", dt.date(2026, 3, 4)),
        content=closed(content, code),
        **more,
    )
    for user in readers:
        SealedReader.objects.create(case=case, user=user, named_by=user)
    return case
