"""What aid tells on the timelines of groups and people."""

from __future__ import annotations

from typing import Any

from aid.models import Equipment, Handover, Proposal
from core import timeline
from core.registry import TimelineEntry
from members.models import Group, Person
from tests.aid.factories import (
    CustodyFactory,
    EquipmentFactory,
    GoodsKindFactory,
    HandoverFactory,
    HandoverLineFactory,
    ProposalFactory,
    ProposalLineFactory,
    VerificationFactory,
)
from tests.cast import Cast


def a_machine(cast: Cast) -> tuple[Proposal, Equipment]:
    """Proposed, visited, decreed, handed over on the second try, received and lost."""
    kind = GoodsKindFactory(name="Mesin gulut")
    proposal = ProposalFactory(group=cast.group)
    visit = VerificationFactory(
        proposal=proposal, can_repair="doubtful", against_reason="Ada rencana"
    )
    ProposalLineFactory(
        proposal=proposal, kind=kind, decreed=True, verification=visit, decree__number="188/2023"
    )
    for number in ("11", "12"):
        paper = HandoverFactory(group=cast.group, giver_number=f"{number}/BAST/2023")
        HandoverLineFactory(handover=paper, kind=kind)
        issued = {"state": "issued", "issued_at": "2023-05-31T03:00:00Z", "content": {}}
        Handover.objects.filter(pk=paper.pk).update(**issued)
    Handover.objects.filter(giver_number="11/BAST/2023").update(
        state="cancelled", cancelled_on="2023-06-01", cancel_reason="Salah kelompok"
    )
    HandoverFactory(group=cast.group, giver_number="konsep")
    piece = EquipmentFactory(group=cast.group, kind=kind, brand="Yanmar", acquired_on="2023-05")
    Equipment.objects.filter(pk=piece.pk).update(
        state="ended", end_kind="lost", ended_on="2024-02-01", end_reason="Dicuri"
    )
    return proposal, piece


def told(group: Group, user: Any) -> dict[str, TimelineEntry]:
    return {str(entry.title): entry for entry in timeline.entries("group", group, user)}


def test_the_group_s_timeline_tells_the_way_of_a_machine(cast: Cast) -> None:
    proposal, piece = a_machine(cast)
    entries = told(cast.group, cast.viewer)
    expected = {
        "Mengusulkan bantuan": ("2023-01-16", "Mesin gulut"),
        "Verifikasi usulan: kurang cocok": ("2023-02-20", "Slamet Riyadi"),
        "SK penetapan bantuan 188/2023": ("2023-04-10", "Mesin gulut"),
        "Serah terima 12/BAST/2023": ("2023-05-31", "Mesin gulut"),
        "Serah terima 11/BAST/2023 dibatalkan": ("2023-06-01", "Salah kelompok"),
        "Menerima Mesin gulut Yanmar": ("2023-05", piece.serial),
        "Mesin gulut Yanmar: hilang": ("2024-02-01", "Dicuri"),
    }
    found = {title: (e.at, e.detail) for title, e in entries.items() if title in expected}
    assert found == expected
    assert not any("konsep" in title for title in entries)
    assert entries["Mengusulkan bantuan"].url == proposal.get_absolute_url()
    assert entries["SK penetapan bantuan 188/2023"].url
    assert told(cast.group, cast.secretary)["SK penetapan bantuan 188/2023"].url == ""


def told_of(cast: Cast) -> list[TimelineEntry]:
    """Her timeline, as her page asks for it."""
    people = Person.objects.with_acts(cast.secretary, ["members.view_sensitive"])
    return timeline.entries("person", people.get(pk=cast.person.pk), cast.secretary)


def test_the_person_s_timeline_tells_her_custody(cast: Cast) -> None:
    custody = CustodyFactory(
        person=cast.person,
        equipment=EquipmentFactory(group=cast.group, kind=GoodsKindFactory(name="Mesin gulut")),
        until="2024-01-31",
    )
    (entry,) = [e for e in told_of(cast) if "Mesin" in str(e.title)]
    assert str(entry.title) == "Penanggung jawab Mesin gulut Yanmar"
    assert (entry.at, entry.until, entry.is_range) == ("2023-05-31", "2024-01-31", True)
    elsewhere = CustodyFactory(
        person=cast.person,
        equipment__group=cast.other_group,
        equipment__kind__name="Traktor uji",
        since=custody.since,
    )
    titles = [str(e.title) for e in told_of(cast)]
    assert not any(str(elsewhere.equipment.kind) in title for title in titles)
