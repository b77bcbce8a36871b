"""An officer who is transferred hands her open work to a colleague."""

from __future__ import annotations

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from pghistory.models import Context

from accounts import handover
from accounts.models import User
from accounts.roles import Role
from core.imports.parked import load, source
from core.models import Import
from members.models import Person
from tests.cast import Cast
from tests.contracts.places import LIST, Place, places
from tests.factories import AssignmentFactory, InstitutionFactory, make_user, region

URL = "/accounts/me/hand-over/"


@pytest.fixture
def place(cast: Cast) -> Place:
    return places(cast)[0]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def data(place: Place) -> dict[str, str]:
    return {"colleague": place.colleague.username, "reason": "Pindah tugas"}


def test_all_of_it_goes_in_one_act(cast: Cast, place: Place) -> None:
    place.colleague.assignments.update(region="18.02")
    client = client_of(cast.officer)
    lists = Import.objects.filter(owner=cast.officer).count()
    assert lists >= 3
    page = client.get(URL).content.decode()
    assert "Kabupaten Lampung Selatan" in page
    assert "1 permintaan pindah" in page
    assert f"{lists} daftar" in page
    answer = client.post(URL, data(place), follow=True)
    assert answer.redirect_chain == [("/", 302)]
    said = f"Kabupaten Lampung Selatan; 1 permintaan pindah; {lists} daftar"
    assert said in answer.content.decode()
    assert fresh(cast.officer).scopes("members.view_person") == []
    heir = fresh(place.colleague)
    assert cast.person in Person.objects.allowed(heir, "members.change_person")
    parked = Import.objects.get(pk=place.parked.pk)
    assert parked.owner == heir
    assert load(parked).rows
    assert source(parked) == LIST
    assert client_of(heir).get(f"/people/import/{parked.code}/").status_code == 200


def test_the_history_tells_who_and_why(cast: Cast, place: Place) -> None:
    client_of(cast.officer).post(URL, data(place))
    told = Context.objects.get(metadata__act="accounts.hand_over")
    assert told.metadata["reason"] == "Pindah tugas"
    assert told.metadata["user"] == cast.officer.pk


def test_a_role_that_is_there_already_is_not_doubled(cast: Cast, place: Place) -> None:
    own = cast.officer.assignments.get()
    place.colleague.assignments.update(expires_on="2020-01-01")
    AssignmentFactory(user=place.colleague, region=region("18.02"))
    client_of(cast.officer).post(URL, data(place))
    taken = place.colleague.assignments.get(region=own.region)
    assert taken.expires_on is None
    assert not taken.has_expired


def test_other_roles_stay(cast: Cast, place: Place) -> None:
    AssignmentFactory(user=cast.officer, role=Role.VIEWER, region=region("18.02"))
    client_of(cast.officer).post(URL, data(place))
    assert [r.role for r in fresh(cast.officer).open_assignments] == [Role.VIEWER]


@pytest.mark.parametrize("who", ["other_officer", "secretary", "viewer", "admin", "officer"])
def test_only_an_officer_of_the_same_office_can_take_it(cast: Cast, place: Place, who: str) -> None:
    """Nobody becomes an officer by it whom the administrator has not made one."""
    somebody = getattr(cast, who)
    if who != "other_officer":
        User.objects.filter(pk=somebody.pk).update(institution=place.colleague.institution)
    answer = client_of(cast.officer).post(URL, data(place) | {"colleague": somebody.username})
    assert "dinas yang sama" in str(answer.context["form"].errors["colleague"])
    assert fresh(cast.officer).scopes("members.view_person")


def test_without_a_colleague_the_page_says_what_to_do(cast: Cast) -> None:
    assert "Belum ada yang menerima" in client_of(cast.officer).get(URL).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_who_hand_over_to_each_other_do_not_both_end() -> None:
    office = InstitutionFactory()
    pair = [make_user(name, Role.OFFICER, region=region("18.01")) for name in ("satu", "dua")]
    User.objects.update(institution=office)
    start, done = threading.Barrier(2), []

    def give(actor: User, colleague: User) -> None:
        start.wait(10)
        try:
            handover.hand_over(actor=actor, colleague=colleague, reason="uji")
            done.append(actor.username)
        except ValidationError:
            pass
        connection.close()

    users = [fresh(user) for user in pair]
    threads = [threading.Thread(target=give, args=each) for each in (users, users[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(done) == 1
    assert sum(bool(fresh(user).scopes("members.view_person")) for user in pair) == 1
