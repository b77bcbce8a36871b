"""Equipment and proposals changed together."""

from __future__ import annotations

import pytest
from django.forms.models import model_to_dict

from aid.bulk import EQUIPMENT, PROPOSALS
from aid.models import Booking, Custody, Equipment, Inspection, Proposal
from institutions.forms import key_of
from tests.aid.factories import (
    CustodyFactory,
    EquipmentFactory,
    ProposalFactory,
    ProposalLineFactory,
)
from tests.aid.use_factories import BookingFactory
from tests.bulk import change, page, propose, proposed, setting, ticked
from tests.cast import Cast
from tests.factories import GroupFactory, MemberFactory, ProgrammeFactory
from tests.members.pages import signed_in

ENDED = {
    "state": "ended",
    "end_kind": "lost",
    "ended_on": "2024-01-31",
    "end_reason": "Hilang saat banjir",
}
COLUMNS = {"funding": "APBN 2019", "title": "loan", "place": "Balai desa"}


def test_every_column_of_equipment_stands_here() -> None:
    acts = {"condition", "custodian", "end", "programme"}
    assert {field.key for field in EQUIPMENT.fields} - acts == COLUMNS.keys()


@pytest.mark.parametrize("key", [*COLUMNS, "programme"])
def test_a_column_of_equipment_leaves_the_others_alone(cast: Cast, key: str) -> None:
    programme = ProgrammeFactory()
    pieces = [EquipmentFactory(group=cast.group, note="Tua", brand="Quick") for _ in range(2)]
    before = model_to_dict(Equipment.objects.get(pk=pieces[1].pk))
    typed = COLUMNS.get(key) or key_of(programme)
    edit = change(cast.officer, EQUIPMENT, ticked(pieces) | setting(**{key: typed}))
    assert edit.counts["done"] == 2
    now = model_to_dict(Equipment.objects.get(pk=pieces[1].pk))
    assert now == before | {key: COLUMNS.get(key) or programme.pk}


def test_conditions_are_looks_of_today_and_ended_pieces_stay(cast: Cast) -> None:
    good, away, ended = (
        EquipmentFactory(group=cast.group, **more) for more in ({}, {"state": "in_repair"}, ENDED)
    )
    client = signed_in(cast.officer)
    data = ticked([good, away, ended]) | setting(condition="light_damage")
    edit = proposed(client, EQUIPMENT, data)
    assert (edit.counts["accepted"], edit.counts["refused"]) == (2, 1)
    assert "Sudah berakhir" in page(client, EQUIPMENT, edit)
    change(cast.officer, EQUIPMENT, data)
    for piece in (good, away):
        piece.refresh_from_db()
        assert (piece.condition, piece.state) == ("light_damage", "in_use")
    looks = Inspection.objects.filter(equipment__in=[good, away])
    assert set(looks.values_list("by", flat=True)) == {cast.officer.name}
    change(cast.officer, EQUIPMENT, ticked([good]) | setting(condition="in_repair"))
    good.refresh_from_db()
    assert (good.state, looks.count()) == ("in_repair", 2)


def test_one_answers_for_all_pieces_of_her_group(cast: Cast) -> None:
    keeper = MemberFactory(group=cast.group)
    free, held, hers = (EquipmentFactory(group=cast.group) for _ in range(3))
    CustodyFactory(equipment=held, person=cast.person, since="2023-01-01")
    CustodyFactory(equipment=hers, person=keeper, since="2023-01-01")
    data = ticked([free, held, hers]) | setting(
        custodian=keeper.code, custodian__since="2024-05-01"
    )
    edit = change(cast.officer, EQUIPMENT, data)
    assert (edit.counts["done"], edit.counts["same"]) == (2, 1)
    now = Custody.objects.open().filter(equipment__in=[free, held, hers])
    assert {row.person for row in now} == {keeper}
    assert now.count() == 3


def test_of_two_groups_no_one_answers(cast: Cast) -> None:
    pieces = [EquipmentFactory(group=cast.group), EquipmentFactory(group=GroupFactory())]
    client = signed_in(cast.officer)
    html = client.get(EQUIPMENT.create_url(p.code for p in pieces)).content.decode()
    assert 'name="custodian"' not in html
    html = client.get(EQUIPMENT.create_url([pieces[0].code])).content.decode()
    assert 'name="custodian"' in html
    stranger = MemberFactory(group=GroupFactory())
    data = ticked(pieces[:1]) | setting(custodian=stranger.code, custodian__since="2024-05-01")
    assert set(propose(client, EQUIPMENT, data).context["form"].errors) == {"custodian"}


def test_pieces_end_together_with_a_reason(cast: Cast) -> None:
    pieces = [EquipmentFactory(group=cast.group, acquired_on="2023-03-01") for _ in range(2)]
    late = EquipmentFactory(group=cast.group, acquired_on="2024-06-01")
    turn = BookingFactory(equipment=pieces[0])
    data = setting(end="lost", end__day="2024-05-01", end__reason="Hilang saat banjir")
    edit = change(cast.officer, EQUIPMENT, ticked([*pieces, late]) | data)
    assert (edit.counts["done"], edit.counts["refused"]) == (2, 1)
    for piece in pieces:
        piece.refresh_from_db()
        assert (piece.state, piece.end_reason) == ("ended", "Hilang saat banjir")
    turn.refresh_from_db()
    assert turn.state == Booking.State.CANCELLED
    assert not Equipment.objects.get(pk=late.pk).is_ended


def test_an_administrator_is_not_offered_what_she_may_not_do(cast: Cast) -> None:
    piece = EquipmentFactory(group=cast.group)
    client = signed_in(cast.admin)
    assert 'name="end-how"' not in client.get(EQUIPMENT.create_url([piece.code])).content.decode()
    data = setting(end="lost", end__day="2024-05-01", end__reason="Hilang")
    assert propose(client, EQUIPMENT, ticked([piece]) | data).status_code == 200
    assert not Equipment.objects.get(pk=piece.pk).is_ended


def test_proposals_get_a_programme_while_no_office_has_decided(cast: Cast) -> None:
    programme = ProgrammeFactory()
    open_one, decided = (ProposalFactory(group=cast.group, number=n) for n in ("1", "2"))
    ProposalLineFactory(proposal=open_one)
    ProposalLineFactory(proposal=decided, decreed=True)
    client = signed_in(cast.officer)
    data = ticked([open_one, decided]) | setting(programme=key_of(programme))
    edit = proposed(client, PROPOSALS, data)
    assert (edit.counts["accepted"], edit.counts["refused"]) == (1, 1)
    change(cast.officer, PROPOSALS, data)
    rows = dict(Proposal.objects.values_list("number", "programme"))
    assert rows == {"1": programme.pk, "2": None}
