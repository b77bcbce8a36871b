"""Persetujuan: yes, no and silence kept apart; a no heeded at once; every answer kept."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import User
from core.models import StoredFile
from core.storage import keep_photo
from members import consent_text, services
from members.models import Consent, Person
from tests.cast import Cast
from tests.contracts.places import photo
from tests.factories import ConsentFactory, RelativeFactory
from tests.meanwhile import Other, wait_for_a_waiter
from tests.pictures import picture, upload

pytestmark = pytest.mark.django_db
KEPT, PUBLISHED, SHARED, FAMILY = Consent.Purpose.values


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(person: Person, *consents: Consent) -> str:
    codes = [person.code, *(consent.code for consent in consents)]
    return reverse(f"members:consent_{'withdraw' if consents else 'update'}", args=codes)


def ask(user: User, person: Person, **typed: str) -> Any:
    """Open the page and answer on it."""
    client = client_of(user)
    seen = client.get(url(person)).context["form"]["seen"].value()
    return client.post(url(person), {"seen": seen} | typed)


def words(person: Person) -> dict[str, bool]:
    return {purpose: row.stands for purpose, row in Consent.objects.latest_of(person).items()}


def html_of(user: User, person: Person) -> str:
    return client_of(user).get(person.get_absolute_url()).content.decode()


def test_the_text_of_a_version_never_changes() -> None:
    digests = {
        version: hashlib.sha256(json.dumps(asdict(text), sort_keys=True).encode()).hexdigest()[:16]
        for version, text in consent_text.TEXTS.items()
    }
    assert digests == {"2026-11": "fcf4c04c950d423e"}, "A changed word needs a version of its own."
    assert list(consent_text.current().asked) == Consent.Purpose.values


def test_consent_update_keeps_silence_and_no_apart(cast: Cast) -> None:
    sent = ask(cast.secretary, cast.person, consent_photo_kept="yes", consent_phone_shared="no")
    assert sent.url == cast.person.get_absolute_url()
    assert words(cast.person) == {KEPT: True, SHARED: False}
    row = Consent.objects.get(purpose=KEPT)
    assert (row.taken_by, row.taken_on) == (cast.secretary, timezone.localdate())
    assert row.text_version == consent_text.CURRENT
    page = html_of(cast.secretary, cast.person)
    assert page.count("Belum ditanya") == 2
    assert "Persetujuan belum ditanya" in page
    form = client_of(cast.secretary).get(url(cast.person)).context["form"]
    assert "consent_photo_kept" not in form.fields
    assert form["consent_phone_shared"].value() == "no"


def test_consent_update_from_a_signed_form(cast: Cast) -> None:
    ask(cast.officer, cast.person, consent_family="yes", consent_on="2 Maret 2025")
    row = Consent.objects.get()
    assert (row.taken_by, row.taken_on) == (None, dt.date(2025, 3, 2))
    assert "formulir bertanda tangan" in html_of(cast.officer, cast.person)


def test_consent_update_asks_again_by_a_new_row(cast: Cast) -> None:
    before = ConsentFactory(person=cast.person, is_given=False)
    ask(cast.secretary, cast.person, consent_photo_published="no")
    assert Consent.objects.count() == 1
    ask(cast.secretary, cast.person, consent_photo_published="yes")
    before.refresh_from_db()
    assert before.ended_on == timezone.localdate()
    assert words(cast.person) == {PUBLISHED: True}
    assert Consent.objects.count() == 2


@pytest.mark.parametrize("day", ["1 Maret 2025", "2099", "Maret 2025", "kapan-kapan"])
def test_consent_update_refuses_a_day_that_cannot_be(cast: Cast, day: str) -> None:
    ConsentFactory(person=cast.person, is_given=False)
    page = ask(cast.secretary, cast.person, consent_photo_published="yes", consent_on=day)
    assert list(page.context["form"].errors) == ["consent_on"]
    assert words(cast.person) == {PUBLISHED: False}


def test_consent_update_tells_what_somebody_else_recorded_meanwhile(cast: Cast) -> None:
    client = client_of(cast.secretary)
    seen = client.get(url(cast.person)).context["form"]["seen"].value()
    ConsentFactory(person=cast.person, is_given=False)
    ConsentFactory(person=cast.person, purpose=FAMILY)
    typed = {"consent_photo_published": "yes", "consent_phone_shared": "yes"}
    page = client.post(url(cast.person), {"seen": seen} | typed)
    assert set(page.context["form"].errors) == {"consent_photo_published", "__all__"}
    assert "hubungan dengan keluarga – ya" in page.content.decode()
    assert words(cast.person) == {PUBLISHED: False, FAMILY: True}
    again = page.context["form"]["seen"].value()
    assert client.post(url(cast.person), {"seen": again} | typed).status_code == 302
    assert words(cast.person) == {PUBLISHED: True, FAMILY: True, SHARED: True}


def test_a_no_takes_the_photo_off_and_keeps_another_out(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person.pk).update(photo=keep_photo(photo()))
    ask(cast.secretary, cast.person, consent_photo_kept="no")
    person = Person.objects.get(pk=cast.person.pk)
    assert (person.photo, person.photo_refused) == (None, True)
    answer = reverse("members:person_answer", args=[person.code, "photo"])
    typed = {"seen_version": person.version, "photo_file": upload(picture())}
    page = client_of(cast.secretary).post(answer, typed)
    assert list(page.context["form"].errors) == ["photo_file"]
    assert Person.objects.get(pk=person.pk).photo is None


def test_consent_withdraw_says_what_follows_and_does_it(cast: Cast) -> None:
    consent = ConsentFactory(person=cast.person, purpose=FAMILY)
    relative = RelativeFactory(person=cast.person, consent="allowed")
    client = client_of(cast.secretary)
    assert url(cast.person, consent) in html_of(cast.secretary, cast.person)
    shown = client.get(url(cast.person, consent)).content.decode()
    assert consent_text.sentence(FAMILY) in shown
    assert client_of(cast.strangers[0]).get(url(cast.person, consent)).status_code == 404
    assert client_of(cast.viewer).get(url(cast.person, consent)).status_code == 403
    early = client.post(url(cast.person, consent), {"ended_on": "1 Januari 2025"})
    assert "sebelum" in early.content.decode()
    typed = {"ended_on": "3 April 2025", "end_reason": "keluarga pindah"}
    assert client.post(url(cast.person, consent), typed).status_code == 302
    assert client.get(url(cast.person, consent)).status_code == 404
    consent.refresh_from_db()
    relative.refresh_from_db()
    assert (consent.ended_on, consent.end_reason) == (dt.date(2025, 4, 3), "keluarga pindah")
    assert not relative.may_be_contacted
    page = html_of(cast.secretary, cast.person)
    assert "Ditarik" in page
    assert "+6281399004410" not in page


def test_what_she_agrees_to_is_withheld_from_a_viewer(cast: Cast) -> None:
    ConsentFactory(person=cast.person)
    page = html_of(cast.viewer, cast.person)
    assert consent_text.sentence(PUBLISHED) not in page
    assert "/consents/" not in page


def pictures_of(user: User, person: Person) -> int:
    sent = client_of(user).post(reverse("members:person_sheet", args=[person.code]))
    return sum(len(page.images) for page in PdfReader(io.BytesIO(sent.content)).pages)


def test_a_photo_stands_on_paper_only_where_she_agrees(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person.pk).update(photo=keep_photo(photo()))
    assert pictures_of(cast.officer, cast.person) == 0
    consent = ConsentFactory(person=cast.person)
    assert pictures_of(cast.officer, cast.person) == 1
    client_of(cast.officer).post(url(cast.person, consent), {"ended_on": "3 April 2025"})
    assert pictures_of(cast.officer, cast.person) == 0


def test_the_blank_form_asks_what_the_page_asks(cast: Cast) -> None:
    blank = client_of(cast.secretary).get(reverse("members:consent_form"))
    pages = PdfReader(io.BytesIO(blank.content)).pages
    paper = " ".join(" ".join(page.extract_text() for page in pages).split())
    shown = client_of(cast.secretary).get(url(cast.person)).content.decode()
    for sentence in consent_text.current().asked.values():
        assert sentence in paper
        assert sentence in shown
    assert consent_text.CURRENT in paper
    assert "menarik persetujuan ini kapan saja" in paper


def test_person_create_takes_her_answers_along(cast: Cast) -> None:
    typed = {"name": "Legiyem", "sex": "F", "group": cast.group.code, "consent_family": "yes"}
    client = client_of(cast.officer)
    both = {"consent_photo_kept": "no", "photo_file": upload(picture())}
    page = client.post(reverse("members:person_create"), typed | both, follow=True)
    assert "Foto tidak disimpan" in page.content.decode()
    person = Person.objects.get(name="Legiyem")
    assert (person.photo, person.photo_refused) == (None, True)
    assert not StoredFile.objects.exists()
    assert words(person) == {FAMILY: True, KEPT: False}
    assert {row.taken_by for row in person.consents.all()} == {cast.officer}


def test_the_change_log_tells_who_recorded_what_she_agrees_to(cast: Cast) -> None:
    ask(cast.secretary, cast.person, consent_family="yes")
    log = client_of(cast.officer).get(reverse("members:person_history", args=[cast.person.code]))
    told = log.content.decode()
    for word in ("mencatat persetujuannya", "hubungan dengan keluarga", cast.secretary.name):
        assert word in told, word


@pytest.mark.django_db(transaction=True)
def test_of_two_answers_at_one_moment_the_second_is_told(
    cast: Cast, elsewhere: Callable[..., Other]
) -> None:
    client = client_of(cast.officer)
    with transaction.atomic():
        ConsentFactory(person=cast.person, is_given=False)
        other = elsewhere(lambda: client.post(url(cast.person), {"consent_photo_published": "yes"}))
        wait_for_a_waiter()
    page = other.end()
    assert page.status_code == 200
    assert "Jawabannya baru saja dicatat orang lain" in page.content.decode()
    assert words(cast.person) == {PUBLISHED: False}


def test_consent_withdraw_acts_once(cast: Cast) -> None:
    consent = ConsentFactory(person=cast.person)
    day = dt.date(2025, 4, 3)
    services.withdraw_consent(consent=Consent.objects.get(), on=day)
    with pytest.raises(ValidationError):
        services.withdraw_consent(consent=consent, on=timezone.localdate())
    assert Consent.objects.get().ended_on == day
