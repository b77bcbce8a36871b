"""aid.views.equipment, aid.views.equipment_acts: a machine's list, page, data, custody, end."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aid.models import Equipment
from core.history import recording
from tests.aid.equipment_pages import LIST, foreign, insiders, of, piece
from tests.aid.factories import (
    CustodyFactory,
    EquipmentFactory,
    FaultReportFactory,
    InspectionFactory,
    UpkeepFactory,
)
from tests.aid.use_factories import UseLogFactory
from tests.cast import Cast
from tests.contracts.places import photo
from tests.factories import MemberFactory
from tests.members.pages import file_of, page, signed_in
from tests.queries import allowed, queries_of

__all__ = ["foreign", "piece"]


def names(user: Any, query: str = "") -> list[str]:
    html = page(user, f"{LIST}{query}")
    return re.findall(r'<a class="row-link[^"]*" href="[^"]+">([^<]+)</a>', html)


def test_equipment_list_shows_each_role_its_own(
    cast: Cast, piece: Equipment, foreign: Equipment
) -> None:
    assert names(cast.officer) == [str(piece)]
    assert names(cast.secretary) == [str(piece)]
    assert sorted(names(cast.viewer)) == sorted([str(piece), str(foreign)])
    assert [names(user) for user in cast.strangers] == [[str(foreign)], [str(foreign)]]


@pytest.mark.parametrize(
    "text",
    ["gulut", "gulud", "Mesin Gulud", "mesingulut", "LS20232395", "ls 2023", "yan mar", "kenanga"],
)
def test_equipment_list_finds_it_however_it_is_spelt(
    cast: Cast, piece: Equipment, foreign: Equipment, text: str
) -> None:
    assert names(cast.viewer, f"?q={text}") == [str(piece)]


def test_equipment_list_finds_words_of_several_places(cast: Cast, piece: Equipment) -> None:
    assert names(cast.officer, "?q=gulud+kenanga+2395") == [str(piece)]
    assert names(cast.officer, "?q=gulud+seruni") == []
    assert names(cast.officer, "?q=--") == []


def test_equipment_list_filters(cast: Cast, piece: Equipment) -> None:
    ended = EquipmentFactory(
        group=cast.group,
        kind=piece.kind,
        brand="Quick",
        state="ended",
        end_kind="lost",
        ended_on="2024-01-02",
        end_reason="hilang",
    )
    FaultReportFactory(equipment=piece)
    UpkeepFactory(equipment=piece, next_due="2024-06-01")
    CustodyFactory(equipment=piece, person=cast.person)
    one, other = [str(piece)], [str(ended)]
    assert names(cast.officer, f"?kind={piece.kind_id}&state=at_work") == one
    assert names(cast.officer, "?state=ended") == other
    assert names(cast.officer, "?care=fault") == one
    assert names(cast.officer, "?care=overdue") == one
    assert names(cast.officer, "?care=due") == []
    assert names(cast.officer, "?care=custodian") == []
    assert names(cast.officer, f"?group={cast.group.code}&condition=heavy_damage") == []
    assert names(cast.officer, "?title=loan") == []
    for sort in ("group", "kind", "changed"):
        assert len(names(cast.officer, f"?sort={sort}")) == 2


def test_equipment_list_shows_pages_of_fifty(cast: Cast, piece: Equipment) -> None:
    for n in range(55):
        EquipmentFactory(group=cast.group, kind=piece.kind, serial=f"S{n:03d}")
    html = page(cast.officer, f"{LIST}?sort=kind")
    assert "1–50" in html
    (following,) = re.findall(r'href="\?([^"]*after=\w+)"', html)
    assert len(names(cast.officer, f"?{following.replace('&amp;', '&')}")) == 6


@pytest.mark.parametrize("role", ["officer", "secretary", "viewer"])
@pytest.mark.parametrize("address", [LIST, f"{LIST}?q=gulud&state=at_work"])
def test_the_list_costs_the_same_for_one_row_and_fifty(
    cast: Cast, client: Client, piece: Equipment, role: str, address: str
) -> None:
    client.force_login(getattr(cast, role))
    one = queries_of(client, address)
    for n in range(47):
        more = EquipmentFactory(group=cast.group, kind=piece.kind, serial=f"S{n:03d}")
        UpkeepFactory(equipment=more, next_due="2024-06-01")
    assert queries_of(client, address) == one == allowed(f"{role} {address}")


def test_the_page_costs_the_same_for_much_history(
    cast: Cast, client: Client, piece: Equipment
) -> None:
    client.force_login(cast.officer)
    one = queries_of(client, of(piece))
    for n in range(5):
        CustodyFactory(equipment=piece, person=MemberFactory(group=cast.group), until="2023-07-01")
        InspectionFactory(equipment=piece, date=f"2024-0{n + 1}-01")
        UpkeepFactory(equipment=piece, date=f"2024-0{n + 1}-01")
    assert queries_of(client, of(piece)) == one == allowed("officer /aid/equipment/CODE/")


def test_the_change_log_tells_the_piece_and_its_book(cast: Cast, piece: Equipment) -> None:
    seen = InspectionFactory(equipment=piece, date="2024-03-02", findings="Baut kendor")
    client = signed_in(cast.officer)
    typed = {"date": "2024-03-02", "by": "Pak Slamet", "condition": "light_damage"}
    client.post(of(piece, f"inspections/{seen.code}/change/"), typed | {"findings": "Bocor"})
    log = UseLogFactory(equipment=piece, person=cast.person, used_on="2024-04-05")
    client.post(f"/aid/uses/{log.code}/cancel/", {"reason": "Tercatat dua kali"})
    address = of(piece, "history/")
    html = page(cast.secretary, address)
    for words in ("Baut kendor", "Bocor", "rusak ringan", "5 April 2024", "Tercatat dua kali"):
        assert words in html, words
    assert address in page(cast.officer, of(piece))
    Equipment.objects.update(
        state="ended", end_kind="lost", ended_on="2024-05-01", end_reason="Hanyut"
    )
    assert address in page(cast.secretary, of(piece))
    assert address not in page(cast.viewer, of(piece))
    for user, status in [(cast.viewer, 403), *((user, 404) for user in cast.strangers)]:
        assert signed_in(user).get(address).status_code == status


def test_the_change_log_of_a_piece_that_moved_names_nobody_of_its_former_group(
    cast: Cast, foreign: Equipment
) -> None:
    with recording(cast.admin, "aid.change_custody"):
        CustodyFactory(equipment=foreign, person=cast.other_person, until="2024-01-31")
        UseLogFactory(equipment=foreign, person=cast.other_person, operator="Rahasia")
    Equipment.objects.filter(pk=foreign.pk).update(group=cast.group)
    with recording(cast.admin, "aid.change_custody"):
        CustodyFactory(equipment=foreign, person=cast.person, since="2024-02-01")
    html = page(cast.secretary, of(foreign, "history/"))
    assert cast.person.name in html
    for name in (cast.other_person.name, "Rahasia"):
        assert name not in html
    assert cast.other_person.name in page(cast.admin, of(foreign, "history/"))


def test_the_change_log_costs_the_same_for_one_act_and_twenty(
    cast: Cast, client: Client, piece: Equipment
) -> None:
    client.force_login(cast.officer)

    def look(day: int) -> None:
        with recording(cast.officer, "aid.add_inspection"):
            InspectionFactory(equipment=piece, date=f"2024-03-{day:02}")
            CustodyFactory(equipment=piece, person=cast.person, until="2023-07-01")

    look(1)
    address = of(piece, "history/")
    one = queries_of(client, address)
    for day in range(2, 21):
        look(day)
    assert queries_of(client, address) == one == allowed("officer /aid/equipment/CODE/history/")


def test_equipment_detail_tells_facts_and_history(cast: Cast, piece: Equipment) -> None:
    CustodyFactory(equipment=piece, person=cast.person, since="2023-06-01")
    UpkeepFactory(equipment=piece, parts="Oli 1 liter", cost=85_000, next_due="2024-06-01")
    for user in insiders(cast):
        html = page(user, of(piece))
        assert "Rp18.500.000" in html
        assert cast.person.name in html
        assert "Perawatan terlambat sejak 1 Jun 2024" in html
        assert "Rp85.000" in html
        assert "31 Mei 2023" in html
    for user in cast.strangers:
        assert signed_in(user).get(of(piece)).status_code == 404


def test_a_viewer_sees_no_button(cast: Cast, piece: Equipment) -> None:
    FaultReportFactory(equipment=piece)
    html = page(cast.viewer, of(piece))
    for rest in ("condition/", "custody/", "end/", "move/", "change/", "faults/", "upkeep/"):
        assert of(piece, rest) not in html
    secretary = page(cast.secretary, of(piece))
    assert of(piece, "condition/") in secretary
    assert of(piece, "end/") not in secretary
    assert of(piece, "change/") not in secretary


def test_equipment_create_keeps_the_input_on_an_error(cast: Cast, piece: Equipment) -> None:
    data = {
        "group": cast.group.code,
        "kind": piece.kind_id,
        "brand": "Kubota",
        "serial": "ls20232395",
        "title": "grant",
        "condition": "good",
        "value": "Rp 23.500.000,-",
    }
    client = signed_in(cast.officer)
    answer = client.post(f"{LIST}add/", data)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "Alat jenis ini dengan nomor seri ini sudah tercatat." in html
    assert "Kubota" in html
    for value in ("1000000000001", "seratus", "-5"):
        wrong = client.post(f"{LIST}add/", data | {"serial": "X1", "value": value})
        assert wrong.context["form"].errors.keys() == {"value"}, value
    assert client.post(f"{LIST}add/", data | {"serial": "X1"}).status_code == 302
    made = Equipment.objects.get(serial="X1")
    assert made.value == 23_500_000
    assert made.group == cast.group


def test_equipment_create_takes_no_foreign_group(cast: Cast, piece: Equipment) -> None:
    data = {
        "group": cast.other_group.code,
        "kind": piece.kind_id,
        "title": "grant",
        "condition": "good",
    }
    answer = signed_in(cast.officer).post(f"{LIST}add/", data)
    assert answer.context["form"].errors.keys() == {"group"}
    assert signed_in(cast.secretary).post(f"{LIST}add/", data).status_code == 403


def test_equipment_update_changes_neither_group_nor_condition(cast: Cast, piece: Equipment) -> None:
    data = {
        "kind": piece.kind_id,
        "brand": "Kubota",
        "title": "loan",
        "group": cast.other_group.code,
        "condition": "heavy_damage",
    }
    assert signed_in(cast.officer).post(of(piece, "change/"), data).status_code == 302
    piece.refresh_from_db()
    assert (piece.brand, piece.title) == ("Kubota", "loan")
    assert (piece.group, piece.condition) == (cast.group, "good")


def test_photo_is_re_encoded_and_follows_the_machine(cast: Cast, piece: Equipment) -> None:
    url = of(piece, "photo/")
    html = SimpleUploadedFile("foto.jpg", b"<html><script>alert(1)</script></html>")
    refused = signed_in(cast.secretary).post(url, {"upload": html})
    assert refused.context["form"].errors.keys() == {"upload"}
    upload = SimpleUploadedFile("foto.png", photo())
    assert signed_in(cast.viewer).post(url, {"upload": upload}).status_code == 403
    upload = SimpleUploadedFile("foto.png", photo())
    assert signed_in(cast.secretary).post(url, {"upload": upload}).status_code == 302
    answer = signed_in(cast.secretary).get(of(piece, "photo/thumb/"))
    assert answer["Content-Type"] == "image/jpeg"
    assert file_of(answer)[:2] == b"\xff\xd8"
    assert signed_in(cast.other_officer).get(of(piece, "photo/thumb/")).status_code == 404
    assert signed_in(cast.officer).get(of(piece, "photo/huge/")).status_code == 404
