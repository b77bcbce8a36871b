"""Paket auditor: all of a year's papers and lists, of one's own regions alone, as one ZIP."""

from __future__ import annotations

import csv
import hashlib
import io
import tracemalloc
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.storage import default_storage

from accounts.roles import Role
from aid.audit_pack import entries
from aid.audit_rows import AuditRows, Chosen
from aid.models import Handover, ProposalLine
from core.exports.pack import SUMS, Entry, zip_parts
from core.models import ExportLog
from core.storage import keep_photo, keep_scan
from members.models import Group
from tests.aid.factories import (
    CustodyFactory,
    EquipmentFactory,
    HandoverFactory,
    HandoverLineFactory,
    HandoverPhotoFactory,
    InspectionFactory,
    ProposalLineFactory,
)
from tests.aid.pages import errors, page, signed_in
from tests.aid.test_services_handovers import cancel, issue, own
from tests.aid.use_factories import IdleAnswerFactory, UseLogFactory
from tests.cast import Cast
from tests.factories import AssignmentFactory, InstitutionFactory, MemberFactory, region
from tests.pictures import picture

URL = "/aid/handovers/audit/"
REASON = "Pemeriksaan Inspektorat"
PDF = b"%PDF-1.7\nSK\n%%EOF"


def handed_over(asked: ProposalLine, mark: str, **values: Any) -> Handover:
    """An own paper with all that can be attached to it."""
    draft = own(
        scan=keep_scan(picture(colour="navy" if mark == "KITA" else "teal")),
        agreement_scan=keep_scan(PDF + b"NPHD" + mark.encode() + b"%%EOF"),
        agreement_number=f"NPHD/{mark}",
        **values,
    )
    HandoverLineFactory(
        handover=draft, proposal_line=asked, kind=asked.kind, serials=f"LS-{mark}", unit_price=9
    )
    photo = keep_photo(picture(colour="olive" if mark == "KITA" else "maroon"))
    HandoverPhotoFactory(handover=draft, file=photo, caption="Penyerahan")
    return issue(draft)


def year_of(group: Group, mark: str) -> Handover:
    """A year of aid: proposed, decreed, handed over, looked at, used, and one that stands."""
    office = InstitutionFactory(region=region(group.village_id[:5]))
    asked = ProposalLineFactory(
        proposal__group=group,
        decreed=True,
        decree__office=office,
        decree__number=f"188/{mark}/2023",
        decree__scan=keep_scan(PDF + mark.encode() + b"%%EOF"),
        verification__scan=keep_scan(PDF + b"VISIT" + mark.encode() + b"%%EOF"),
    )
    paper = handed_over(asked, mark, group=group, office=office, giver=office)
    machine = paper.lines.get().pieces.get()
    CustodyFactory(equipment=machine, person=MemberFactory(group=group, name=f"Wagiyem {mark}"))
    InspectionFactory(equipment=machine, date="2023-09-01", findings="=1+1")
    for hours in (4, 2.5):
        UseLogFactory(equipment=machine, used_on="2023-11-02", hours=hours, area_ha=1)
    idle = EquipmentFactory(group=group, brand=f"Diam {mark}", acquired_on="2021")
    IdleAnswerFactory(equipment=idle, asked_for="2023-10-10", note="tanah miring")
    return Handover.objects.get(pk=paper.pk)


@pytest.fixture
def paper(cast: Cast) -> Handover:
    year_of(cast.other_group, "ORANG LAIN")
    return year_of(cast.group, "KITA")


