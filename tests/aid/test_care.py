"""aid.models.care, aid.care, aid.views.care: condition, upkeep that is due, fault reports."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from aid.care import report_fault
from aid.models import Equipment, FaultReport, Inspection, Upkeep
from core.constraints import sentence, violated
from core.storage import keep_photo
from tests.aid.equipment_pages import foreign, of, piece
from tests.aid.factories import (
    EquipmentFactory,
    FaultReportFactory,
    HandoverFactory,
    HandoverLineFactory,
    HandoverPhotoFactory,
    InspectionFactory,
    UpkeepFactory,
)
from tests.cast import Cast
from tests.contracts.places import photo
from tests.members.pages import file_of, page, signed_in

__all__ = ["foreign", "piece"]


def condition_of(piece: Equipment) -> str:
    piece.refresh_from_db()
    return piece.condition


@pytest.mark.django_db
def test_the_latest_look_is_the_condition() -> None:
    piece = EquipmentFactory()
    InspectionFactory(equipment=piece, date="2024-05-01", condition="heavy_damage")
    assert condition_of(piece) == "heavy_damage"
    InspectionFactory(equipment=piece, date="2024-01-01", condition="good")
    assert condition_of(piece) == "heavy_damage"
    UpkeepFactory(equipment=piece, date="2024-05-02", condition_after="light_damage")
    assert condition_of(piece) == "light_damage"
    UpkeepFactory(equipment=piece, date="2024-06-02")
    assert condition_of(piece) == "light_damage"
    InspectionFactory(equipment=piece, date="2024-05-02", condition="good")
    assert condition_of(piece) == "good"


@pytest.mark.django_db
def test_upkeep_waits_until_the_same_kind_is_done_again() -> None:
    piece, today = EquipmentFactory(), timezone.localdate()
    oil = UpkeepFactory(equipment=piece, date="2024-01-01", next_due="2024-06-01")
    UpkeepFactory(equipment=piece, kind="service", date="2024-02-01")
    assert list(Upkeep.objects.waiting()) == [oil]
    assert list(Equipment.objects.overdue(today)) == [piece]
    soon = today + dt.timedelta(days=10)
    UpkeepFactory(equipment=piece, date="2024-06-03", next_due=soon)
    assert list(Equipment.objects.overdue(today)) == []
    assert list(Equipment.objects.due_soon(today)) == [piece]
    UpkeepFactory(equipment=piece, date="2024-06-03")
    assert list(Upkeep.objects.waiting()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("upkeep_cost_plausible", {"cost": -1}),
        ("upkeep_cost_plausible", {"cost": 10**12 + 1}),
        ("upkeep_due_after_done", {"next_due": "2024-03-04"}),
        ("upkeep_date_plausible", {"date": "1980-01-01"}),
    ],
)
def test_upkeep_that_cannot_be(name: str, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        UpkeepFactory(**values)
    assert violated(error.value) == name
    assert sentence(error.value)


@pytest.mark.django_db
@pytest.mark.parametrize("values", [{"state": "handled"}, {"handled_note": "x"}])
def test_a_report_is_handled_with_a_note(values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        FaultReportFactory(**values)
    assert violated(error.value) == "faultreport_handled_with_note"


def test_inspection_create_with_a_photo_beside_the_handovers(cast: Cast, piece: Equipment) -> None:
    data = {
        "date": "2 Mei 2024",
        "by": "Slamet Riyadi",
        "condition": "light_damage",
        "findings": "Pisau aus",
        "upload": SimpleUploadedFile("foto.png", photo()),
    }
    url = of(piece, "inspections/add/")
    early = signed_in(cast.secretary).post(url, data | {"date": "1 Mei 2023"})
    assert early.context["form"].errors.keys() == {"date"}
    data["upload"] = SimpleUploadedFile("foto.png", photo())
    assert signed_in(cast.secretary).post(url, data).status_code == 302
    found = Inspection.objects.get()
    assert found.photo is not None
    assert condition_of(piece) == "light_damage"
    assert of(piece, f"inspections/{found.code}/photo/full/") in page(cast.viewer, of(piece))
    assert signed_in(cast.viewer).post(url, data).status_code == 403


def test_handover_photo_is_that_of_its_own_paper(cast: Cast, piece: Equipment) -> None:
    HandoverPhotoFactory(handover=HandoverFactory(group=cast.group), file=keep_photo(photo("red")))
    line = HandoverLineFactory(handover__group=cast.group, kind=piece.kind)
    url = of(piece, "handover-photo/full/")
    assert signed_in(cast.officer).get(url).status_code == 404
    Equipment.objects.filter(pk=piece.pk).update(handover_line=line)
    assert signed_in(cast.officer).get(url).status_code == 404
    HandoverPhotoFactory(handover=line.handover, file=keep_photo(photo()))
    assert file_of(signed_in(cast.officer).get(url))[:2] == b"\xff\xd8"
    assert signed_in(cast.other_officer).get(url).status_code == 404


def test_upkeep_create_tells_when_it_is_due_again(cast: Cast, piece: Equipment) -> None:
    data = {"date": "2 Mei 2024", "kind": "oil", "cost": "85.000", "next_due": "2 Mei 2024"}
    url = of(piece, "upkeep/add/")
    client = signed_in(cast.secretary)
    for due in ("2 Mei 2024", "2025", "besok"):
        wrong = client.post(url, data | {"next_due": due})
        assert wrong.context["form"].errors.keys() == {"next_due"}, due
    done = client.post(url, data | {"next_due": "2 Agustus 2024", "condition_after": "good"})
    assert done.status_code == 302
    upkeep = Upkeep.objects.get()
    assert (upkeep.cost, str(upkeep.next_due)) == (85_000, "2024-08-02")


def test_a_fault_is_reported_once_and_answered(cast: Cast, piece: Equipment) -> None:
    client = signed_in(cast.secretary)
    client.post(of(piece, "faults/add/"), {"kind": "leak"})
    again = client.post(of(piece, "faults/add/"), {"kind": "leak"}, follow=True)
    assert "sudah dilaporkan" in again.content.decode()
    fault = FaultReport.objects.get()
    assert fault.source == "member"
    assert "Bocor" in page(cast.officer, of(piece))
    home = page(cast.secretary, "/")
    assert f"{of(piece)}#faults" in home
    url = of(piece, f"faults/{fault.code}/")
    early = client.post(url, {"day": "1 Mei 2023", "note": "Selang diganti"})
    assert early.context["form"].errors.keys() == {"day"}
    today = timezone.localdate().isoformat()
    answer = client.post(url, {"day": today, "note": "Selang diganti", "opens_upkeep": "on"})
    assert answer["Location"] == of(piece, "upkeep/add/")
    assert client.get(url).status_code == 404
    assert "Selang diganti" in page(cast.viewer, of(piece))
    client.post(of(piece, "faults/add/"), {"kind": "leak"})
    assert FaultReport.objects.open().count() == 1


def test_a_foreign_fault_is_nobodys(cast: Cast, piece: Equipment, foreign: Equipment) -> None:
    fault = FaultReportFactory(equipment=foreign)
    client = signed_in(cast.officer)
    assert client.get(of(foreign, f"faults/{fault.code}/")).status_code == 404
    assert client.get(of(piece, f"faults/{fault.code}/")).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_same_fault_at_the_same_moment_is_one() -> None:
    piece, told = EquipmentFactory(), []
    begin = threading.Barrier(5)

    def report() -> None:
        begin.wait()
        own = Equipment.objects.get(pk=piece.pk)
        told.append(report_fault(equipment=own, kind="leak", source="public"))
        connection.close()

    threads = [threading.Thread(target=report) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(told) == [False] * 4 + [True]
    assert FaultReport.objects.count() == 1
