"""Home pages: what is mine, what is missing, what to do next; each figure equals its list."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import User
from members.models import Group
from tests.cast import Cast
from tests.factories import (
    BALI_AGUNG,
    KALIREJO,
    DecreeFactory,
    GroupFactory,
    MemberFactory,
    MembershipFactory,
    OfficeTermFactory,
    PersonFactory,
    PlacementFactory,
    TransferRequestFactory,
    make_nik,
    region,
)
from tests.members.pages import page, signed_in
from tests.queries import allowed, queries_of


@pytest.fixture
def district(cast: Cast) -> Cast:
    """Some complete, some not, some abroad, in two villages, with and without a group."""
    served = PersonFactory(group=cast.group)
    MembershipFactory(
        person=served, group=cast.group, left="2024", leave_reason="ill", still_served=True
    )
    complete = {"birth_date": "1980", "phone": "+6281200000001", "photo_refused": True}
    MemberFactory(group=cast.group, nik=make_nik(1), **complete)
    for number in range(3):
        person = PersonFactory(village=region(BALI_AGUNG), nik=make_nik(10 + number), **complete)
        PlacementFactory(person=person, status="abroad", returned=None)
    PlacementFactory(person=cast.person)
    far = PersonFactory(village=region(KALIREJO))
    PlacementFactory(person=far, status="abroad", returned=None)
    group = GroupFactory(name="KWT Tanpa Pengurus")
    DecreeFactory(group=group)
    return cast


def total(client: Client, address: str) -> int:
    response = client.get(address)
    assert response.status_code == 200, address
    assert not response.context["filters"].complaint
    return response.context["page"].total.value


def cards(user: User) -> dict[str, list[Any]]:
    context = signed_in(user).get("/").context
    return {place: context[place] for place in ("lead", "actions", "top", "main", "side")}


def card(user: User, template: str) -> dict[str, Any]:
    found = [c for place in cards(user).values() for c in place if c.template == template]
    assert len(found) == 1, template
    return found[0].context


@pytest.mark.parametrize("name", ["officer", "viewer", "admin"])
def test_every_figure_equals_the_list_that_it_opens(district: Cast, name: str) -> None:
    user = getattr(district, name)
    client = signed_in(user)
    stats = card(user, "components/_stats.html")["stats"]
    assert len(stats) == 4
    for stat in stats:
        assert int(stat["number"]) == total(client, stat["url"]), stat
        assert int(stat["number"]) > 0
    rows = card(user, "members/_home_places.html")["rows"]
    assert sum(row["people"] for row in rows) == int(stats[1]["number"])
    assert len(rows) == (2 if name != "officer" else 1)
    for row in rows:
        assert row["people"] == total(client, row["url"])
        assert row["incomplete"] == total(client, row["incomplete_url"])


def test_the_tasks_of_the_office_equal_their_lists(district: Cast) -> None:
    client = signed_in(district.officer)
    tasks = next(
        c.context["tasks"]
        for c in cards(district.officer)["main"]
        if c.template == "components/_tasks.html"
    )
    assert [task["chip_label"] for task in tasks] == ["1", "2", "1"]
    for task in tasks:
        assert int(task["chip_label"]) == total(client, task["url"])


def test_a_group_with_its_three_officers_is_no_task(district: Cast) -> None:
    for office in ("chair", "secretary"):
        member = MemberFactory(group=district.group)
        OfficeTermFactory(membership=member.memberships.get(), office=office)
    assert Group.objects.without_officers().filter(pk=district.group.pk).exists()
    OfficeTermFactory(membership=district.person.memberships.get(), office="treasurer")
    assert not Group.objects.without_officers().filter(pk=district.group.pk).exists()


def test_the_officer_answers_the_requests_of_her_region_alone(cast: Cast) -> None:
    own = TransferRequestFactory(person=cast.person, to_group=cast.other_group)
    TransferRequestFactory(person=cast.other_person, to_group=cast.group)
    html = page(cast.officer, "/")
    assert f"/transfers/{own.code}/" in html
    assert cast.person.name in html
    assert cast.other_person.name not in html
    assert cast.person.name not in page(cast.viewer, "/")


def test_the_secretary_learns_no_name_before_she_has_come(cast: Cast) -> None:
    request = TransferRequestFactory(
        person=cast.other_person, to_group=cast.group, asked_by=cast.secretary
    )
    html = page(cast.secretary, "/")
    assert "menunggu" in html
    assert cast.other_person.name not in html
    type(request).objects.update(
        answer="refused", answered_at=timezone.now(), answer_reason="Masih pengurus di sana"
    )
    html = page(cast.secretary, "/")
    assert "Masih pengurus di sana" in html
    assert cast.other_person.name not in html
    type(request).objects.update(answer="accepted", answer_reason="")
    assert cast.other_person.name in page(cast.secretary, "/")
    type(request).objects.update(answered_at=timezone.now() - dt.timedelta(days=60))
    assert cast.other_person.name not in page(cast.secretary, "/")


def test_the_secretary_s_home_is_her_group_alone(district: Cast) -> None:
    PlacementFactory(person=district.person, country="HK", status="abroad", returned=None)
    client = signed_in(district.secretary)
    rows = card(district.secretary, "components/_rows.html")["rows"]
    assert [row["count"] for row in rows if "count" in row] == [2, 1]
    for row in rows[:2]:
        assert row["count"] == total(client, row["url"])
    html = page(district.secretary, "/")
    assert f"{district.group.name} · 2 anggota" in re.sub(r"\s+", " ", html)
    assert district.person.get_absolute_url() in html
    assert "NIK belum ada" in html
    assert html.count("btn-primary") == 1
    assert district.other_person.get_absolute_url() not in html
    assert "KWT Tanpa Pengurus" not in html


def test_the_viewer_s_home_names_nobody(district: Cast) -> None:
    html = page(district.viewer, "/")
    for person in (district.person, district.other_person):
        assert person.name not in html
        assert person.code not in html
    assert "/people/add/" not in html
    assert "/people/import/" not in html


@time_machine.travel("2026-11-24 02:00:00+00:00", tick=False)
@pytest.mark.parametrize(
    ("salutation", "name", "words"),
    [
        ("ibu", "Wiwik Rahayu", "Selamat pagi, Bu Wiwik"),
        ("ibu", "Ni Kadek Suryani", "Selamat pagi, Bu Suryani"),
        ("bapak", "Hendra Wirawan", "Selamat pagi, Pak Hendra"),
        ("", "Rina Puspita", "Selamat pagi, Rina Puspita"),
    ],
)
def test_home_greets_as_one_would_say_it(
    cast: Cast, salutation: str, name: str, words: str
) -> None:
    User.objects.filter(pk=cast.secretary.pk).update(salutation=salutation, name=name)
    assert words in page(cast.secretary, "/")


def test_the_administrator_s_home_leads_to_the_accounts(cast: Cast) -> None:
    soon = timezone.localdate() + dt.timedelta(days=5)
    cast.viewer.assignments.update(expires_on=soon)
    context = card(cast.admin, "accounts/_home_accounts.html")
    assert [row["count"] for row in context["rows"] if "count" in row] == [6, 1]
    for row in context["rows"]:
        assert signed_in(cast.admin).get(row["url"]).status_code == 200
    assert "PostgreSQL" in page(cast.admin, "/")
    assert "accounts/_home_accounts.html" not in str(cards(cast.officer))


def test_without_a_role_home_says_whom_to_ask(cast: Cast) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    cast.officer.assignments.update(expires_on=yesterday)
    html = page(cast.officer, "/")
    assert "Akun ini belum punya peran" in html
    assert cast.group.name not in html


@pytest.mark.parametrize("name", ["officer", "secretary", "viewer", "admin"])
def test_home_costs_the_same_for_any_number_of_rows(cast: Cast, name: str) -> None:
    client = signed_in(getattr(cast, name))
    fill(cast, 1)
    few = queries_of(client, "/")
    fill(cast, 8)
    assert queries_of(client, "/") == few == allowed(f"{name} /")


def fill(cast: Cast, number: int) -> None:
    for _each in range(number):
        group = GroupFactory()
        DecreeFactory(group=group)
        member = MemberFactory(group=cast.group)
        PlacementFactory(person=member, status="abroad", returned=None)
        PersonFactory(village=region(BALI_AGUNG))
        TransferRequestFactory(person=member, to_group=cast.other_group)
        TransferRequestFactory(person=MemberFactory(group=group), to_group=cast.group)
