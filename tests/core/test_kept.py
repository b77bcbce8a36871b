"""What was typed outlives its session and our errors, for its writer alone."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import drafts, kept, once
from core.models import Draft
from core.tidying import tidy
from members.models import Person
from members.views import people
from tests.cast import Cast
from tests.factories import UserFactory, make_nik
from tests.pictures import picture, upload

pytestmark = pytest.mark.django_db
ADD = reverse("members:person_create")
NIK = make_nik(77)


def signed_in(user: User, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(user)
    return client


def typed(cast: Cast, user: User, **more: Any) -> dict[str, Any]:
    data = {"name": "Legiyem Wulandari", "sex": "F", "nik": NIK, "group": cast.group.code}
    return data | {once.FIELD: once.new_key(user)} | more


def way_back(response: Any) -> str:
    """Where the sign-in leads."""
    assert response.url.startswith("/accounts/login/")
    return str(parse_qs(urlsplit(response.url).query)["next"][0])


def test_after_the_sign_in_the_input_is_in_place_and_nothing_is_saved(cast: Cast) -> None:
    back = way_back(Client().post(ADD, typed(cast, cast.secretary)))
    client = signed_in(cast.secretary)
    page = client.get(back)
    form, html = page.context["form"], page.content.decode()
    assert form["name"].value() == "Legiyem Wulandari"
    assert NIK in html
    assert "Isian tadi sudah kembali" in html
    assert not Person.objects.filter(name="Legiyem Wulandari").exists()
    sent = {field.html_name: field.value() for field in form if field.value() is not None}
    assert client.post(back, sent | {"village": "", "village_code": ""}).status_code == 302
    assert Person.objects.get(name="Legiyem Wulandari").is_nik(NIK)
    assert not Draft.objects.exists()


def test_the_sign_in_page_says_that_it_is_kept(cast: Cast) -> None:
    page = Client().post(ADD, typed(cast, cast.secretary), follow=True)
    assert "Isian tadi tetap ada" in page.content.decode()


def test_another_account_gets_nothing(cast: Cast) -> None:
    back = way_back(Client().post(ADD, typed(cast, cast.secretary)))
    for user in (cast.officer, cast.admin):
        html = signed_in(user).get(back).content.decode()
        assert "Legiyem" not in html
        assert NIK not in html
        assert "milik akun lain" in html
    assert signed_in(cast.secretary).get(back).context["form"]["nik"].value() == NIK


def test_it_comes_back_to_its_own_page_alone(cast: Cast) -> None:
    back = way_back(Client().post(ADD, typed(cast, cast.secretary)))
    elsewhere = reverse("members:person_update", args=[cast.person.code])
    page = signed_in(cast.secretary).get(f"{elsewhere}?{back.partition('?')[2]}")
    assert page.context["form"]["name"].value() == cast.person.name


def test_it_is_encrypted_and_bound_to_its_row(cast: Cast) -> None:
    for _ in range(2):
        Client().post(ADD, typed(cast, cast.secretary))
    first, second = Draft.objects.all()
    assert b"Legiyem" not in bytes(first.payload)
    first.payload = second.payload
    with pytest.raises(drafts.crypto.DecryptionError):
        drafts.load(first)


def test_without_the_forms_own_key_nothing_is_kept(cast: Cast) -> None:
    for key in ("", "1:k:abc", once.new_key(cast.secretary)[:-1] + "x"):
        response = Client().post(ADD, typed(cast, cast.secretary, **{once.FIELD: key}))
        assert way_back(response) == ADD
    assert not Draft.objects.exists()


def test_a_closed_account_and_a_very_long_form_keep_nothing(cast: Cast) -> None:
    Client().post(ADD, typed(cast, UserFactory(is_active=False)))
    Client().post(ADD, typed(cast, cast.secretary, name="a" * (kept.LARGEST + 1)))
    assert not Draft.objects.exists()


def test_one_form_is_one_row_and_the_oldest_give_way(cast: Cast) -> None:
    data = typed(cast, cast.secretary)
    for name in ("Legi", "Legiyem"):
        Client().post(ADD, data | {"name": name})
    assert "Legiyem" in drafts.load(Draft.objects.get())["typed"]
    for _ in range(drafts.MOST + 3):
        Client().post(ADD, typed(cast, cast.secretary))
    assert Draft.objects.count() == drafts.MOST


def test_the_reason_for_a_nik_is_not_kept(cast: Cast) -> None:
    cast.person.set_nik(NIK)
    cast.person.save()
    url = reverse("members:person_reveal_nik", args=[cast.person.code])
    page = signed_in(cast.officer).get(url)
    key = page.context["form"][once.FIELD].value()
    assert way_back(Client().post(url, {"reason": "Surat", once.FIELD: key})) == url
    assert not Draft.objects.exists()


def test_a_page_of_ours_that_fails_keeps_the_input(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(cast.secretary, raise_request_exception=False)
    with monkeypatch.context() as patch:
        patch.setattr(people, "say_saved", lambda *args: 1 / 0)
        page = client.post(ADD, typed(cast, cast.secretary))
    assert page.status_code == 500
    assert not Person.objects.filter(name="Legiyem Wulandari").exists()
    row = Draft.objects.get()
    assert kept.address(row) in page.content.decode()
    assert client.get(kept.address(row)).context["form"]["nik"].value() == NIK


def test_a_page_from_before_the_last_sign_in_keeps_the_input(cast: Cast) -> None:
    client = signed_in(cast.secretary, enforce_csrf_checks=True)
    page = client.post(ADD, typed(cast, cast.secretary))
    assert page.status_code == 403
    assert kept.address(Draft.objects.get()) in page.content.decode()
    other = signed_in(cast.officer, enforce_csrf_checks=True)
    page = other.post(ADD, typed(cast, cast.secretary))
    assert "kept=" not in page.content.decode()


def test_a_chosen_file_is_asked_for_once_more(cast: Cast) -> None:
    data = typed(cast, cast.secretary, photo_file=upload(picture()))
    page = signed_in(cast.secretary).get(way_back(Client().post(ADD, data)))
    assert "Pilih berkasnya sekali lagi" in page.content.decode()


def test_after_seven_days_it_is_gone(cast: Cast) -> None:
    back = way_back(Client().post(ADD, typed(cast, cast.secretary)))
    late = timezone.now() - drafts.KEPT_FOR - dt.timedelta(minutes=1)
    Draft.objects.update(changed_at=late)
    assert "sudah tidak ada" in signed_in(cast.secretary).get(back).content.decode()
    tidy()
    assert not Draft.objects.exists()
