"""training.views.exports: the files of follow-ups, what each may read in them."""

from __future__ import annotations

import csv
import io

import pytest
from django.urls import reverse

from accounts.models import User
from core.models import ExportLog
from tests.cast import Cast
from tests.factories import MemberFactory, PlacementFactory
from tests.members.pages import file_of
from tests.training.factories import FollowUpFactory
from tests.training.pages import errors, page, signed_in
from tests.training.test_views_follow_ups import held, of, today

__all__ = ["today"]

DUE_FILE = "followup_due_export"


def rows(user: User, address: str, *columns: str) -> list[dict[str, str]]:
    data = {"columns": columns, "file_format": "csv"}
    text = file_of(signed_in(user).post(address, data)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_file_of_answers_holds_what_each_may_read(cast: Cast) -> None:
    other = MemberFactory(group=cast.other_group, name="Painem")
    training = held(cast, cast.person, other)
    FollowUpFactory(participant=of(training, cast.person), income=150_000, note="Tiap pekan")
    FollowUpFactory(participant=of(training, other), uses="no", why="land")
    address = reverse("training:followup_export", args=[training.code])
    first, second = rows(cast.officer, address, "income", "note", "why")
    assert (first["Nama"], first["Memakainya"]) == (cast.person.name, "ya")
    assert first["Ditanyakan"] == "sesudah 3 bulan"
    assert (first["Dengan kata-katanya sendiri"], second["Mengapa tidak"]) == (
        "Tiap pekan",
        "tidak ada lahan",
    )
    (mine,) = rows(cast.secretary, address, "note")
    assert mine["Nama"] == cast.person.name
    assert [row["Nama"] for row in rows(cast.officer, f"{address}?uses=no")] == ["Painem"]
    log = ExportLog.objects.filter(user=cast.officer).earliest("pk")
    assert (log.what, log.rows) == ("training.followups", 2)


@pytest.mark.parametrize(("role", "is_offered"), [("officer", True), ("secretary", False)])
def test_income_is_taken_out_by_the_office_alone(cast: Cast, role: str, is_offered: bool) -> None:
    training = held(cast, cast.person)
    FollowUpFactory(participant=of(training, cast.person), income=150_000)
    address = reverse("training:followup_export", args=[training.code])
    user = cast.insiders[role]
    assert ('value="income"' in page(user, address)) == is_offered
    answer = signed_in(user).post(address, {"columns": ["income"], "file_format": "csv"})
    assert b"150000" in file_of(answer) if is_offered else "columns" in errors(answer)


def test_who_is_abroad_stands_in_no_file_of_a_secretary(cast: Cast) -> None:
    other = MemberFactory(group=cast.group, name="Painem")
    training = held(cast, cast.person, other)
    for person in (cast.person, other):
        FollowUpFactory(participant=of(training, person), uses="not_met")
    PlacementFactory(person=other, status="abroad", returned=None)
    for name in ("followup_export", "followup_due_export"):
        address = reverse(f"training:{name}", args=[training.code] if name != DUE_FILE else [])
        assert [row["Nama"] for row in rows(cast.secretary, address)] == [cast.person.name], name
        assert "1 orang" in page(cast.secretary, address)
        assert len(rows(cast.officer, address)) == 2


def test_the_file_of_who_is_to_be_asked(cast: Cast) -> None:
    training = held(cast, cast.person, cast.other_person, title="Cabai")
    FollowUpFactory(participant=of(training, cast.person), uses="not_met", asked_on="2023-05-23")
    address = reverse(f"training:{DUE_FILE}")
    (row,) = rows(cast.secretary, address, "missed", "group")
    assert (row["Nama"], row["Nama pelatihan"]) == (cast.person.name, "Cabai")
    assert (row["Ditanyakan"], row["Belum bertemu tanggal"]) == ("sesudah 3 bulan", "2023-05-23")
    assert len(rows(cast.officer, address)) == 2
    assert [row["Nama"] for row in rows(cast.officer, f"{address}?q=ponirah")] == [
        cast.other_person.name
    ]
    assert signed_in(cast.viewer).get(address).status_code == 403
    assert ExportLog.objects.filter(what="training.followups_due").count() == 3
