"""The warnings of home pages before a role ends."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.utils import timezone

from accounts.models import Assignment, User
from tests.cast import Cast


def home(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.get("/").content.decode()


def end_in(user: User, days: int) -> Assignment:
    role = user.assignments.get()
    role.expires_on = timezone.localdate() + dt.timedelta(days=days)
    role.save()
    return role


def test_a_role_warns_from_fourteen_days_before(cast: Cast) -> None:
    end_in(cast.secretary, 15)
    assert "Akses segera berakhir" not in home(cast.secretary)
    end_in(cast.secretary, 14)
    assert "Akses segera berakhir" in home(cast.secretary)
    assert cast.group.name in home(cast.secretary)


def test_her_officer_is_warned_too_and_led_to_the_day(cast: Cast) -> None:
    role = end_in(cast.secretary, 14)
    url = f"/accounts/groups/{cast.group.code}/{role.code}/edit/"
    assert url in home(cast.officer)
    assert url not in home(cast.other_officer)
    end_in(cast.secretary, 15)
    assert url not in home(cast.officer)


def test_the_list_of_devices_names_them_in_words(cast: Cast) -> None:
    client = Client(
        headers={
            "user-agent": "Mozilla/5.0 (Linux; Android 11) AppleWebKit/537.36 Chrome/120.0 Safari"
        }
    )
    data = {"login": cast.secretary.username, "password": "kata-sandi-uji"}
    client.post("/accounts/login/", data)
    assert "Chrome · Android" in client.get("/accounts/sessions/").content.decode()
