"""Unduh hasil: who may take what out, what the file holds, what is written down of it."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.roles import Role
from core.exports import answer, xlsxfile
from core.models import ExportLog
from members.exports import groups, people
from members.forms import exports as forms
from members.models import Person
from tests.cast import Cast
from tests.factories import (
    AssignmentFactory,
    DecreeFactory,
    GroupClassFactory,
    MemberFactory,
    OfficeTermFactory,
    PlacementFactory,
    make_nik,
    make_user,
    region,
)

PEOPLE, NIKS, GROUPS = "/people/export/", "/people/export/nik/", "/groups/export/"
ALL = [column.key for column in people.COLUMNS if not column.is_fixed]


@pytest.fixture
def wide(cast: Cast) -> Cast:
    """Give the person everything that a file can tell, and the group somebody who is abroad."""
    Person.objects.filter(pk=cast.person.pk).update(
        phone="+6281377778888", hamlet="Sidorejo", rt="002", rw="001", nickname="Sinah"
    )
    cast.person.refresh_from_db()
    cast.person.set_nik(make_nik(11, "170488"))
    cast.person.save()
    PlacementFactory(person=cast.person, occupation="perawat lansia")
    PlacementFactory(person=cast.person, country="HK", departed="2019-04", returned="2021-08-17")
    OfficeTermFactory(membership=cast.person.memberships.get())
    away = MemberFactory(group=cast.group, name="Zubaidah", phone="+886912345678")
    PlacementFactory(person=away, status="abroad", departed="2024", returned=None)
    return cast


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def take(user: User, url: str = PEOPLE, **data: object) -> list[dict[str, str]]:
    sent = {"columns": ALL, "file_format": "csv"} | data
    response = client_of(user).post(url, sent)
    assert response.status_code == 200, response.status_code
    assert response.streaming, re.sub(r"\s+", " ", response.content.decode())
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def page(user: User, url: str = PEOPLE) -> str:
    response = client_of(user).get(url)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def test_person_export_tells_all_but_the_nik(wide: Cast) -> None:
    rows = take(wide.officer)
    assert [row["Nama"] for row in rows] == ["Marsinah Lestiani", "Zubaidah"]
    told = rows[0]
    assert told["Kode"] == wide.person.code
    assert told["NIK"] == "tercatat"
    assert told["Tanggal lahir"] == "1988-04-17"
    assert (told["RT"], told["RW"], told["Dusun"]) == ("002", "001", "Sidorejo")
    assert told["Nomor HP"] == "0813-7777-8888"
    assert told["Jabatan"] == "ketua"
    assert told["Kelompok"] == "KWT Kenanga"
    assert told["Negara"] == "Hong Kong"
    assert told["Tanggal berangkat"] == "2019-04"
    assert told["Semua riwayat kerja di luar negeri"] == "Taiwan 2011–2018; Hong Kong 2019–2021"
    assert rows[1]["Status penempatan"] == "masih di luar negeri"
    assert rows[1]["Nomor HP"] == "'+886 91234 5678"


def test_person_export_holds_what_is_filtered_in_the_list_s_order(wide: Cast) -> None:
    MemberFactory(group=wide.group, name="Aminah")
    named = [row["Nama"] for row in take(wide.officer)]
    assert named == ["Aminah", "Marsinah Lestiani", "Zubaidah"]
    assert [r["Nama"] for r in take(wide.officer, f"{PEOPLE}?state=returned")] == named[1:2]
    assert take(wide.officer, f"{PEOPLE}?sort=new")[0]["Nama"] == "Aminah"
    log = ExportLog.objects.order_by("id")[1]
    assert (log.what, log.rows, log.user) == ("members.people", 1, wide.officer)
    assert log.filters == "Sudah kembali"
    assert log.area == wide.group.village_id
    assert "Nomor HP" in log.columns
    assert not log.has_niks


def test_person_export_of_a_secretary_holds_nobody_who_is_abroad(wide: Cast) -> None:
    assert [row["Nama"] for row in take(wide.secretary)] == ["Marsinah Lestiani"]
    assert "1 orang yang masih di luar negeri tidak disertakan" in page(wide.secretary)
    assert "tidak disertakan" not in page(wide.officer)
    told = page(wide.secretary, f"{PEOPLE}?state=abroad")
    assert "masih di luar negeri, sehingga tidak dimuat" in told
    response = client_of(wide.secretary).post(f"{PEOPLE}?state=abroad", {"file_format": "csv"})
    assert not response.streaming
    assert ExportLog.objects.count() == 1


def test_person_export_of_a_viewer_withholds_contact_and_names_of_those_abroad(wide: Cast) -> None:
    rows = {row["Kode"]: row for row in take(wide.viewer)}
    known = rows.pop(wide.person.code)
    (away,) = (row for row in rows.values() if row["Negara"])
    assert (known["Nama"], known["Nama panggilan"]) == ("Marsinah Lestiani", "Sinah")
    for header in ("Nomor HP", "Tanggal lahir", "Dusun", "RT", "RW"):
        assert known[header] == "dirahasiakan", header
    assert int(known["Usia (tahun)"]) >= 36
    assert (away["Nama"], away["Nama panggilan"]) == ("dirahasiakan", "dirahasiakan")
    assert away["Negara"] == "Taiwan"


def test_a_role_elsewhere_shows_no_more_in_a_file(wide: Cast) -> None:
    user = make_user("rangkap", Role.OFFICER, region=region("18.02"))
    AssignmentFactory(user=user, role=Role.VIEWER, region=region("18.01"))
    rows = {row["Kode"]: row for row in take(user)}
    assert rows[wide.person.code]["Nomor HP"] == "dirahasiakan"
    assert rows[wide.other_person.code]["Nomor HP"] != "dirahasiakan"
    assert [r["Kode"] for r in take(user, NIKS, reason="x")] == [wide.other_person.code]


def test_person_export_never_takes_another_place_s(wide: Cast) -> None:
    codes = {row["Kode"] for user in (wide.officer, wide.secretary) for row in take(user)}
    assert wide.person.code in codes
    assert wide.other_person.code not in codes


def test_person_export_niks_needs_a_reason_and_says_so_in_the_log(wide: Cast) -> None:
    response = client_of(wide.officer).post(NIKS, {"file_format": "csv"})
    assert "id_reason" in response.content.decode()
    assert not ExportLog.objects.exists()
    rows = take(wide.officer, NIKS, reason="Usulan bantuan benih")
    assert rows[0]["NIK"] == f"'{make_nik(11, '170488')}"
    log = ExportLog.objects.get()
    assert (log.has_niks, log.reason, log.rows) == (True, "Usulan bantuan benih", 2)
    for user in (wide.secretary, wide.viewer, wide.admin):
        assert client_of(user).post(NIKS, {"reason": "x", "file_format": "csv"}).status_code == 403
    assert "NIK lengkap" in page(wide.officer)
    assert "NIK lengkap" not in page(wide.admin)


def test_a_nik_whose_key_is_lost_does_not_break_the_file(wide: Cast) -> None:
    Person.objects.filter(pk=wide.person.pk).update(nik_cipher="A" * 60)
    assert take(wide.officer, NIKS, reason="x")[0]["NIK"] == "'tercatat"


def test_person_export_as_a_workbook(wide: Cast) -> None:
    data = {"columns": ALL, "file_format": "xlsx"}
    response = client_of(wide.officer).post(PEOPLE, data)
    assert response["Content-Type"].endswith("sheet")
    assert ".xlsx" in response["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response))).active
    header, first, _second = sheet.iter_rows(values_only=True)
    told = dict(zip(header, first, strict=True))
    assert told["Tanggal lahir"].date().isoformat() == "1988-04-17"
    assert told["Tanggal berangkat"] == "2019-04"
    assert told["RT"] == "002"


def test_only_chosen_columns_are_in_the_file(wide: Cast) -> None:
    rows = take(wide.officer, columns=["phone"])
    assert list(rows[0]) == ["No.", "Kode", "Nama", "Nomor HP"]


def test_a_file_is_indonesian_whatever_the_page_is(wide: Cast) -> None:
    client = client_of(wide.officer)
    client.cookies["django_language"] = "en"
    assert "Download the list" in client.get(PEOPLE).content.decode()
    response = client.post(PEOPLE, {"columns": ["office"], "file_format": "csv"})
    text = b"".join(response).decode("utf-8-sig")
    assert '"Nama";"Jabatan"' in text
    assert '"ketua"' in text


@pytest.mark.parametrize("url", [PEOPLE, NIKS, GROUPS])
def test_a_filter_that_matches_nothing_gives_a_sentence_and_no_file(cast: Cast, url: str) -> None:
    address = f"{url}?q=tidakadaorangini"
    told = page(cast.officer, address)
    assert "Tidak ada yang cocok dengan filter ini" in told
    assert 'type="submit">Unduh' not in told
    sent = {"file_format": "csv", "reason": "x"}
    response = client_of(cast.officer).post(address, sent)
    assert not response.streaming
    assert "Tidak ada yang cocok dengan filter ini" in response.content.decode()
    assert not ExportLog.objects.exists()


def test_a_file_of_everything_says_so(wide: Cast) -> None:
    assert "Tanpa filter: seluruh 2 orang" in page(wide.officer)
    assert "1 orang: Sudah kembali." in page(wide.officer, f"{PEOPLE}?state=returned")


def test_an_unknown_filter_takes_out_nothing(wide: Cast) -> None:
    """It would be left out, and the file would hold more than was asked for."""
    address = f"{PEOPLE}?group={wide.other_group.code}"
    assert "nilainya tidak dikenal" in page(wide.officer, address)
    response = client_of(wide.officer).post(address, {"file_format": "csv"})
    assert not response.streaming
    assert not ExportLog.objects.exists()


BAD = ({}, {"file_format": "pdf"}, {"file_format": "csv", "columns": ["x" * 5000]})


@pytest.mark.parametrize("data", BAD)
def test_bad_input_keeps_the_page(cast: Cast, data: dict[str, object]) -> None:
    response = client_of(cast.officer).post(PEOPLE, data)
    assert response.status_code == 200
    assert not response.streaming
    assert not ExportLog.objects.exists()


def test_more_than_excel_takes_is_said(wide: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST_ROWS", 1)
    response = client_of(wide.officer).post(PEOPLE, {"file_format": "xlsx"})
    assert "Excel memuat paling banyak 1 baris" in response.content.decode()
    assert len(take(wide.officer, file_format="csv")) == 2
    assert xlsxfile.MOST_ROWS < 1_048_576


def test_group_export(wide: Cast) -> None:
    DecreeFactory(group=wide.group, number="1/2020", date="2020-02-01")
    DecreeFactory(group=wide.group, number="2/2023", date="2023-02-01")
    GroupClassFactory(group=wide.group, year=2022, score=500)
    keys = [column.key for column in groups.COLUMNS if not column.is_fixed]
    (row,) = take(wide.officer, GROUPS, columns=keys)
    assert (row["Nama"], row["Ketua"]) == ("KWT Kenanga", "Marsinah Lestiani")
    assert row["Jumlah anggota"] == "2"
    assert (row["Nomor SK"], row["Tanggal SK"]) == ("2/2023", "2023-02-01")
    assert (row["Kelas kemampuan"], row["Tahun kelas"]) == ("Madya", "2022")
    assert ExportLog.objects.get().what == "members.groups"
    (masked,) = [r for r in take(wide.viewer, GROUPS, columns=keys) if r["Kode"] == row["Kode"]]
    assert masked["Nomor HP"] == masked["Alamat sekretariat"] == "dirahasiakan"


def test_a_file_costs_the_same_queries_for_few_and_many_rows(wide: Cast) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            take(wide.officer)
        return len(found)

    queries()
    few = queries()
    for number in range(30):
        PlacementFactory(person=MemberFactory(group=wide.group, name=f"Warga {number}"))
    assert queries() == few


def test_the_lists_lead_to_the_export_as_filtered(wide: Cast) -> None:
    assert f'href="{PEOPLE}?state=returned"' in page(wide.officer, "/people/?state=returned")
    assert f'href="{GROUPS}?"' in page(wide.viewer, "/groups/")
    assert PEOPLE not in page(wide.officer, "/people/?q=tidakadaorangini")


def test_the_log_is_written_with_the_answer(wide: Cast) -> None:
    spec = people.PeopleExport(wide.officer)
    selection = answer.Selection.of(Person.objects.all(), order=["sort_key", "id"], area="area")
    assert selection.area == "18"
    log = answer.log(spec, selection, user=wide.officer, filters="")
    assert ExportLog.objects.allowed(wide.admin, "core.view_exportlog").get() == log
    # Of two regencies: no officer of one of them sees it.
    assert not ExportLog.objects.allowed(wide.officer, "core.view_exportlog").exists()


def test_simluhtan_s_columns_stand_in_its_order(wide: Cast) -> None:
    row = take(wide.officer, layout="simluhtan", columns=[])[0]
    assert list(row)[:8] == [
        *("Nama", "NIK", "Tempat lahir", "Tanggal lahir"),
        *("Alamat", "Jenis kelamin", "No HP", "Status"),
    ]
    assert row["Alamat"].startswith("Sidorejo RT 002 RW 001, Bumi Daya")
    assert (row["Komoditas 3"], row["Koordinat"]) == ("", "")
    full = take(wide.officer, NIKS, layout="simluhtan", reason="SIMLUHTAN")[0]
    assert full["NIK"] == f"'{make_nik(11, '170488')}"
    group = take(wide.officer, GROUPS, layout="simluhtan", columns=[])[0]
    assert list(group)[:6] == ["Id", "Kode prov", "Kode kab", "Kode kec", "Kode desa", "Nama"]
    assert (group["Kode kab"], group["Kode desa"]) == ("18.01", "18.01.10.2013")
    assert (group["Ketua"], group["Jumlah anggota"]) == ("Marsinah Lestiani", "2")
    hidden = [r["Nama"] for r in take(wide.viewer, layout="simluhtan", columns=[])]
    assert "Zubaidah" not in hidden
