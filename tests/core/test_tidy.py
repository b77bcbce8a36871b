"""What has served its time goes, the rest stays, and two at once do not both work."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
import time
from io import StringIO
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core import tidying
from core.imports import parked
from core.imports.spec import Preview
from core.models import Import
from core.tidying import Tidying, tidy
from kwt_registry.management.commands import serve
from tests.factories import UserFactory

DAY = dt.timedelta(days=1)
LISTS = "lists parked for longer than seven days"
SESSIONS, DEVICES = "ended sessions", "devices that are signed out"


def run() -> str:
    said = StringIO()
    call_command("tidy", stdout=said)
    return said.getvalue()


def parked_list(age: dt.timedelta) -> Import:
    row = parked.park(
        owner=UserFactory(),
        kind="members.people",
        target_id=1,
        filename="daftar.csv",
        data=b"nama",
        preview=Preview([], [], {}),
    )
    Import.objects.filter(pk=row.pk).update(created_at=timezone.now() - age)
    return row


def session(age: dt.timedelta) -> str:
    store = SessionStore()
    store.create()
    Session.objects.filter(pk=store.session_key).update(expire_date=timezone.now() - age)
    UserSession.objects.create(
        user=UserFactory(), session_key=store.session_key, ip="127.0.0.1", user_agent="uji"
    )
    return store.session_key


def cached_keys() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM core_cache")
        return {key.rpartition(":")[2] for (key,) in cursor.fetchall()}


@pytest.mark.django_db
def test_lists_lose_their_file_after_seven_days() -> None:
    # Parking a list does it too, so the old one comes last.
    young, old = parked_list(7 * DAY - DAY / 24), parked_list(7 * DAY + DAY / 24)
    assert tidy()[LISTS] == 1
    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.payload, old.source, old.state) == (None, None, Import.State.CANCELLED)
    assert old.settled_at
    assert (bool(young.payload), young.state) == (True, Import.State.PREVIEW)


@pytest.mark.django_db
def test_sessions_go_with_their_end_and_take_their_device_along() -> None:
    session(DAY)
    running = session(-DAY)
    removed = tidy()
    assert (removed[SESSIONS], removed[DEVICES]) == (1, 1)
    assert Session.objects.get().session_key == running
    assert UserSession.objects.get().session_key == running


@pytest.mark.django_db
def test_cached_values_go_when_their_time_is_over() -> None:
    cache.set("basi", 1, timeout=60)
    cache.set("segar", 1, timeout=60)
    cache.set("selamanya", 1, timeout=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_cache SET expires = now() - interval '1 s' WHERE cache_key LIKE '%basi'"
        )
    assert "basi" in cached_keys()
    tidy()
    assert cached_keys() >= {"segar", "selamanya"}
    assert "basi" not in cached_keys()


@pytest.mark.django_db
def test_tidy_prints_what_it_removed_and_nothing_else() -> None:
    parked_list(8 * DAY)
    tidying._stale_cache()
    assert run() == f"{LISTS}: 1 removed\n"
    assert run() == ""


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_both_work(monkeypatch: pytest.MonkeyPatch) -> None:
    begun, may_end, results = threading.Event(), threading.Event(), []

    def slow() -> int:
        begun.set()
        assert may_end.wait(30)
        return 1

    def first() -> None:
        results.append(tidy())
        connection.close()

    monkeypatch.setattr(tidying, "_kinds", [Tidying("slow ones", slow)])
    thread = threading.Thread(target=first)
    thread.start()
    try:
        assert begun.wait(30)
        monkeypatch.setattr(tidying, "_kinds", [Tidying("never asked", pytest.fail)])
        assert tidy() is None
        assert "Another process is tidying" in run()
    finally:
        may_end.set()
        thread.join(30)
    assert results == [{"slow ones": 1}]
    monkeypatch.setattr(tidying, "_kinds", [Tidying("free again", lambda: 2)])
    assert tidy() == {"free again": 2}


@pytest.mark.django_db
def test_one_that_fails_leaves_everything_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> int:
        raise RuntimeError

    row = parked_list(8 * DAY)
    monkeypatch.setattr(tidying, "_kinds", [*tidying._kinds, Tidying("broken", fail)])
    with pytest.raises(RuntimeError):
        tidy()
    row.refresh_from_db()
    assert row.payload


def test_the_site_has_it_done_once_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []

    def sleep(seconds: float) -> None:
        if len(done) == 4:
            raise KeyboardInterrupt
        done.append(seconds)

    monkeypatch.setattr(subprocess, "run", lambda command, **options: done.append(command))
    monkeypatch.setattr(time, "sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        serve._tidy_daily()
    assert done == [serve.DAY, [sys.executable, "manage.py", "tidy"]] * 2


def test_the_site_has_it_done_at_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[str] = []
    monkeypatch.setattr(serve, "prepare", lambda: called.append("prepare"))
    monkeypatch.setattr(serve, "call_command", called.append)
    monkeypatch.setattr(serve, "tidy", lambda: called.append("tidy"))
    monkeypatch.setattr(serve.rotation, "is_behind", lambda: True)
    monkeypatch.setattr(serve.connections, "close_all", lambda: called.append("close"))
    serve.Command(stdout=StringIO())._prepare()
    assert called == ["prepare", "rotate_keys", "tidy", "close"]