def pack(user: Any, year: int = 2023, **more: Any) -> dict[str, bytes]:
    data = {"year": str(year), "reason": REASON, **more}
    answer = signed_in(user).post(URL, data)
    assert answer["Content-Type"] == "application/zip", errors(answer)
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    text = files[f"{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_the_pack_holds_the_year(cast: Cast, paper: Handover) -> None:
    files = pack(cast.officer)
    decree = paper.lines.get().proposal_line.decree
    visit = paper.lines.get().proposal_line.verification
    folder = f"03-BAST/001-BAST-V-2023 {paper.code}"
    visited = f"01-USULAN/2023-02-20 {cast.group.name} {visit.code}"
    assert sorted(name for name in files if not name.endswith(".csv")) == [
        f"{visited}/Berita acara verifikasi.pdf",
        f"{visited}/Formulir.pdf",
        f"02-SK/188-KITA-2023 {decree.code}.pdf",
        f"{folder}/BAST.pdf",
        f"{folder}/Foto 01.jpg",
        f"{folder}/Perjanjian.pdf",
        f"{folder}/Pindaian.jpg",
        SUMS,
    ]
    assert files[f"{folder}/BAST.pdf"].startswith(b"%PDF")
    with default_storage.open(paper.scan.path()) as stored:
        assert files[f"{folder}/Pindaian.jpg"] == stored.read()
    (line,) = rows(files, "01-USULAN")
    assert (line["Keadaan"], line["Urutan terbalik"]) == ("diserahkan", "tidak")
    assert line["Diserahkan dengan BAST"] == "001/BAST/V/2023"
    (listed,) = rows(files, "02-SK")
    assert (listed["Nomor"], listed["Kelompok"], listed["Barang"]) == ("188/KITA/2023", "1", "1")
    (handed,) = rows(files, "03-BAST")
    assert (handed["Nomor register"], handed["Pindaian ada"]) == ("001/BAST/V/2023", "ya")


def test_the_pack_tells_what_became_of_the_machines(cast: Cast, paper: Handover) -> None:
    files = pack(cast.officer)
    machines = rows(files, "04-ALAT")
    assert {row["Merek dan tipe"] for row in machines} == {"", "Diam KITA"}
    assert {row["Diserahkan dengan BAST"] for row in machines} == {"", "001/BAST/V/2023"}
    (held,) = rows(files, "05-PENANGGUNG-JAWAB")
    assert (held["Penanggung jawab"], held["Sejak"]) == ("Wagiyem KITA", "2023-05-31")
    (seen,) = rows(files, "06-PEMERIKSAAN")
    assert (seen["Kondisi"], seen["Temuan"]) == ("baik", "'=1+1")
    (used,) = rows(files, "07-PEMAKAIAN")
    assert (used["Pemakaian"], used["Jam"], used["Luas (ha)"]) == ("2", "6,5", "2")
    assert (used["Terakhir dipakai"], used["Nomor seri"]) == ("2023-11-02", "'LS-KITA")
    (idle,) = rows(files, "08-TIDAK-DIPAKAI")
    assert idle["Merek dan tipe"] == "Diam KITA"
    assert idle["Kata kelompok"] == "2023-10-10 belum ada operator: tanah miring"


def test_index_and_checksums_name_every_file(cast: Cast, paper: Handover) -> None:
    files = pack(cast.officer)
    index = rows(files, "00-INDEKS")
    assert {row["Berkas"] for row in index} == set(files) - {SUMS, "00-INDEKS.csv"}
    by = {row["Isi berkas"]: row for row in index}
    assert by["Berita acara kunjungan verifikasi"]["Tanggal"] == "2023-02-20"
    record = by["Berita acara serah terima (BAST)"]
    assert (record["Nomor"], record["Tanggal"]) == ("001/BAST/V/2023", "2023-05-31")
    assert record["Kelompok"] == cast.group.name
    assert by["Foto"]["Catatan"] == "Penyerahan"
    sums = dict(reversed(row.split("  ", 1)) for row in files[SUMS].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != SUMS
    }
    log = ExportLog.objects.get(user=cast.officer)
    assert (log.what, log.reason, log.area) == ("aid.audit_pack", REASON, "18.01")
    assert log.rows == len(files) - 1
    assert log.filters.startswith("2023 · ")


def test_nothing_of_another_region_is_in_it(cast: Cast, paper: Handover) -> None:
    for user, theirs in ((cast.officer, b"ORANG LAIN"), (cast.other_officer, b"KITA")):
        files = pack(user)
        assert not [name for name, data in files.items() if theirs in name.encode() + data]
        assert len([name for name in files if name.startswith("03-BAST/")]) == 4
    for user in (cast.secretary, cast.viewer, cast.admin):
        assert signed_in(user).post(URL, {"year": "2023", "reason": REASON}).status_code == 403


def test_of_several_regions_one_may_be_chosen(cast: Cast, paper: Handover) -> None:
    AssignmentFactory(user=cast.officer, role=Role.OFFICER, region=region("18.02"))
    assert len(rows(pack(cast.officer), "03-BAST")) == 2
    (row,) = rows(pack(cast.officer, area="18.02"), "03-BAST")
    assert row["Kelompok"] == cast.other_group.name
    assert ExportLog.objects.latest("pk").area == "18.02"
    answer = signed_in(cast.other_officer).post(
        URL, {"year": "2023", "reason": REASON, "area": "18.01"}
    )
    assert "Pilih dahulu tahun dan wilayahnya" in str(errors(answer))


@pytest.mark.parametrize("year", ["2019", "1800", "3000", "dua ribu", "", "9" * 400])
def test_a_year_without_anything_gives_a_sentence_and_no_file(
    cast: Cast, paper: Handover, year: str
) -> None:
    answer = signed_in(cast.officer).post(URL, {"year": year, "reason": REASON})
    assert errors(answer)
    assert not ExportLog.objects.exists()
    assert signed_in(cast.officer).get(URL, {"year": year}).status_code == 200


def test_the_year_in_the_form_is_shown_or_taken_out_at_once(cast: Cast, paper: Handover) -> None:
    client = signed_in(cast.officer)
    shown = client.post(URL, {"year": "2019", "show": "1"})
    assert shown["Location"] == f"{URL}?year=2019&area="
    assert not ExportLog.objects.exists()
    asked = client.get(shown["Location"]).content.decode()
    assert 'name="year" value="2019"' in asked
    assert asked.count('<form method="post" novalidate data-repeat') == 1
    assert client.post(URL, {"year": "2023", "reason": REASON})["Content-Type"] == "application/zip"


def test_an_unknown_day_makes_no_year(cast: Cast) -> None:
    EquipmentFactory(group=cast.group, acquired_on=None)
    assert "Pilih tahun lain" in page(cast.officer, f"{URL}?year=1990")


def test_a_reason_is_asked_for(cast: Cast, paper: Handover) -> None:
    answer = signed_in(cast.officer).post(URL, {"year": "2023", "reason": "  "})
    assert list(errors(answer)) == ["reason"]
    assert not ExportLog.objects.exists()


def test_a_missing_file_is_named_and_breaks_nothing(cast: Cast, paper: Handover) -> None:
    default_storage.delete(paper.scan.path())
    files = pack(cast.officer)
    missing = [row for row in rows(files, "00-INDEKS") if row["Catatan"].startswith("hilang")]
    assert [row["Isi berkas"] for row in missing] == ["Berita acara bertanda tangan"]
    assert missing[0]["Berkas"] not in files
    assert len([name for name in files if name.startswith("03-BAST/")]) == 3


def test_a_cancelled_paper_keeps_its_place_and_a_draft_has_none(
    cast: Cast, paper: Handover
) -> None:
    HandoverFactory(group=cast.group, giver_number="KONSEP/1")
    cancel(paper, reason="Salah kelompok")
    files = pack(cast.officer)
    (row,) = rows(files, "03-BAST")
    assert row["Keadaan"] == "dibatalkan"
    index = {row["Isi berkas"]: row["Catatan"] for row in rows(files, "00-INDEKS")}
    assert index["Berita acara serah terima (BAST)"] == "dibatalkan"


def test_another_offices_paper_is_a_summary(cast: Cast) -> None:
    draft = HandoverFactory(group=cast.group, giver_number="027/12/2023")
    HandoverLineFactory(handover=draft)
    issue(draft)
    assert f"03-BAST/027-12-2023 {draft.code}/Ringkasan BAST.pdf" in pack(cast.officer)


@time_machine.travel("2023-12-20 10:00:00+07:00")
def test_in_the_running_year_idle_machines_are_named_though_they_were_used(
    cast: Cast, paper: Handover
) -> None:
    machine = EquipmentFactory(group=cast.group, brand="Lama diam", acquired_on="2020")
    UseLogFactory(equipment=machine, used_on="2023-02-01")
    names = [row["Merek dan tipe"] for row in rows(pack(cast.officer), "08-TIDAK-DIPAKAI")]
    assert sorted(names) == ["Diam KITA", "Lama diam"]


def test_the_page_tells_what_the_pack_holds(cast: Cast, paper: Handover) -> None:
    text = page(cast.officer, f"{URL}?year=2023")
    assert "Isi paket tahun 2023" in text
    assert "16 berkas" in text
    assert URL in page(cast.officer, "/aid/handovers/")
    assert URL not in page(cast.secretary, "/aid/handovers/")


def test_memory_does_not_grow_with_the_papers(cast: Cast) -> None:
    """Files are read and papers drawn one by one; drawing itself stands for any bytes here."""
    scan = keep_scan(PDF + b" " * 400_000 + b"%%EOF")
    for n in range(24):
        draft = HandoverFactory(group=cast.group, giver_number=f"{n}", scan=scan)
        HandoverLineFactory(handover=draft)
        issue(draft)
    found = AuditRows(cast.officer, 2023)
    chosen = Chosen.of(found)

    def peak(papers: int) -> int:
        tracemalloc.start()
        some = entries(found, _with(chosen, papers))
        for _part in zip_parts(_without_drawing(some)):
            pass
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    peak(1)
    assert peak(24) < peak(4) + 600_000


def _with(chosen: Chosen, papers: int) -> Chosen:
    values = {name: getattr(chosen, name) for name in Chosen.__slots__}
    return Chosen(**values | {"papers": chosen.papers[:papers]})


def _without_drawing(some: Iterator[Entry]) -> Iterator[Entry]:
    for entry in some:
        is_drawn = entry.path.endswith("BAST.pdf")
        yield Entry(entry.path, lambda: [bytes(200_000)]) if is_drawn else entry
