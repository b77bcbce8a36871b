"""Kabar bulanan: answered in three taps, followed up, read and answered by the office."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from aid.models import Equipment
from members.models import Group
from secretariat import checkin_home_cards, months
from secretariat.models import CheckIn
from tests.aid.factories import EquipmentFactory
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import GroupFactory, region
from tests.members.pages import file_of
from tests.queries import allowed, queries_of
from tests.secretariat.checkin_factories import CheckInFactory

THIS = months.first(timezone.localdate())
LAST = months.back(THIS)
QUIET = {"changed": "no", "broken": "no", "problem": "no"}


def address(name: str, *args: Any) -> str:
    return reverse(f"secretariat:{name}", args=args)


def asking(group: Group, month: dt.date = THIS) -> str:
    return address("checkin_answer", group.code, months.key(month))


@pytest.fixture
def machine(cast: Cast) -> Equipment:
    return EquipmentFactory(group=cast.group)


def test_three_taps_from_the_home_page_answer_a_quiet_month(cast: Cast, machine: Equipment) -> None:
    CheckInFactory(group=cast.group, month=LAST)
    url, client = asking(cast.group), signed_in(cast.secretary)
    home = page(cast.secretary, "/")
    assert f'method="get" action="{url}"' in home
    assert "1 dari 3" in home
    second = client.get(url, {"changed": "no"})
    assert second.context["step"].name == "broken"
    third = client.get(url, {"changed": "no", "broken": "no"})
    step = third.context["step"]
    assert (step.name, step.is_last, step.given) == (
        "problem",
        True,
        {"changed": "no", "broken": "no"},
    )
    assert not CheckIn.objects.filter(month=THIS).exists()
    assert client.post(url, QUIET)["Location"] == "/"
    check = CheckIn.objects.get(group=cast.group, month=THIS)
    assert (check.is_quiet, check.machines_sound) == (True, True)
    assert (check.answered_by, check.answered_on) == (cast.secretary, timezone.localdate())
    assert url not in page(cast.secretary, "/")


def test_only_her_own_secretary_answers(cast: Cast) -> None:
    url = asking(cast.group)
    for user in (cast.officer, cast.viewer, cast.admin):
        assert signed_in(user).post(url, QUIET).status_code == 403
    assert signed_in(cast.other_secretary).post(url, QUIET).status_code == 404
    assert not CheckIn.objects.exists()
    assert signed_in(cast.secretary).post(url, QUIET).status_code == 302
    assert CheckIn.objects.get().group == cast.group


def test_without_a_machine_two_questions_are_asked(cast: Cast) -> None:
    client = signed_in(cast.secretary)
    step = client.get(asking(cast.group), {"changed": "no"}).context["step"]
    assert (step.name, step.number, step.total) == ("problem", 2, 2)
    client.post(asking(cast.group), {"changed": "no", "problem": "no"})
    assert CheckIn.objects.get().machines_sound is None


def test_what_is_no_answer_saves_nothing_and_keeps_the_others(
    cast: Cast, machine: Equipment
) -> None:
    answer = signed_in(cast.secretary).post(asking(cast.group), QUIET | {"broken": "maybe"})
    assert list(errors(answer)) == ["broken"]
    step = answer.context["step"]
    assert (step.name, step.given) == ("broken", {"changed": "no"})
    assert not CheckIn.objects.exists()


def test_last_month_is_still_asked_and_older_ones_are_closed(cast: Cast) -> None:
    client = signed_in(cast.secretary)
    assert asking(cast.group, LAST) in page(cast.secretary, "/")
    client.post(asking(cast.group, LAST), {"changed": "no", "problem": "no"})
    assert asking(cast.group) in page(cast.secretary, "/")
    for month in (months.key(months.back(LAST)), months.key(months.back(THIS, -1)), "2026-13", "x"):
        assert client.get(address("checkin_answer", cast.group.code, month)).status_code == 404


def test_a_group_is_not_asked_about_the_time_before_it(cast: Cast) -> None:
    Group.objects.filter(pk=cast.group.pk).update(founded=months.key(THIS))
    home = page(cast.secretary, "/")
    assert asking(cast.group, LAST) not in home
    assert asking(cast.group) in home


def test_a_yes_leads_to_where_it_is_written_down(cast: Cast, machine: Equipment) -> None:
    client = signed_in(cast.secretary)
    said = {"changed": "yes", "broken": "yes", "problem": "no"}
    follow = client.post(asking(cast.group), said)["Location"]
    check = CheckIn.objects.get()
    assert (check.members_changed, check.machines_sound) == (True, False)
    urls = [row["url"] for row in client.get(follow).context["ways"]]
    assert reverse("aid:fault_create", args=[machine.code]) in urls
    assert any("/people/" in url and cast.group.code in url for url in urls)
    assert "<textarea" not in page(cast.secretary, follow)


def test_a_problem_waits_for_the_office_and_gets_its_answer(cast: Cast) -> None:
    client, officer = signed_in(cast.secretary), signed_in(cast.officer)
    follow = client.post(asking(cast.group), {"changed": "no", "problem": "yes"})["Location"]
    assert client.post(follow, {"note": "Saluran air tersumbat"})["Location"] == "/"
    check = CheckIn.objects.get()
    settle = address("checkin_settle", check.code)
    for place in ("/", address("checkin_list"), address("checkin_group", cast.group.code)):
        assert settle in page(cast.officer, place), place
        assert settle not in page(cast.other_officer, "/")
    for user, status in ((cast.secretary, 403), (cast.viewer, 403), (cast.other_officer, 404)):
        assert signed_in(user).post(settle, {"settled_note": "Ya"}).status_code == status
    assert list(errors(officer.post(settle, {"settled_note": " "}))) == ["settled_note"]
    assert officer.post(settle, {"settled_note": "PPL datang Rabu"}).status_code == 302
    check.refresh_from_db()
    assert (check.settled_on, check.settled_note) == (timezone.localdate(), "PPL datang Rabu")
    assert "PPL datang Rabu" in page(cast.secretary, check.get_absolute_url())
    assert settle not in page(cast.officer, "/")
    assert officer.post(settle, {"settled_note": "Lagi"})["Location"] == check.get_absolute_url()
    check.refresh_from_db()
    assert check.settled_note == "PPL datang Rabu"


def test_other_words_open_a_problem_again_and_a_no_ends_it(cast: Cast) -> None:
    check = CheckInFactory(
        group=cast.group, has_problem=True, note="Air", settled_on=THIS, settled_note="Sudah"
    )
    client, yes = signed_in(cast.secretary), {"changed": "yes", "problem": "yes"}
    client.post(asking(cast.group), yes)
    check.refresh_from_db()
    assert (check.members_changed, check.settled_note) == (True, "Sudah")
    client.post(address("checkin_note", check.code), {"note": "Air lagi"})
    check.refresh_from_db()
    assert (check.note, check.is_waiting) == ("Air lagi", True)
    client.post(asking(cast.group), yes | {"problem": "no"})
    check.refresh_from_db()
    assert (check.has_problem, check.note) == (False, "")


def test_the_words_of_a_problem_are_not_for_everybody(cast: Cast) -> None:
    check = CheckInFactory(group=cast.group, has_problem=True, note="Ketua sakit keras")
    url = check.get_absolute_url()
    assert all(check.note in page(user, url) for user in (cast.secretary, cast.officer, cast.admin))
    assert check.note not in page(cast.viewer, url)
    assert check.note not in page(cast.viewer, cast.group.get_absolute_url())


def test_a_year_is_drawn_with_words(cast: Cast) -> None:
    year = THIS.year - 1
    month = dt.date(year, 3, 1)
    CheckInFactory(group=cast.group, month=month)
    CheckInFactory(group=cast.group, month=dt.date(year, 5, 1), members_changed=True)
    url = f"{address('checkin_group', cast.group.code)}?year={year}"
    cells = signed_in(cast.viewer).get(url).context["year"].cells
    assert [cell["tone"] for cell in cells[:5]] == [
        "silent",
        "silent",
        "quiet",
        "silent",
        "changed",
    ]
    assert all(cell["words"] for cell in cells)
    assert signed_in(cast.other_officer).get(url).status_code == 404
    text = page(cast.viewer, url)
    assert f"<h2>{year}</h2>" in text
    assert f'href="?year={THIS.year}"' in text
    for wrong in ("x", "1999", "99999", str(THIS.year + 1)):
        assert signed_in(cast.viewer).get(url, {"year": wrong}).context["year"].year == str(
            THIS.year
        )


def silent_names(user: Any, **query: str) -> list[str]:
    rows = signed_in(user).get(address("checkin_list"), query).context["lines"]
    return [row["name"] for row in rows]


def test_the_longest_silence_comes_first(cast: Cast) -> None:
    groups = [GroupFactory(name=f"KWT Uji {letter}") for letter in "ABC"]
    for group, number in zip(groups, (3, 5, 1), strict=True):
        CheckInFactory(group=group, month=months.back(THIS, number))
    assert silent_names(cast.officer) == [cast.group.name, "KWT Uji B", "KWT Uji A"]
    assert silent_names(cast.officer, q="uji b") == ["KWT Uji B"]
    old = months.key(months.back(THIS, 5))
    assert "KWT Uji B" not in silent_names(cast.officer, month=old)
    assert silent_names(cast.officer, place=region("18.01.06").code) == []
    assert silent_names(cast.secretary) == [cast.group.name]
    assert silent_names(cast.other_officer) == [cast.other_group.name]
    lines = signed_in(cast.officer).get(address("checkin_list")).context["lines"]
    assert [line["silence"] for line in lines] == ["", "4 bulan", "2 bulan"]
    (card,) = checkin_home_cards.office_cards(cast.officer)
    assert [task["chip_label"] for task in card.context["tasks"]] == [str(len(lines))]
    Group.objects.filter(pk=cast.group.pk).update(state=Group.State.INACTIVE)
    assert cast.group.name not in silent_names(cast.officer)


@pytest.mark.parametrize("role", ["officer", "viewer"])
def test_the_list_costs_the_same_for_many(cast: Cast, role: str) -> None:
    client, url = signed_in(cast.insiders[role]), address("checkin_list")
    counts = [queries_of(client, url)]
    for group in GroupFactory.create_batch(8):
        CheckInFactory(group=group, month=months.back(THIS, 4), has_problem=True, note="Air")
    counts.append(queries_of(client, url))
    assert counts[0] == counts[1] == allowed(f"{role} {url}")


def test_the_silent_groups_go_out_as_a_file(cast: Cast) -> None:
    CheckInFactory(group=cast.group, month=months.back(THIS, 3))
    url = address("checkin_export")
    assert all(signed_in(u).get(url).status_code == 403 for u in (cast.secretary, cast.viewer))
    data = {"columns": ["village", "silence"], "file_format": "xlsx"}
    answer = signed_in(cast.officer).post(url, data)
    header, *rows = load_workbook(BytesIO(file_of(answer))).active.iter_rows(values_only=True)
    (row,) = (dict(zip(header, row, strict=True)) for row in rows)
    assert (row["Kelompok"], row["Tanpa kabar selama"]) == (cast.group.name, "2 bulan")
    assert row["Kabar terakhir"] == months.named(months.back(THIS, 3))
