"""Keadaan kelompok: each reason alone, when a visit is needed, what each role sees of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from members.models import Group, OfficeTerm
from secretariat import health, months
from secretariat.models import CheckIn, Visit
from tests.aid.factories import EquipmentFactory, GoodsKindFactory
from tests.aid.pages import page, signed_in
from tests.aid.use_factories import UseLogFactory
from tests.cast import Cast
from tests.factories import (
    DecreeFactory,
    GroupFactory,
    MemberFactory,
    OfficeTermFactory,
    PersonFactory,
    region,
)
from tests.members.pages import file_of
from tests.queries import allowed, queries_of
from tests.secretariat.checkin_factories import CheckInFactory
from tests.secretariat.visit_factories import HeldVisitFactory

LIST = reverse("secretariat:health_list")
TODAY = timezone.localdate()


def sound(**values: Any) -> Group:
    """A group of which no reason holds."""
    group: Group = GroupFactory(**values)
    for office in OfficeTerm.NEEDED:
        member = MemberFactory(group=group)
        OfficeTermFactory(membership=member.memberships.get(), office=office)
    DecreeFactory(group=group)
    CheckInFactory(group=group)
    HeldVisitFactory(group=group, planned_on=TODAY)
    return group


def reasons(group: Group) -> list[str]:
    rows = health.with_details(Group.objects.filter(pk=group.pk), TODAY)
    return list(rows.get().reasons)


def _told(group: Group) -> None:
    CheckIn.objects.filter(group=group).update(has_problem=True)


def _silent(group: Group) -> None:
    before = months.back(months.first(TODAY), health.CHECK_MONTHS)
    CheckIn.objects.filter(group=group).update(month=before, answered_on=before)


def _unvisited(group: Group) -> None:
    long_ago = TODAY - dt.timedelta(days=health.VISIT_DAYS)
    Visit.objects.filter(group=group).update(held_on=long_ago)


def _without_treasurer(group: Group) -> None:
    OfficeTerm.objects.filter(group=group, office="treasurer").update(until="2026")


def _idle(group: Group) -> None:
    EquipmentFactory(group=group, kind=GoodsKindFactory(idle_days=30), acquired_on="2020")


def _incomplete(group: Group) -> None:
    PersonFactory.create_batch(health.MANY_INCOMPLETE, group=group, village=group.village)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("key", "spoil"),
    [
        ("problem", _told),
        ("check", _silent),
        ("visit", _unvisited),
        ("officers", _without_treasurer),
        ("decree", lambda group: group.decrees.all().delete()),
        ("idle", _idle),
        ("files", _incomplete),
    ],
)
def test_each_reason_holds_alone(key: str, spoil: Callable[[Group], Any]) -> None:
    group = sound()
    assert reasons(group) == []
    spoil(group)
    assert reasons(group) == [key]
    assert len(health.BY_KEY) == len(health.REASONS) == 7


def test_a_visit_is_needed_from_two_reasons_on_and_they_stand_first(cast: Cast) -> None:
    one, two = sound(name="KWT Satu"), sound(name="KWT Dua")
    for group in (one, two):
        _told(group)
    _without_treasurer(two)
    Group.objects.filter(pk=cast.group.pk).update(state=Group.State.INACTIVE)
    lines = signed_in(cast.officer).get(LIST).context["lines"]
    assert [(line["name"], line["state"]) for line in lines] == [
        ("KWT Dua", "Perlu kunjungan"),
        ("KWT Satu", "Satu alasan"),
    ]
    for query, names in (
        ({"visit": "yes"}, ["KWT Dua"]),
        ({"visit": "no"}, ["KWT Satu"]),
        ({"reason": "officers"}, ["KWT Dua"]),
        ({"q": "satu"}, ["KWT Satu"]),
        ({"place": region("18.01.06").code}, []),
    ):
        found = signed_in(cast.officer).get(LIST, query).context["lines"]
        assert [line["name"] for line in found] == names, query


def test_of_too_many_groups_the_place_is_chosen_first(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound(name="KWT Aster")
    monkeypatch.setattr("secretariat.health_filters.MOST_RANKED", 1)
    answer = signed_in(cast.officer).get(LIST)
    names = [line["name"] for line in answer.context["lines"]]
    assert names == ["KWT Aster", cast.group.name]
    assert "pilih tempat" in answer.content.decode()
    monkeypatch.setattr("secretariat.health_filters.MOST_RANKED", 2)
    answer = signed_in(cast.officer).get(LIST)
    assert "pilih tempat" not in answer.content.decode()
    assert answer.context["lines"][0]["name"] == cast.group.name


def test_who_sees_the_health_of_which_groups(cast: Cast) -> None:
    for user, group in ((cast.officer, cast.group), (cast.secretary, cast.group)):
        lines = signed_in(user).get(LIST).context["lines"]
        assert [line["code"] for line in lines] == [group.code]
    url = reverse("secretariat:health_detail", args=[cast.group.code])
    assert signed_in(cast.viewer).get(url).status_code == 403
    assert all(signed_in(user).get(url).status_code == 404 for user in cast.strangers)
    assert url in page(cast.secretary, cast.group.get_absolute_url())
    assert url not in page(cast.viewer, cast.group.get_absolute_url())


def test_a_new_group_is_not_silent_and_a_dissolved_one_has_nothing_to_mend(cast: Cast) -> None:
    new = GroupFactory(founded=months.key(months.first(TODAY)))
    assert "check" in reasons(cast.group)
    assert "check" not in reasons(new)
    Group.objects.filter(pk=new.pk).update(
        state="dissolved", state_since="2026", state_reason="Semua pindah"
    )
    answer = signed_in(cast.officer).get(reverse("secretariat:health_detail", args=[new.code]))
    assert answer["Location"] == new.get_absolute_url()


def test_each_reason_leads_to_where_it_is_mended(cast: Cast) -> None:
    _told(sound())
    CheckInFactory(group=cast.group, has_problem=True)
    _idle(cast.group)
    _incomplete(cast.group)
    url = reverse("secretariat:health_detail", args=[cast.group.code])
    office, group = (signed_in(user).get(url).context for user in (cast.officer, cast.secretary))
    assert len(office["tasks"]) == len(group["tasks"]) == 6
    decree = reverse("members:decree_create", args=[cast.group.code])
    assert decree in [task["url"] for task in office["tasks"]]
    assert decree not in [task["url"] for task in group["tasks"]]
    for user, context in ((cast.officer, office), (cast.secretary, group)):
        for task in context["tasks"]:
            assert signed_in(user).get(task["url"]).status_code == 200, task["url"]
    assert "Tidak ada yang diambil dari kelompok" in page(cast.secretary, url)


def test_the_last_use_is_told_of_the_machines_at_work(cast: Cast) -> None:
    day = TODAY - dt.timedelta(days=4)
    UseLogFactory(equipment=EquipmentFactory(group=cast.group), used_on=day)
    UseLogFactory(equipment__group=cast.other_group)
    row = health.with_details(Group.objects.filter(pk=cast.group.pk), TODAY).get()
    assert row.last_use == day


def test_the_file_holds_the_groups_with_their_reasons(cast: Cast) -> None:
    _without_treasurer(sound(name="KWT Dua"))
    url = reverse("secretariat:health_export")
    assert all(signed_in(u).get(url).status_code == 403 for u in (cast.secretary, cast.viewer))
    data = {"columns": ["village", "last", "files"], "file_format": "xlsx"}
    answer = signed_in(cast.officer).post(f"{url}?q=dua", data)
    header, *rows = load_workbook(BytesIO(file_of(answer))).active.iter_rows(values_only=True)
    (row,) = (dict(zip(header, row, strict=True)) for row in rows)
    assert (row["Kelompok"], row["Perlu kunjungan"]) == ("KWT Dua", "tidak")
    assert row["Alasan"] == "pengurus belum lengkap"
    assert row["Kabar bulanan terakhir"] == months.named(months.first(TODAY))


@pytest.mark.parametrize("role", ["officer", "secretary"])
def test_the_list_costs_the_same_for_many(cast: Cast, role: str) -> None:
    client = signed_in(cast.insiders[role])
    counts = [queries_of(client, LIST)]
    for group in GroupFactory.create_batch(8):
        _idle(group)
    counts.append(queries_of(client, LIST))
    assert counts[0] == counts[1] == allowed(f"{role} {LIST}")
