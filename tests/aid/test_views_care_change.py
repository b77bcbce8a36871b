"""aid.views.care, aid.views.use_logs: corrected and cancelled."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aid.models import Equipment, Inspection, Upkeep
from core.storage import keep_photo
from tests.aid.equipment_pages import foreign, of, piece
from tests.aid.factories import InspectionFactory, UpkeepFactory
from tests.aid.pages import errors
from tests.aid.use_factories import UseLogFactory
from tests.aid.use_pages import address
from tests.cast import Cast
from tests.contracts.places import photo
from tests.members.pages import page, signed_in

__all__ = ["foreign", "piece"]

SEEN = {"date": "2 Mei 2024", "by": "Slamet Riyadi", "condition": "good"}
DONE = {"date": "2 Mei 2024", "kind": "oil", "cost": "85.000"}


def url_of(row: Any, rest: str = "change/") -> str:
    part = "inspections" if isinstance(row, Inspection) else "upkeep"
    return of(row.equipment, f"{part}/{row.code}/{rest}")


def test_inspection_update_corrects_the_condition(cast: Cast, piece: Equipment) -> None:
    row = InspectionFactory(
        equipment=piece, condition="heavy_damage", photo=keep_photo(photo("red"))
    )
    url, client = url_of(row), signed_in(cast.secretary)
    assert url in page(cast.secretary, of(piece))
    assert url not in page(cast.viewer, of(piece))
    form = client.get(url).context["form"]
    assert (form["by"].value(), form["date"].value()) == (row.by, "4 Maret 2024")
    early = client.post(url, SEEN | {"date": "1 Mei 2023"})
    assert list(errors(early)) == ["date"]
    assert signed_in(cast.viewer).post(url, SEEN).status_code == 403
    assert signed_in(cast.other_secretary).post(url, SEEN).status_code == 404
    assert client.post(url, SEEN).status_code == 302
    row.refresh_from_db()
    piece.refresh_from_db()
    assert (row.photo is not None, piece.condition) == (True, "good")
    new = SimpleUploadedFile("foto.png", photo("navy"))
    before = row.photo_id
    assert client.post(url, SEEN | {"upload": new}).status_code == 302
    row.refresh_from_db()
    assert row.photo_id != before


def test_upkeep_update_corrects_the_cash_book_and_the_next_time(
    cast: Cast, piece: Equipment
) -> None:
    row = UpkeepFactory(equipment=piece, cost=850_000, next_due="2024-06-01")
    url, client = url_of(row), signed_in(cast.secretary)
    assert client.get(url).context["form"]["next_due"].value() is not None
    data = DONE | {"date": "4 Maret 2024", "next_due": "1 Juli 2024"}
    assert signed_in(cast.viewer).post(url, data).status_code == 403
    assert client.post(url, data).status_code == 302
    row.refresh_from_db()
    assert (row.cost, str(row.next_due)) == (85_000, "2024-07-01")
    book = page(cast.secretary, f"{address('cashbook_detail', piece.code)}?span=2024")
    assert "Rp85.000" in book
    assert "850.000" not in book


def test_who_corrects_an_older_version_sees_both(cast: Cast, piece: Equipment) -> None:
    row = UpkeepFactory(equipment=piece, cost=850_000)
    url, client = url_of(row), signed_in(cast.secretary)
    seen = client.get(url).context["form"]["seen_version"].value()
    Upkeep.objects.update(cost=75_000)
    answer = client.post(url, DONE | {"seen_version": seen})
    assert "cost" in answer.context["form"].differing
    row.refresh_from_db()
    assert row.cost == 75_000


def test_what_was_recorded_of_an_ended_machine_is_still_corrected(
    cast: Cast, piece: Equipment
) -> None:
    row = UpkeepFactory(equipment=piece, date="2024-03-04")
    Equipment.objects.update(
        state="ended", end_kind="lost", ended_on="2024-05-01", end_reason="Hilang"
    )
    url, client = url_of(row), signed_in(cast.secretary)
    assert url in page(cast.secretary, of(piece))
    assert list(errors(client.post(url, DONE))) == ["date"]
    assert client.post(url, DONE | {"date": "1 Mei 2024"}).status_code == 302
    assert client.get(of(piece, "upkeep/add/")).status_code == 404


def test_upkeep_create_and_update_with_a_new_meter(cast: Cast, piece: Equipment) -> None:
    UseLogFactory(equipment=piece, used_on="2024-03-01", hour_meter=800)
    client, url = signed_in(cast.secretary), of(piece, "upkeep/add/")
    assert list(errors(client.post(url, DONE | {"new_meter": "5"}))) == ["new_meter"]
    data = DONE | {"is_meter_replaced": "on"}
    assert client.post(url, data).status_code == 302
    row = Upkeep.objects.get()
    assert row.new_meter == 0
    assert "meter diganti, mulai dari 0" in page(cast.viewer, of(piece))
    UseLogFactory(equipment=piece, used_on="2024-05-04", hour_meter=4)
    assert client.get(url_of(row)).context["form"]["is_meter_replaced"].value() is True
    for wrong in (DONE, data | {"new_meter": "4,5"}):
        answer = client.post(url_of(row), wrong)
        assert list(errors(answer)) == ["new_meter"]
        assert "mundur" in errors(answer)["new_meter"][0]
    assert client.post(url_of(row), data | {"new_meter": "3,5"}).status_code == 302
    assert "meter diganti, mulai dari 3,5" in page(cast.viewer, of(piece))


@pytest.mark.parametrize("factory", [InspectionFactory, UpkeepFactory])
def test_care_is_cancelled_and_stays_struck_through(
    cast: Cast, piece: Equipment, factory: Any
) -> None:
    row = factory(equipment=piece)
    url, client = url_of(row, "cancel/"), signed_in(cast.secretary)
    assert url in page(cast.secretary, url_of(row))
    assert list(errors(client.post(url, {"reason": ""}))) == ["reason"]
    assert signed_in(cast.viewer).post(url, {"reason": "Ganda"}).status_code == 403
    assert signed_in(cast.other_secretary).post(url, {"reason": "Ganda"}).status_code == 404
    assert client.post(url, {"reason": "Milik alat lain"}).status_code == 302
    html = page(cast.viewer, of(piece))
    assert '<del class="was">' in html
    assert html.count("Milik alat lain") == 2  # in the list and on the timeline
    for rest in ("cancel/", "change/"):
        assert client.get(url_of(row, rest)).status_code == 404
        assert client.post(url_of(row, rest), SEEN).status_code == 404


def test_use_cancel_strikes_the_use_through(cast: Cast, piece: Equipment) -> None:
    log = UseLogFactory(equipment=piece, person=cast.person, used_on="2024-03-01", fee=25_000)
    url, client = address("use_cancel", log.code), signed_in(cast.secretary)
    assert url in page(cast.secretary, log.get_absolute_url())
    assert cast.person.name in page(cast.secretary, url)
    assert signed_in(cast.viewer).post(url, {"reason": "Ganda"}).status_code == 403
    assert client.post(url, {"reason": "Tercatat dua kali"}).status_code == 302
    html = page(cast.viewer, f"{address('use_list', piece.code)}?span=2024")
    assert "dibatalkan: Tercatat dua kali" in html
    assert log.get_absolute_url() not in html
    assert client.get(log.get_absolute_url()).status_code == 404
    assert client.get(url).status_code == 404


def test_who_cancels_an_older_version_looks_again(cast: Cast, piece: Equipment) -> None:
    row = UpkeepFactory(equipment=piece, cost=850_000)
    url, client = url_of(row, "cancel/"), signed_in(cast.secretary)
    data = {"reason": "Ganda", "seen_version": _version(client, url)}
    Upkeep.objects.update(cost=75_000)
    answer = client.post(url, data)
    assert list(errors(answer)) == ["__all__"]
    assert "Rp75.000" in answer.content.decode()
    row.refresh_from_db()
    assert not row.is_cancelled
    again = data | {"seen_version": answer.context["form"]["seen_version"].value()}
    assert client.post(url, again).status_code == 302


def _version(client: Client, url: str) -> Any:
    return client.get(url).context["form"]["seen_version"].value()


def test_a_foreign_row_under_an_own_machine_is_nobodys(
    cast: Cast, piece: Equipment, foreign: Equipment
) -> None:
    row = UpkeepFactory(equipment=foreign)
    client = signed_in(cast.officer)
    for rest in ("change/", "cancel/"):
        assert client.get(url_of(row, rest)).status_code == 404
        assert client.get(of(piece, f"upkeep/{row.code}/{rest}")).status_code == 404
