"""Two on one row: both values are shown, one is chosen, and nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from members.models import Group, Person
from tests.cast import Cast
from tests.factories import make_nik
from tests.meanwhile import Other, wait_for_a_waiter
from tests.pictures import picture, upload


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.secretary)
    return client


def address(cast: Cast) -> str:
    return reverse("members:person_update", args=[cast.person.code])


def typed(cast: Cast, seen: Any, **more: Any) -> dict[str, Any]:
    return {
        "name": cast.person.name,
        "sex": "F",
        "village": cast.group.village.path,
        "village_code": cast.group.village_id,
        "birth_date": "17 April 1988",
        "nickname": "Bu Mar",
        "seen_version": seen,
    } | more


def change(cast: Cast, **values: Any) -> None:
    Person.objects.filter(pk=cast.person.pk).update(**values)


def now(cast: Cast) -> Person:
    return Person.objects.get(pk=cast.person.pk)


def stale(client: Client, cast: Cast, **more: Any) -> Any:
    """A comparison: the nickname was changed by somebody else."""
    seen = client.get(address(cast)).context["form"]["seen_version"].value()
    change(cast, nickname="Bu Lestari")
    return client.post(address(cast), typed(cast, seen, **more))


def sent_again(page: Any, **answers: str) -> dict[str, Any]:
    """What a browser sends from the page: each input that it holds, and the answers."""
    form = page.context["form"]
    html = page.content.decode()
    hidden = {}
    for piece in html.split('<input type="hidden" name="')[1:]:
        name, rest = piece.split('"', 1)
        value = rest.split('value="', 1)[1].split('"', 1)[0] if "value=" in rest[:9] else ""
        hidden[name] = value
    assert form.differing
    return hidden | answers


@pytest.mark.django_db
def test_only_what_differs_is_asked_with_both_values(client: Client, cast: Cast) -> None:
    page = stale(client, cast)
    form, html = page.context["form"], page.content.decode()
    assert form.differing == ["nickname"]
    assert "Bu Lestari" in html
    assert "Bu Mar" in html
    assert set(form.errors) == {"__all__"}
    assert 'type="text" name="name"' not in html
    assert now(cast).nickname == "Bu Lestari"


@pytest.mark.django_db
@pytest.mark.parametrize(("answer", "nickname"), [("mine", "Bu Mar"), ("theirs", "Bu Lestari")])
def test_the_chosen_value_is_saved(client: Client, cast: Cast, answer: str, nickname: str) -> None:
    page = stale(client, cast, phone="081234567890")
    answers = {"chosen_nickname": answer, "chosen_phone": "mine"}
    assert client.post(address(cast), sent_again(page, **answers)).status_code == 302
    assert (now(cast).nickname, now(cast).phone) == (nickname, "+6281234567890")
    assert now(cast).birth_date == "1988-04-17"


@pytest.mark.django_db
def test_a_choice_left_out_is_asked_for(client: Client, cast: Cast) -> None:
    page = stale(client, cast, phone="081234567890")
    again = client.post(address(cast), sent_again(page, chosen_phone="mine"))
    assert list(again.context["form"].errors) == ["chosen_nickname"]
    assert 'value="mine" id' in again.content.decode().replace(" checked", "")
    assert now(cast).nickname == "Bu Lestari"
    last = client.post(
        address(cast), sent_again(again, chosen_nickname="mine", chosen_phone="mine")
    )
    assert last.status_code == 302
    assert (now(cast).nickname, now(cast).phone) == ("Bu Mar", "+6281234567890")


@pytest.mark.django_db
def test_a_stale_comparison_is_compared_again(client: Client, cast: Cast) -> None:
    page = stale(client, cast)
    change(cast, nickname="Bu Tari")
    again = client.post(address(cast), sent_again(page, chosen_nickname="mine"))
    assert "Bu Tari" in again.content.decode()
    assert "checked" not in again.content.decode().split("chosen_nickname")[1][:200]
    assert now(cast).nickname == "Bu Tari"
    done = client.post(address(cast), sent_again(again, chosen_nickname="theirs"))
    assert done.status_code == 302
    assert now(cast).nickname == "Bu Tari"


@pytest.mark.django_db
def test_what_both_typed_alike_is_no_conflict(client: Client, cast: Cast) -> None:
    seen = client.get(address(cast)).context["form"]["seen_version"].value()
    change(cast, nickname="Bu Mar")
    assert client.post(address(cast), typed(cast, seen)).status_code == 302


@pytest.mark.django_db
def test_a_wrong_value_that_is_chosen_comes_back_to_its_field(client: Client, cast: Cast) -> None:
    page = stale(client, cast, phone="bukan nomor")
    assert "bukan nomor" in page.content.decode()
    answers = {"chosen_nickname": "mine", "chosen_phone": "mine"}
    again = client.post(address(cast), sent_again(page, **answers))
    assert list(again.context["form"].errors) == ["phone"]
    assert 'name="phone"' in again.content.decode()


@pytest.mark.django_db
def test_a_nik_is_compared_without_its_digits_and_a_photo_is_asked_again(
    client: Client, cast: Cast
) -> None:
    seen = client.get(address(cast)).context["form"]["seen_version"].value()
    cast.person.set_nik(make_nik(5))
    cast.person.save()
    data = typed(cast, seen, nik=make_nik(6), photo_file=upload(picture()))
    page = client.post(address(cast), data)
    html = page.content.decode()
    assert page.context["form"].differing == ["nickname", "nik"]
    assert html.count(make_nik(6)) == 1
    assert 'name="photo_file"' in html
    answers = {f"chosen_{name}": "theirs" for name in page.context["form"].differing}
    assert client.post(address(cast), sent_again(page, **answers)).status_code == 302
    assert now(cast).is_nik(make_nik(5))


@pytest.mark.django_db
def test_nonsense_in_the_choices_is_refused(client: Client, cast: Cast) -> None:
    seen = client.get(address(cast)).context["form"]["seen_version"].value()
    data = typed(cast, seen, differing="password,nickname,,name_code", chosen_nickname="other")
    page = client.post(address(cast), data)
    assert list(page.context["form"].errors) == ["chosen_nickname"]
    assert now(cast).nickname == ""


def test_two_who_save_at_the_same_moment(
    transactional_db: None, cast: Cast, elsewhere: Callable[..., Other]
) -> None:
    """The second is stopped by the row's lock, told so, and then compares."""
    client = Client()
    client.force_login(cast.officer)
    url = reverse("members:group_contact", args=[cast.group.code])
    seen = client.get(url).context["form"]["seen_version"].value()
    data = {"phone": "081234567890", "address": "Balai desa", "seen_version": seen}
    with transaction.atomic():
        Group.objects.filter(pk=cast.group.pk).update(address="Rumah ketua")
        other = elsewhere(lambda: client.post(url, data))
        wait_for_a_waiter()
    page = other.end()
    assert page.status_code == 200
    assert "Rumah ketua" in client.post(url, data).content.decode()
    assert Group.objects.get(pk=cast.group.pk).address == "Rumah ketua"
