"""The list of trainings: whose rows, which filters, what it costs, and its file."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
import time_machine

from accounts.models import User
from core.models import ExportLog
from tests.cast import Cast
from tests.factories import MemberFactory, region
from tests.members.pages import file_of
from tests.queries import allowed, queries_of
from tests.training.factories import OrganiserFactory, SessionFactory, TopicFactory
from tests.training.pages import LIST, a_training, an_office, page, signed_in


def names(user: User, query: str = "") -> list[str]:
    html = page(user, LIST + query)
    return re.findall(r'<a class="row-link[^"]*" href="[^"]+">([^<]+)</a>', html)


def test_training_list_shows_each_role_its_own(cast: Cast) -> None:
    a_training(cast, cast.person, title="Cabai")
    a_training(cast, cast.other_person, title="Kakao", office=an_office("18.02"))
    a_training(cast, title="Kopi")
    assert sorted(names(cast.officer)) == ["Cabai", "Kopi"]
    assert sorted(names(cast.viewer)) == ["Cabai", "Kakao", "Kopi"]
    assert names(cast.secretary) == ["Cabai"]
    assert names(cast.other_secretary) == ["Kakao"]
    assert names(cast.secretary, "?q=kakao") == []


def test_a_secretary_reads_how_many_of_hers_take_part(cast: Cast) -> None:
    ours = MemberFactory(group=cast.group)
    a_training(cast, cast.person, ours, cast.other_person, quota=2)
    assert "<span>3/2" in page(cast.officer, LIST)
    assert "melebihi kuota" in page(cast.officer, LIST)
    assert "<span>2/2" in page(cast.secretary, LIST)


def test_training_list_is_narrowed(cast: Cast) -> None:
    topic = TopicFactory(name="Budidaya jahe merah")
    first = a_training(
        cast,
        title="Menanam",
        topic=topic,
        village=region("18.01.10.2013"),
        starts_on=dt.date(2024, 3, 1),
        ends_on=dt.date(2024, 3, 2),
        state="open",
        certifies=True,
    )
    a_training(cast, title="Wirausaha", place="Aula Kalianda")
    named = OrganiserFactory(training=first).institution
    for query, expected in {
        "q=jahe": ["Menanam"],
        "q=kalianda": ["Wirausaha"],
        f"q={first.code}": ["Menanam"],
        f"topic={topic.key}": ["Menanam"],
        "state=open": ["Menanam"],
        "year=2023": ["Wirausaha"],
        "place=18.01.10": ["Menanam"],
        "place=18.01": ["Menanam", "Wirausaha"],
        f"organiser={named.code}": ["Menanam"],
        "certifies=no": ["Wirausaha"],
        "sort=old": ["Wirausaha", "Menanam"],
        "sort=title": ["Menanam", "Wirausaha"],
        "year=1800": ["Menanam", "Wirausaha"],
    }.items():
        assert names(cast.officer, f"?{query}") == expected, query


def test_training_list_tells_what_waits(cast: Cast) -> None:
    a_training(cast, title="Lewat", starts_on=dt.date(2023, 2, 1), ends_on=dt.date(2023, 2, 2))
    a_training(cast, title="Jalan")
    a_training(cast, title="Segera", starts_on=dt.date(2023, 3, 6), ends_on=dt.date(2023, 3, 9))
    a_training(cast, title="Nanti", starts_on=dt.date(2023, 3, 9), ends_on=dt.date(2023, 3, 9))
    a_training(cast, title="Batal", state="cancelled", state_reason="Banjir")
    with time_machine.travel("2023-02-20T05:00:00+07:00", tick=False):
        assert names(cast.officer, "?when=now") == ["Jalan"]
        assert names(cast.officer, "?when=soon") == ["Segera"]
        assert names(cast.officer, "?when=over") == ["Lewat"]


@pytest.mark.parametrize("role", ["officer", "secretary", "viewer"])
def test_training_list_costs_the_same_for_any_number(cast: Cast, role: str) -> None:
    client, office = signed_in(cast.insiders[role]), an_office()
    counts = []
    for number in (1, 49):
        for _n in range(number):
            OrganiserFactory(training=a_training(cast, cast.person, office=office))
        counts.append(queries_of(client, LIST))
    assert counts[0] == counts[1] == allowed(f"{role} {LIST}")


def test_empty_lists_say_what_to_do(cast: Cast) -> None:
    assert "Rencanakan pelatihan" in page(cast.officer, LIST)
    assert "Begitu ada yang terdaftar" in page(cast.secretary, LIST)
    assert "Tidak ada pelatihan yang cocok" in page(cast.officer, f"{LIST}?q=xyz")


def rows(user: User, query: str = "") -> list[dict[str, str]]:
    data = {"columns": ["organisers", "hours", "sessions", "enrolled"], "file_format": "csv"}
    text = file_of(signed_in(user).post(f"{LIST}export/{query}", data)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_file_holds_what_the_list_shows(cast: Cast) -> None:
    training = a_training(cast, cast.person, cast.other_person, title="Cabai")
    a_training(cast, title="Kakao", office=an_office("18.02"))
    OrganiserFactory(training=training, institution__name="BP3MI Lampung")
    SessionFactory(training=training)
    SessionFactory(training=training, date="2023-02-21", hours="7.5")
    SessionFactory(training=training, date="2023-02-22", cancel_reason="Hujan")
    (row,) = rows(cast.officer)
    assert row["Nama pelatihan"] == "Cabai"
    assert (row["Penyelenggara"], row["Sesi"], row["Peserta"]) == ("BP3MI Lampung", "2", "2")
    assert row["Jam"] == "15,5"
    assert [row["Peserta"] for row in rows(cast.secretary)] == ["1"]
    assert [row["Nama pelatihan"] for row in rows(cast.viewer, "?q=kakao")] == ["Kakao"]
    log = ExportLog.objects.get(user=cast.officer)
    assert (log.what, log.rows) == ("training.trainings", 1)
