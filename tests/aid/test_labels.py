"""aid.views.labels: the public page behind a label, and the labels to print."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import pytest
import time_machine
import typst
import zxingcpp
from django.core.cache import cache
from django.test import Client, override_settings
from PIL import Image
from pypdf import PdfReader

from aid import label_documents
from aid.models import Equipment, FaultReport
from core.documents import root
from tests.aid.equipment_pages import LIST, foreign, of, piece
from tests.aid.factories import CustodyFactory, EquipmentFactory
from tests.cast import Cast
from tests.factories import KALIREJO, GroupFactory, InstitutionFactory, region
from tests.members.pages import page, signed_in

__all__ = ["foreign", "piece"]


@pytest.fixture(autouse=True)
def unlimited(db: None) -> None:
    cache.clear()


def label(piece: Equipment) -> str:
    return f"/label/{piece.label_code}/"


def test_label_show_says_whose_it_is_and_nothing_of_anybody(
    cast: Cast, client: Client, piece: Equipment
) -> None:
    InstitutionFactory(
        name="Disnaker Uji", region=region("18.01"), kind="district_labour", phone="+62721123456"
    )
    Equipment.objects.filter(pk=piece.pk).update(place="Gudang Bu Marsinah")
    CustodyFactory(equipment=piece, person=cast.person)
    html = client.get(label(piece)).content.decode()
    for words in ("Mesin gulut tanah", "Yanmar", "KWT Kenanga", "Bumi Daya", "Disnaker Uji"):
        assert words in html
    assert "tel:+62721123456" in html
    for words in ("Marsinah", "Gudang", "18.500.000", piece.code, cast.group.code):
        assert words not in html


def test_the_coaching_offices_number_comes_first(
    cast: Cast, client: Client, piece: Equipment
) -> None:
    InstitutionFactory(region=region("18.01"), kind="district_labour", phone="+62721123456")
    cast.group.coached_by = InstitutionFactory(phone="+62721999999")
    cast.group.save(update_fields=["coached_by"])
    assert "tel:+62721999999" in client.get(label(piece)).content.decode()


def test_label_report_needs_no_sign_in_and_counts_once(client: Client, piece: Equipment) -> None:
    assert client.post(label(piece), {}).context["form"].errors
    for _tap in range(2):
        answer = client.post(label(piece), {"kind": "no_start"}, follow=True)
        assert "Terima kasih" in answer.content.decode()
    fault = FaultReport.objects.get()
    assert (fault.kind, fault.source, fault.state) == ("no_start", "public", "open")


def test_an_unknown_label_is_a_calm_404(db: None, client: Client) -> None:
    answer = client.get("/label/abcdefghjkmnpqrs/")
    assert answer.status_code == 404
    assert "Label ini tidak dikenal" in answer.content.decode()


def test_an_ended_machine_says_so_and_takes_no_report(client: Client, piece: Equipment) -> None:
    Equipment.objects.filter(pk=piece.pk).update(
        state="ended", end_kind="withdrawn", ended_on="2024-05-02", end_reason="Dilebur"
    )
    html = client.get(label(piece)).content.decode()
    assert "Alat ini sudah tidak dipakai: ditarik, 2 Mei 2024." in html
    assert "Dilebur" not in html
    assert client.post(label(piece), {"kind": "leak"}).status_code == 200
    assert not FaultReport.objects.exists()


LIMITS = {"label": "5/m/ip", "label_fault": "2/h/key"}


def test_label_is_not_guessed_at_speed(client: Client, piece: Equipment) -> None:
    with override_settings(ACCOUNT_RATE_LIMITS=LIMITS):
        reports = [client.post(label(piece), {"kind": "leak"}).status_code for _ in range(3)]
        assert reports == [302, 302, 429]
        codes = [client.get(f"/label/guess{n}/").status_code for n in range(3)]
        assert codes == [404, 404, 429]


def sheet(user: Any, url: str) -> PdfReader:
    answer = signed_in(user).get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def test_equipment_label_is_one_page_and_tagged(cast: Cast, piece: Equipment) -> None:
    pdf = sheet(cast.secretary, of(piece, "label/"))
    assert len(pdf.pages) == 1
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = pdf.pages[0].extract_text()
    for words in ("Mesin gulut tanah", "LS 2023 2395", "KWT Kenanga"):
        assert words in text
    assert signed_in(cast.other_officer).get(of(piece, "label/")).status_code == 404


@pytest.mark.parametrize(("name", "pages"), [("2x5", 3), ("3x8", 2), ("nonsense", 3)])
def test_equipment_labels_fill_sheets(cast: Cast, piece: Equipment, name: str, pages: int) -> None:
    for n in range(25):
        EquipmentFactory(group=cast.group, kind=piece.kind, serial=f"S{n:03d}")
    EquipmentFactory(
        group=cast.group,
        kind=piece.kind,
        serial="BERAKHIR",
        state="ended",
        end_kind="lost",
        ended_on="2024-01-02",
        end_reason="hilang",
    )
    pdf = sheet(cast.officer, f"{LIST}labels/?sheet={name}")
    assert len(pdf.pages) == pages
    assert "BERAKHIR" not in "".join(p.extract_text() for p in pdf.pages)


def test_equipment_labels_refuse_too_many_and_none(
    cast: Cast, piece: Equipment, foreign: Equipment, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(cast.officer)
    none = client.get(f"{LIST}labels/?q=asing77", follow=True)
    assert none.redirect_chain[0][0].startswith(LIST)
    assert "Tidak ada label" in none.content.decode()
    EquipmentFactory(group=cast.group, kind=piece.kind)
    monkeypatch.setattr(label_documents, "MOST", 1)
    many = client.get(f"{LIST}labels/", follow=True)
    assert "Paling banyak 1 label" in many.content.decode()


@pytest.mark.parametrize("name", ["2x5", "3x8"])
def test_every_qr_leads_to_its_label(cast: Cast, piece: Equipment, name: str) -> None:
    other = EquipmentFactory(group=cast.group, kind=piece.kind)
    data = label_documents.content(
        Equipment.objects.order_by("pk"),
        address=lambda code: f"https://register.example/label/{code}/",
        sheet=name,
    )
    picture: Any = typst.compile(
        str(root() / "equipment_label.typ"),
        root=str(root()),
        format="png",
        ppi=200,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
    )
    found = {code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(picture)))}
    assert found == {
        f"https://register.example/label/{each.label_code}/" for each in (piece, other)
    }


def test_the_same_data_give_the_same_bytes(piece: Equipment) -> None:
    made = []
    for time in ("00:10", "23:50"):
        with time_machine.travel(f"2023-05-31T{time}:00+07:00"):
            labels = label_documents.labels(Equipment.objects.all(), address="https://x/{}".format)
        made.append(labels)
    assert made[0] == made[1]
    created = PdfReader(io.BytesIO(made[0])).metadata.creation_date
    assert created.date() == dt.date(2023, 5, 31)


def test_the_page_of_the_machine_leads_to_its_label(cast: Cast, piece: Equipment) -> None:
    assert label(piece) in page(cast.secretary, of(piece))


def test_labels_of_many_groups_ask_for_their_offices_at_once(
    cast: Cast, piece: Equipment, django_assert_num_queries: Any
) -> None:
    first = InstitutionFactory(region=region("18.01"), kind="district_labour")
    InstitutionFactory(region=region("18.01"), kind="district_labour")
    coach = InstitutionFactory(phone="+62721999999")
    silent = InstitutionFactory(region=region("18.02"), kind="partner")
    groups = [
        GroupFactory(),
        GroupFactory(coached_by=coach),
        GroupFactory(coached_by=silent),
        GroupFactory(village=region(KALIREJO), coached_by=silent),
        GroupFactory(village=region(KALIREJO)),
    ]
    for group in groups:
        EquipmentFactory(group=group)
    pieces = Equipment.objects.filter(group__in=groups).order_by("group__id")
    with django_assert_num_queries(2):
        said = label_documents.content(pieces, address=str)["labels"]
    expected = [first.name, coach.name, first.name, silent.name, ""]
    assert [row["office"] for row in said] == expected
