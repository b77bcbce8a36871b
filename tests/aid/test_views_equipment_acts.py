"""aid.views.equipment_acts: condition, custody, another group, the end."""

from __future__ import annotations

from aid.models import Custody, Equipment, EquipmentMove, Inspection
from tests.aid.equipment_pages import of, piece
from tests.aid.factories import CustodyFactory
from tests.cast import Cast
from tests.factories import GroupFactory, MemberFactory
from tests.members.pages import page, signed_in

__all__ = ["piece"]


def test_condition_in_one_tap(cast: Cast, piece: Equipment) -> None:
    client = signed_in(cast.secretary)
    assert client.post(of(piece, "condition/"), {"answer": "in_repair"}).status_code == 302
    piece.refresh_from_db()
    assert (piece.state, piece.condition) == ("in_repair", "good")
    client.post(of(piece, "condition/"), {"answer": "light_damage"})
    piece.refresh_from_db()
    assert (piece.state, piece.condition) == ("in_use", "light_damage")
    assert Inspection.objects.get().by == str(cast.secretary.get_full_name())
    assert client.post(of(piece, "condition/"), {"answer": "hancur"}).status_code == 200
    assert signed_in(cast.viewer).get(of(piece, "condition/")).status_code == 403


def test_custody_goes_from_one_to_the_next_on_one_day(cast: Cast, piece: Equipment) -> None:
    heir = MemberFactory(group=cast.group, name="Suparmi")
    url = of(piece, "custody/")
    client = signed_in(cast.secretary)
    client.post(url, {"person": cast.person.code, "since": "1 Juni 2023"})
    early = client.post(url, {"person": heir.code, "since": "31 Mei 2023"})
    assert "1 Juni 2023" in str(early.context["form"].errors)
    again = client.post(url, {"person": cast.person.code, "since": "1 Juli 2024"})
    assert again.status_code == 200
    client.post(url, {"person": heir.code, "since": "1 Juli 2024"})
    rows = Custody.objects.order_by("since").values_list("person", "since", "until")
    assert [(p, str(s), str(u)) for p, s, u in rows] == [
        (cast.person.pk, "2023-06-01", "2024-07-01"),
        (heir.pk, "2024-07-01", "None"),
    ]
    client.post(url, {"person": "", "since": "2 Agustus 2024"})
    assert not Custody.objects.open().exists()
    assert client.post(url, {"person": "", "since": "2 Agustus 2024"}).status_code == 200


def test_only_a_member_of_the_group_answers_for_it(cast: Cast, piece: Equipment) -> None:
    near = MemberFactory(group=GroupFactory(village=cast.group.village))
    for person in (cast.other_person, near):
        answer = signed_in(cast.officer).post(
            of(piece, "custody/"), {"person": person.code, "since": "1 Juni 2023"}
        )
        assert answer.context["form"].errors.keys() == {"person"}
    assert not Custody.objects.exists()


def test_equipment_end_asks_stays_and_ends_custody(cast: Cast, piece: Equipment) -> None:
    CustodyFactory(equipment=piece, person=cast.person)
    client = signed_in(cast.officer)
    data = {"kind": "withdrawn", "day": "2 Mei 2024", "reason": "Ditarik dinas", "is_sure": "on"}
    unsure = client.post(of(piece, "end/"), data | {"is_sure": ""})
    assert unsure.context["form"].errors.keys() == {"is_sure"}
    early = client.post(of(piece, "end/"), data | {"day": "1 Mei 2023"})
    assert "31 Mei 2023" in str(early.context["form"].errors)
    assert client.post(of(piece, "end/"), data | {"kind": "cancelled"}).status_code == 200
    assert client.post(of(piece, "end/"), data).status_code == 302
    piece.refresh_from_db()
    assert (piece.state, piece.end_kind) == ("ended", "withdrawn")
    assert str(Custody.objects.get().until) == "2024-05-02"
    html = page(cast.secretary, of(piece))
    assert "Ditarik pada 2 Mei 2024" in html
    assert "Ditarik dinas" in html
    for rest in ("condition/", "custody/", "end/", "move/", "upkeep/add/", "faults/add/"):
        assert client.get(of(piece, rest)).status_code == 404
    assert signed_in(cast.secretary).get(of(piece, "end/")).status_code == 403


def test_equipment_move_goes_within_the_region(cast: Cast, piece: Equipment) -> None:
    CustodyFactory(equipment=piece, person=cast.person)
    near = GroupFactory(village=cast.group.village, name="KWT Melati")
    client = signed_in(cast.officer)
    data = {"day": "2 Mei 2024", "reason": "Lebih dipakai"}
    foreign = client.post(of(piece, "move/"), data | {"to_group": cast.other_group.code})
    assert foreign.context["form"].errors.keys() == {"to_group"}
    assert client.post(of(piece, "move/"), data | {"to_group": near.code}).status_code == 302
    move = EquipmentMove.objects.get()
    assert (move.from_group, move.to_group) == (cast.group, near)
    assert str(Custody.objects.get().until) == "2024-05-02"
    assert signed_in(cast.secretary).get(of(piece)).status_code == 404
    html = page(cast.officer, of(piece))
    assert "Pindah dari KWT Kenanga ke KWT Melati" in html
    assert cast.person.name in html


def test_who_was_custodian_elsewhere_is_not_named_to_a_new_group(
    cast: Cast, piece: Equipment
) -> None:
    CustodyFactory(equipment=piece, person=cast.person)
    client = signed_in(cast.admin)
    data = {"day": "2 Mei 2024", "reason": "Lebih dipakai", "to_group": cast.other_group.code}
    assert client.post(of(piece, "move/"), data).status_code == 302
    html = page(cast.other_secretary, of(piece))
    assert cast.person.name not in html
    assert "seseorang dari kelompok lain" in html
