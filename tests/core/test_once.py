"""A form sent twice acts once, also when both come at the same moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import once
from core.models import SentForm
from core.tidying import tidy
from members.models import Occupation, Person, Placement
from regions.models import Region
from tests.cast import Cast
from tests.factories import UserFactory
from tests.meanwhile import Other, wait_for_a_waiter

ADD = reverse("members:person_create")


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def drawn(client: Client, url: str = ADD) -> str:
    """The key in a page's form."""
    return str(client.get(url).context["form"][once.FIELD].value())


def typed(cast: Cast, key: str, **more: str) -> dict[str, str]:
    return {"name": "Legiyem", "sex": "F", "group": cast.group.code, once.FIELD: key} | more


@pytest.mark.django_db
def test_the_same_post_acts_once_and_leads_to_the_same_page(cast: Cast) -> None:
    client = signed_in(cast.secretary)
    data = typed(cast, drawn(client))
    first, second = client.post(ADD, data), client.post(ADD, data)
    assert Person.objects.get(name="Legiyem").get_absolute_url() == first.url == second.url
    assert not [m for m in get_messages(second.wsgi_request) if m.level_tag == "warning"]


@pytest.mark.django_db
def test_two_forms_act_twice(cast: Cast) -> None:
    client = signed_in(cast.secretary)
    for _ in range(2):
        client.post(ADD, typed(cast, drawn(client)))
    assert Person.objects.filter(name="Legiyem").count() == 2


@pytest.mark.django_db
def test_a_form_that_came_back_keeps_its_key_and_acts_when_it_is_right(cast: Cast) -> None:
    client = signed_in(cast.secretary)
    key = drawn(client)
    refused = client.post(ADD, typed(cast, key, name=""))
    assert refused.context["form"][once.FIELD].value() == key
    assert not SentForm.objects.exists()
    assert client.post(ADD, typed(cast, key)).status_code == 302
    assert Person.objects.filter(name="Legiyem").count() == 1


@pytest.mark.django_db
def test_a_change_typed_after_the_first_post_is_said_not_to_be_saved(cast: Cast) -> None:
    client = signed_in(cast.secretary)
    key = drawn(client)
    client.post(ADD, typed(cast, key))
    page = client.post(ADD, typed(cast, key, phone="081234567890"), follow=True)
    assert Person.objects.get(name="Legiyem").phone == ""
    assert "belum tersimpan" in page.content.decode()


@pytest.mark.django_db
def test_a_key_of_somebody_else_or_of_nobody_saves_like_none(cast: Cast) -> None:
    client = signed_in(cast.secretary)
    for key in (once.new_key(UserFactory()), "salah", "9:x:1:y", ""):
        assert client.post(ADD, typed(cast, key)).status_code == 302
    assert Person.objects.filter(name="Legiyem").count() == 4
    assert not SentForm.objects.exists()


@pytest.mark.django_db
def test_what_was_typed_does_not_stand_in_the_table(cast: Cast) -> None:
    client = signed_in(cast.secretary)
    client.post(ADD, typed(cast, drawn(client)))
    row = SentForm.objects.get()
    assert "Legiyem" not in f"{row.content} {row.key} {row.answer}"
    assert row.user == cast.secretary


@pytest.mark.django_db
def test_a_key_is_good_for_seven_days_and_then_forgotten(cast: Cast) -> None:
    with time_machine.travel(timezone.now() - once.KEPT_FOR - dt.timedelta(minutes=1)):
        old = once.new_key(cast.secretary)
    assert once.read_key(old) is None
    assert once.read_key(once.new_key(cast.secretary)) is not None
    for age in (6, 8):
        row = SentForm.objects.create(user=cast.secretary, key=str(age), content="", answer="/")
        SentForm.objects.filter(pk=row.pk).update(at=timezone.now() - dt.timedelta(days=age))
    tidy()
    assert [row.key for row in SentForm.objects.all()] == ["6"]


@pytest.mark.django_db
def test_every_form_of_a_page_bears_a_key(cast: Cast) -> None:
    client = signed_in(cast.officer)
    code = cast.person.code
    names = ["person_update", "placement_create", "membership_leave", "relative_create"]
    pages = [reverse(f"members:{name}", args=[code]) for name in names]
    for url in [*pages, ADD, reverse("members:group_create"), reverse("members:import_create")]:
        assert f'name="{once.FIELD}"' in client.get(url).content.decode(), url


@pytest.mark.django_db
def test_the_admin_site_adds_once(cast: Cast) -> None:
    client = signed_in(cast.admin)
    url = reverse("admin:members_occupation_add")
    page = client.get(url).content.decode()
    key = page.split(f'name="{once.FIELD}" value="')[1].split('"')[0]
    data = {"name": "Penjahit sepatu", once.FIELD: key}
    answers = [client.post(url, data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Occupation.objects.filter(name="Penjahit sepatu").count() == 1


@pytest.fixture
def village(transactional_db: None, cast: Cast) -> Region:
    return cast.group.village


def post(user: User, url: str, data: dict[str, Any]) -> Any:
    return signed_in(user).post(url, data)


def test_two_at_the_same_moment_act_once(
    village: Region, cast: Cast, elsewhere: Callable[..., Other]
) -> None:
    """The first is held up in the middle of its work; the second waits and is led the same way."""
    data = typed(cast, drawn(signed_in(cast.secretary)))
    with transaction.atomic():
        held = type(cast.group).objects.select_for_update().get(pk=cast.group.pk)
        others = [elsewhere(lambda: post(cast.secretary, ADD, data)) for _ in range(2)]
        wait_for_a_waiter()
        assert held
    answers = [other.end() for other in others]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert Person.objects.filter(name="Legiyem").count() == 1


def test_when_the_first_fails_the_second_acts(
    village: Region, cast: Cast, elsewhere: Callable[..., Other]
) -> None:
    key = drawn(signed_in(cast.secretary))
    with transaction.atomic():
        once._stand_in_line(once.read_key(key))
        url = reverse("members:placement_create", args=[cast.person.code])
        stay = {"country": "TW", "status": "unknown", once.FIELD: key}
        other = elsewhere(lambda: post(cast.secretary, url, stay))
        wait_for_a_waiter()
        transaction.set_rollback(True)
    assert other.end().status_code == 302
    assert Placement.objects.filter(person=cast.person).count() == 1
    assert connection.in_atomic_block is False
