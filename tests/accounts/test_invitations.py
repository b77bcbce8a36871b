"""One-time links: used once, in time, by a POST."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from pghistory.models import Context

from accounts import invitations
from accounts.models import Invitation, User
from accounts.roles import Role
from tests.cast import Cast
from tests.factories import PASSWORD, AssignmentFactory, GroupFactory, make_user

NEW = "kebun-cabai-rawit-7"
DATA = {"new_password1": NEW, "new_password2": NEW}


@pytest.fixture
def newcomer(cast: Cast) -> User:
    return AssignmentFactory(role=Role.SECRETARY, group=cast.group).user


def link(cast: Cast, user: User) -> str:
    return f"/accounts/link/{invitations.make_link(actor=cast.officer, user=user)}/"


def test_a_preview_uses_nothing_up_and_the_post_does(cast: Cast, newcomer: User) -> None:
    url = link(cast, newcomer)
    for _bot in range(3):
        answer = Client().get(url)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
    assert Client().head(url).status_code == 200
    client = Client()
    answer = client.post(url, DATA)
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/").context["user"] == newcomer
    assert client.get(cast.group.get_absolute_url()).status_code == 200
    assert client.get(cast.other_group.get_absolute_url()).status_code == 404
    assert Client().login(username=newcomer.username, password=NEW)


def test_a_weak_password_is_refused_and_leaves_the_link_as_it_is(
    cast: Cast, newcomer: User
) -> None:
    url = link(cast, newcomer)
    for first, second in (("123", "123"), (NEW, ""), (NEW, "kebun-cabai-rawit-8")):
        data = {"new_password1": first, "new_password2": second}
        answer = Client().post(url, data)
        assert answer.status_code == 200
        assert answer.context["form"].errors
    assert Client().post(url, DATA).status_code == 302


def test_a_link_works_once(cast: Cast, newcomer: User) -> None:
    url = link(cast, newcomer)
    Client().post(url, DATA)
    other = {"new_password1": "jagung-manis-dua-9", "new_password2": "jagung-manis-dua-9"}
    for answer in (Client().get(url), Client().post(url, other)):
        assert answer.status_code == 410
        assert "sudah dipakai" in answer.content.decode()
        assert newcomer.username not in answer.content.decode()
    assert Client().login(username=newcomer.username, password=NEW)


def test_a_late_link_says_so(cast: Cast, newcomer: User) -> None:
    url = link(cast, newcomer)
    Client().get(url)
    almost = timezone.now() + invitations.VALID_FOR - dt.timedelta(minutes=1)
    with time_machine.travel(almost, tick=False):
        assert Client().get(url).status_code == 200
    with time_machine.travel(almost + dt.timedelta(minutes=2), tick=False):
        answer = Client().post(url, DATA)
    assert answer.status_code == 410
    assert "sudah lewat" in answer.content.decode()
    assert not Client().login(username=newcomer.username, password=NEW)


def test_a_newer_link_withdraws_the_older(cast: Cast, newcomer: User) -> None:
    old, new = link(cast, newcomer), link(cast, newcomer)
    answer = Client().get(old)
    assert answer.status_code == 410
    assert "lebih baru" in answer.content.decode()
    assert Client().post(new, DATA).status_code == 302


def test_an_unknown_link_says_so(client: Client, db: None) -> None:
    answer = client.get("/accounts/link/tidak-ada/")
    assert answer.status_code == 404
    assert "tidak dikenal" in answer.content.decode()


def test_the_secret_is_nowhere_in_the_database(cast: Cast, newcomer: User) -> None:
    secret = link(cast, newcomer).split("/")[-2]
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            sql = f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s'  # noqa: S608
            cursor.execute(sql, [f"%{secret}%"])
            assert cursor.fetchone()[0] == 0, table
    assert len(tables) > 20


def test_a_new_link_ends_what_opened_the_account_before(cast: Cast, newcomer: User) -> None:
    newcomer.set_password(PASSWORD)
    newcomer.save()
    hers = Client()
    hers.post("/accounts/login/", {"login": newcomer.username, "password": PASSWORD})
    assert hers.get("/people/").status_code == 200
    link(cast, newcomer)
    assert hers.get("/people/").status_code == 302
    assert not Client().login(username=newcomer.username, password=PASSWORD)


def test_whoever_was_signed_in_on_the_phone_is_signed_out(cast: Cast, newcomer: User) -> None:
    client = Client()
    client.force_login(cast.other_officer)
    client.post(link(cast, newcomer), DATA)
    assert client.get("/").context["user"] == newcomer


def test_a_closed_accounts_link_opens_nothing(cast: Cast, newcomer: User) -> None:
    url = link(cast, newcomer)
    User.objects.filter(pk=newcomer.pk).update(is_active=False)
    assert Client().post(url, DATA).status_code == 410


def test_the_history_names_who_came_in(cast: Cast, newcomer: User) -> None:
    Client().post(link(cast, newcomer), DATA)
    told = Context.objects.filter(metadata__act="accounts.use_link").get()
    assert told.metadata["user"] == newcomer.pk


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_comes_in() -> None:
    """Two phones, or a double tap on a bad network."""
    user = make_user("sekretaris_baru", Role.SECRETARY, group=GroupFactory())
    admin = make_user("administrator_satu", Role.ADMINISTRATOR)
    url = f"/accounts/link/{invitations.make_link(actor=admin, user=user)}/"
    passwords = ["kebun-cabai-rawit-1", "kebun-cabai-rawit-2"]
    start, answers = threading.Barrier(2), {}

    def come(password: str) -> None:
        start.wait(10)
        data = {"new_password1": password, "new_password2": password}
        answers[password] = Client().post(url, data).status_code
        connection.close()

    threads = [threading.Thread(target=come, args=[each]) for each in passwords]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answers.values()) == [302, 410]
    opens = {each: Client().login(username=user.username, password=each) for each in passwords}
    assert opens == {each: status == 302 for each, status in answers.items()}


@pytest.mark.django_db(transaction=True)
def test_of_two_officers_at_the_same_moment_the_later_link_works() -> None:
    user = make_user("sekretaris_baru", Role.SECRETARY, group=GroupFactory())
    admin = make_user("administrator_satu", Role.ADMINISTRATOR)
    start, tokens = threading.Barrier(2), []

    def make() -> None:
        start.wait(10)
        tokens.append(invitations.make_link(actor=admin, user=user))
        connection.close()

    threads = [threading.Thread(target=make) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(tokens) == 2
    assert Invitation.objects.waiting().count() == 1
    assert sorted(Client().get(f"/accounts/link/{t}/").status_code for t in tokens) == [200, 410]
