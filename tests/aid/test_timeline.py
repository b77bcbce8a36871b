"""What aid tells on the timelines of groups and people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from aid import periods
from aid.models import Equipment, FaultReport, Handover, Proposal
from core import timeline
from core.registry import TimelineEntry
from members.models import Group, Person
from tests.aid.factories import (
    CustodyFactory,
    EquipmentFactory,
    EquipmentMoveFactory,
    FaultReportFactory,
    GoodsKindFactory,
    HandoverFactory,
    HandoverLineFactory,
    InspectionFactory,
    ProposalFactory,
    ProposalLineFactory,
    UpkeepFactory,
    VerificationFactory,
)
from tests.aid.use_factories import (
    BookingFactory,
    IdleAnswerFactory,
    SeasonFactory,
    UseLogFactory,
    day,
    morning,
)
from tests.cast import Cast
from tests.factories import MemberFactory


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


def a_ridger(group: Group, **values: Any) -> Equipment:
    return EquipmentFactory(group=group, kind=GoodsKindFactory(name="Mesin gulut"), **values)


def used(piece: Equipment, *days: str, **values: Any) -> None:
    for used_on in days:
        UseLogFactory(equipment=piece, used_on=used_on, **values)


def test_her_uses_are_gathered_by_machine_and_season_or_year(cast: Cast) -> None:
    piece = a_ridger(cast.group)
    SeasonFactory(name="MT I 2026")
    season = SeasonFactory(name="Gadu 2026", start="2026-03-01")
    hers = {"person": cast.person, "area_ha": "0.75"}
    used(piece, "2026-01-31", "2026-02-28", hours="2.5", **hers)
    used(piece, "2026-03-01", "2026-06-30", hours=None, **hers)
    used(piece, "2026-07-01", person=cast.person)
    used(piece, "2025-12-31", person=MemberFactory(group=cast.group))
    told = [e for e in told_of(cast) if str(e.title) == "Memakai Mesin gulut Yanmar"]
    assert [(e.at, e.detail) for e in told] == [
        ("2026-07-01", "1 kali · 4 jam · tahun 2026"),
        ("2026-06-30", "2 kali · 1,5 ha · Gadu 2026"),
        ("2026-02-28", "2 kali · 5 jam · 1,5 ha · MT I 2026"),
    ]
    uses = f"/aid/equipment/{piece.code}/uses/"
    assert [e.url for e in told][:2] == [f"{uses}?span=2026", f"{uses}?span={season.span.key}"]


def test_her_turns_to_come_are_told_one_by_one(cast: Cast) -> None:
    piece = a_ridger(cast.group)
    hers = {"equipment": piece, "person": cast.person}
    near = BookingFactory(**hers, period=morning(3), purpose="Lahan cabai")
    far = BookingFactory(**hers, period=morning(9))
    BookingFactory(**hers, period=morning(4), state="cancelled", cancel_reason="Hujan")
    BookingFactory(equipment=piece, period=morning(5))
    told = [e for e in told_of(cast) if str(e.title) == "Giliran Mesin gulut Yanmar"]
    assert [(e.at, e.url) for e in told] == [
        (day(number).isoformat(), turn.get_absolute_url()) for number, turn in [(9, far), (3, near)]
    ]
    assert told[1].detail == f"{periods.briefly(near.period)} · Lahan cabai"


def test_her_past_turns_are_told_where_their_use_is_not(cast: Cast) -> None:
    piece = a_ridger(cast.group)
    hers = {"equipment": piece, "person": cast.person}
    first = dt.date(2025, 5, 6)
    turns = [
        BookingFactory(**hers, period=periods.slot_span(first + dt.timedelta(days=n), slot))
        for n, slot in enumerate(periods.Slot)
    ]
    UseLogFactory(**hers, booking=turns[0], used_on=first)
    (entry,) = [e for e in told_of(cast) if "belum dicatat" in str(e.title)]
    assert (entry.at, entry.detail) == ("2025-05-08", "2 kali · tahun 2025")


def test_she_received_goods_for_her_group(cast: Cast) -> None:
    paper = HandoverFactory(group=cast.group, receiver=cast.person, giver_number="12/BAST/2023")
    titles = [str(e.title) for e in told_of(cast)]
    assert "Menerima barang untuk kelompok: 12/BAST/2023" not in titles
    HandoverLineFactory(handover=paper)
    issued = {"state": "issued", "issued_at": "2023-05-31T03:00:00Z", "content": {}}
    Handover.objects.update(**issued)
    entries = {str(e.title): e for e in told_of(cast)}
    entry = entries["Menerima barang untuk kelompok: 12/BAST/2023"]
    assert (entry.at, entry.url) == ("2023-05-31", paper.get_absolute_url())


def test_what_she_does_in_other_places_is_told_to_who_works_there(cast: Cast) -> None:
    piece = a_ridger(cast.other_group)
    used(piece, "2026-07-01", person=cast.person)
    BookingFactory(equipment=piece, person=cast.person)
    people = Person.objects.with_acts(cast.admin, ["members.view_sensitive"])
    seen = timeline.entries("person", people.get(pk=cast.person.pk), cast.admin)
    assert len([e for e in seen if "Mesin gulut" in str(e.title)]) == 2
    assert not any("Mesin gulut" in str(e.title) for e in told_of(cast))


def test_her_timeline_is_one_query_however_much_she_did(cast: Cast) -> None:
    piece = a_ridger(cast.group)
    for n in range(1, 13):
        used(piece, f"2026-{n:02d}-01", person=cast.person)
        BookingFactory(equipment=piece, person=cast.person, period=morning(n))
    people = Person.objects.with_acts(cast.officer, ["members.view_sensitive"])
    person = people.get(pk=cast.person.pk)
    assert cast.officer.open_assignments
    with CaptureQueriesContext(connection) as queries:
        timeline.entries("person", person, cast.officer)
    assert len(queries) == 1


def test_the_group_s_timeline_gathers_what_its_machines_did(cast: Cast) -> None:
    piece = a_ridger(cast.group)
    used(piece, "2026-07-01", "2026-08-01", area_ha="1.5")
    for date, condition in [("2026-05-04", "light_damage"), ("2026-09-04", "good")]:
        InspectionFactory(equipment=piece, date=date, condition=condition)
        UpkeepFactory(equipment=piece, date=date, cost=150_000)
    for kind, at in [("leak", "2026-03-31T18:00:00Z"), ("broken", "2026-03-02T01:00:00Z")]:
        fault = FaultReportFactory(equipment=piece, kind=kind)
        FaultReport.objects.filter(pk=fault.pk).update(at=at)
    for asked_for, answer in [("2026-01-10", "not_suitable"), ("2026-02-20", "not_season")]:
        IdleAnswerFactory(equipment=piece, asked_for=asked_for, answer=answer)
    CustodyFactory(equipment=piece, person=cast.person)
    expected = {
        "Kerusakan Mesin gulut Yanmar dilaporkan": (
            *("2026-04-01", "2 kali · terakhir bocor · 2 belum ditangani · tahun 2026"),
        ),
        "Alasan Mesin gulut Yanmar menganggur": (
            *("2026-02-20", "2 kali · terakhir belum musim · tahun 2026"),
        ),
        "Mesin gulut Yanmar dipakai": ("2026-08-01", "2 kali · 8 jam · 3 ha · tahun 2026"),
        "Perawatan Mesin gulut Yanmar": ("2026-09-04", "2 kali · Rp300.000 · tahun 2026"),
        "Pemeriksaan Mesin gulut Yanmar": ("2026-09-04", "2 kali · terakhir baik · tahun 2026"),
        "Penanggung jawab Mesin gulut Yanmar": ("2023-05-31", cast.person.name),
    }
    for user in cast.insiders.values():
        entries = told(cast.group, user)
        found = {title: (e.at, e.detail) for title, e in entries.items() if title in expected}
        assert found == expected
    assert not told(cast.group, cast.other_officer).keys() & expected.keys()


def test_both_groups_tell_that_a_machine_moved(cast: Cast) -> None:
    piece = a_ridger(cast.group)
    used(piece, "2024-01-31", "2024-02-01")
    EquipmentMoveFactory(
        equipment=piece, from_group=cast.other_group, to_group=cast.group, moved_on="2024-02-01"
    )
    here, there = told(cast.group, cast.secretary), told(cast.other_group, cast.other_secretary)
    came = here["Mesin gulut Yanmar datang dari KWT Seruni"]
    assert (came.at, came.url) == ("2024-02-01", piece.get_absolute_url())
    assert here["Mesin gulut Yanmar dipakai"].detail == "1 kali · 4 jam · tahun 2024"
    assert "Menerima Mesin gulut Yanmar" not in here
    assert there["Mesin gulut Yanmar pindah ke KWT Kenanga"].url == ""
    assert not any("pindah" in title for title in told(cast.other_group, cast.secretary))
