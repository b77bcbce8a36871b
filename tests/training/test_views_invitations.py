"""Inviting by WhatsApp and by letter."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from urllib.parse import unquote

import pypdf
from django.utils import timezone

from core.models import ExportLog
from institutions.models import Institution
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.queries import allowed, queries_of
from tests.training.factories import NamedFactory, ParticipantFactory, SessionFactory
from tests.training.test_views_participants import address, training
from training.models import Training

__all__ = ["training"]


def text_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(pdf)).pages]


def test_who_has_a_phone_gets_a_message(cast: Cast, training: Training) -> None:
    SessionFactory(training=training, begins_at=dt.time(8))
    named = NamedFactory(training=training, number=2, name="Sutarman")
    hidden = ParticipantFactory(training=training, person=cast.other_person, number=3)
    hidden.person.phone = "+6281299998888"
    hidden.person.save()
    rows = list(training.participants.all())
    data = {"people": [row.code for row in rows], "way": "whatsapp"}
    answer = signed_in(cast.officer).post(address("invite", training), data)
    html = unquote(answer.content.decode())
    assert "https://wa.me/6281233452211?text=Yth. Ibu/Bapak Marsinah Lestiani" in html
    assert training.title in html
    assert "mulai pukul 08.00 WIB, di Balai Desa Bumi Daya" in html
    assert "9999" not in html
    assert {each.name or each.person.name for each in answer.context["without_phone"]} == {
        named.name,
        cast.other_person.name,
    }
    invited = training.participants.filter(invited_on=timezone.localdate())
    assert [row.person for row in invited] == [cast.person]
    assert signed_in(cast.secretary).post(address("invite", training), data).status_code == 403


def test_each_gets_a_letter_of_her_own(cast: Cast, training: Training) -> None:
    Institution.objects.filter(pk=training.office_id).update(letterhead="DINAS TENAGA KERJA")
    SessionFactory(training=training, begins_at=dt.time(8), subject="Pembibitan")
    NamedFactory(training=training, number=2, name="Sutarman")
    data = {"people": [row.code for row in training.participants.all()], "way": "letter"}
    answer = signed_in(cast.officer).post(address("invite", training), data)
    assert answer["Content-Type"] == "application/pdf"
    pages = text_of(answer.content)
    assert len(pages) == 2
    for text, name in zip(pages, ("Marsinah Lestiani", "Sutarman"), strict=True):
        assert f"Yth. {name}" in text
        assert "DINAS TENAGA KERJA" in text
        assert "Pembibitan" in text
        assert "Halaman" not in text
    reader = pypdf.PdfReader(BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert not training.participants.filter(invited_on=None).exists()
    log = ExportLog.objects.get(what="training.invitation")
    assert (log.user, log.rows, log.filters) == (cast.officer, 2, training.title)


def test_nobody_ticked_is_said(cast: Cast, training: Training) -> None:
    url, client = address("invite", training), signed_in(cast.officer)
    assert "people" in errors(client.post(url, {"way": "letter"}))
    row = training.participants.get()
    assert "way" in errors(client.post(url, {"people": [row.code]}))
    stranger = ParticipantFactory()
    assert "people" in errors(client.post(url, {"people": [stranger.code], "way": "letter"}))
    assert not training.participants.filter(invited_on__isnull=False).exists()


def test_who_is_invited_is_not_ticked_again(cast: Cast, training: Training) -> None:
    url = address("invite", training)
    assert "checked" in page(cast.officer, url)
    training.participants.update(invited_on=dt.date(2023, 2, 10))
    html = page(cast.officer, url)
    assert "checked" not in html
    assert "diundang 10 Februari 2023" in html


def test_the_page_costs_the_same_for_one_and_for_fifty(cast: Cast, training: Training) -> None:
    client, url = signed_in(cast.officer), address("invite", training)
    one = queries_of(client, url)
    for number in range(2, 51):
        NamedFactory(training=training, number=number, relative_of=cast.person)
    assert queries_of(client, url) == one == allowed("officer /trainings/CODE/participants/invite/")
