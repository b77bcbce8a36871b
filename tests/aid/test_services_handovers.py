"""Issuing and cancelling handovers: numbers, frozen words, equipment, lines of proposals."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from aid.models import AidDecree, Equipment, GoodsKind, Handover, HandoverLine, ProposalLine
from aid.services_handovers import cancel_handover, issue_handover
from institutions.models import SeriesYear
from tests.aid.factories import (
    GoodsKindFactory,
    HandoverFactory,
    HandoverLineFactory,
    ProposalLineFactory,
)
from tests.factories import GroupFactory, InstitutionFactory, UserFactory

pytestmark = pytest.mark.django_db


def issue(handover: Handover, actor: Any = None) -> Handover:
    return issue_handover(
        handover=handover,
        actor=actor or UserFactory(institution=handover.office),
        address=lambda code: f"https://register.example/verify/{code}/",
    )


def cancel(handover: Handover, actor: Any = None, *, reason: str) -> Handover:
    return cancel_handover(
        handover=handover,
        actor=actor or UserFactory(institution=handover.office),
        reason=reason,
    )


def own(**values: Any) -> Handover:
    return HandoverFactory(is_own=True, first_name="Harun Prasetya", **values)


def states(*lines: ProposalLine) -> list[str]:
    return [ProposalLine.objects.get(pk=line.pk).state for line in lines]


def test_an_own_paper_gets_number_code_and_its_words() -> None:
    office = InstitutionFactory()
    papers = []
    for _n in range(2):
        draft = own(office=office)
        HandoverLineFactory(handover=draft, unit_price=18_500_000)
        papers.append(issue(draft))
    assert [paper.register_number for paper in papers] == ["001/BAST/V/2023", "002/BAST/V/2023"]
    first = Handover.objects.get(pk=papers[0].pk)
    assert first.state == "issued"
    assert len(first.verify_code) == 16
    assert first.content["number"] == "001/BAST/V/2023"
    assert first.content["verify_url"].endswith(f"/verify/{first.verify_code}/")
    assert first.content["total_words"] == "delapan belas juta lima ratus ribu rupiah"
    assert first.content["day_words"].startswith("Rabu tanggal tiga puluh satu bulan Mei")


def test_a_decree_that_was_typed_too_is_named_once() -> None:
    asked = ProposalLineFactory(decreed=True)
    decree = asked.decree
    AidDecree.objects.filter(pk=decree.pk).update(date="2023-04-10", title="Penerima bantuan")
    again = f"  keputusan {decree.issuer} nomor {decree.number} tanggal 10 April 2023."
    draft = own(group=asked.proposal.group, legal_basis=f"{again}\nPerda 4/2019")
    HandoverLineFactory(handover=draft, proposal_line=asked, kind=asked.kind)
    said = f"Keputusan {decree.issuer} Nomor {decree.number} tanggal 10 April 2023"
    assert issue(draft).content["basis"] == [f"{said} tentang Penerima bantuan", "Perda 4/2019"]


def test_another_offices_paper_gets_no_number_of_ours() -> None:
    draft = HandoverFactory(giver_number="027/1234/V.07/2023")
    HandoverLineFactory(handover=draft)
    paper = issue(draft)
    assert (paper.register_number, paper.verify_code) == ("", "")
    assert not SeriesYear.objects.exists()
    assert Equipment.objects.filter(group=paper.group).count() == 1


def test_each_piece_that_was_taken_becomes_equipment() -> None:
    draft = own()
    HandoverLineFactory(
        handover=draft,
        quantity=4,
        refused_quantity=1,
        refused_reason="rumah pompa retak",
        serials="LS-1\nLS-2",
        brand="Honda",
        unit_price=4_000_000,
        condition="light_damage",
    )
    seed = GoodsKindFactory(handling=GoodsKind.Handling.CONSUMABLE)
    HandoverLineFactory(handover=draft, kind=seed, quantity="12.5", unit="kg")
    issue(draft)
    pieces = list(Equipment.objects.order_by("pk"))
    assert [piece.serial for piece in pieces] == ["LS-1", "LS-2", ""]
    assert {piece.brand for piece in pieces} == {"Honda"}
    assert {piece.value for piece in pieces} == {4_000_000}
    assert {str(piece.acquired_on) for piece in pieces} == {"2023-05-31"}
    assert {piece.condition for piece in pieces} == {"light_damage"}


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda paper: paper.lines.all().delete(), "Tambahkan dulu barang"),
        (lambda paper: Handover.objects.update(receiver_name=""), "nama penerima"),
        (lambda paper: Handover.objects.update(first_name=""), "nama yang menyerahkan"),
        (lambda paper: HandoverLine.objects.update(quantity="1.5"), "tanpa pecahan"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_done(
    spoil: Callable[[Handover], Any], sentence: str
) -> None:
    draft = own()
    HandoverLineFactory(handover=draft)
    spoil(draft)
    with pytest.raises(ValidationError) as error:
        issue(draft)
    assert sentence in " ".join(error.value.messages)
    assert not Equipment.objects.exists()
    assert not SeriesYear.objects.exists()


@pytest.mark.parametrize(
    ("works_at", "sentence"),
    [(InstitutionFactory, "Hanya petugas Disnaker Tempat"), (lambda: None, "belum mencantumkan")],
)
def test_an_own_paper_is_issued_by_its_own_office_alone(
    works_at: Callable[[], Any], sentence: str
) -> None:
    draft = own(office__name="Disnaker Tempat")
    HandoverLineFactory(handover=draft)
    with pytest.raises(ValidationError, match=sentence):
        issue(draft, UserFactory(institution=works_at()))
    assert not SeriesYear.objects.exists()
    assert Handover.objects.get().is_draft
    assert issue(draft, UserFactory(institution=draft.office)).register_number


def test_another_offices_paper_is_recorded_by_whoever_may() -> None:
    draft = HandoverFactory(giver_number="027/1234/V.07/2023")
    HandoverLineFactory(handover=draft)
    assert issue(draft, UserFactory(institution=None)).state == "issued"


def test_a_line_is_handed_over_when_all_of_it_is_delivered() -> None:
    asked = ProposalLineFactory(decreed=True, quantity=3)
    papers = []
    for quantity, expected in ((1, "decreed"), (2, "handed_over")):
        draft = own(group=asked.proposal.group)
        HandoverLineFactory(handover=draft, proposal_line=asked, kind=asked.kind, quantity=quantity)
        papers.append(issue(draft))
        assert states(asked) == [expected]
    cancel(papers[0], reason="Salah kelompok")
    assert states(asked) == ["decreed"]


def test_what_was_refused_is_not_delivered() -> None:
    asked = ProposalLineFactory(decreed=True, quantity=2)
    draft = own(group=asked.proposal.group)
    HandoverLineFactory(
        handover=draft,
        proposal_line=asked,
        kind=asked.kind,
        quantity=2,
        refused_quantity=1,
        refused_reason="penyok",
    )
    issue(draft)
    assert states(asked) == ["decreed"]


def test_a_line_that_was_delivered_meanwhile_is_not_delivered_twice() -> None:
    asked = ProposalLineFactory(decreed=True)
    drafts = [own(group=asked.proposal.group) for _n in range(2)]
    for draft in drafts:
        HandoverLineFactory(handover=draft, proposal_line=asked, kind=asked.kind)
    issue(drafts[0])
    with pytest.raises(ValidationError, match="tidak lagi menunggu"):
        issue(drafts[1])
    with pytest.raises(ValidationError, match="bukan konsep lagi"):
        issue(drafts[0])


def test_a_cancelled_paper_keeps_its_number_and_ends_its_equipment() -> None:
    paper = own()
    HandoverLineFactory(handover=paper, quantity=2, serials="LS-1\nLS-2")
    paper = issue(paper)
    lost = Equipment.objects.get(serial="LS-2")
    Equipment.objects.filter(pk=lost.pk).update(
        state="ended", end_kind="lost", ended_on="2023-08-01", end_reason="hanyut"
    )
    cancelled = cancel(paper, reason="Salah kelompok")
    assert cancelled.register_number == "001/BAST/V/2023"
    piece = Equipment.objects.get(serial="LS-1")
    assert (piece.state, piece.end_kind) == ("ended", "cancelled")
    assert piece.end_reason == "Serah terima dibatalkan: Salah kelompok"
    lost.refresh_from_db()
    assert (lost.end_kind, lost.end_reason) == ("lost", "hanyut")
    with pytest.raises(ValidationError, match="sudah dibatalkan"):
        cancel(paper, reason="lagi")
    # The same machine stands on the paper that is written instead.
    again = own(office=paper.office)
    HandoverLineFactory(handover=again, kind=piece.kind, serials="LS-1")
    assert issue(again).register_number == "002/BAST/V/2023"


def test_a_paper_is_cancelled_by_its_own_office_a_draft_by_whoever_has_the_act() -> None:
    for make in (own, HandoverFactory):
        paper = make()
        HandoverLineFactory(handover=paper)
        paper = issue(paper)
        for stranger in (UserFactory(institution=InstitutionFactory()), UserFactory()):
            with pytest.raises(ValidationError, match=str(paper.office)):
                cancel(paper, stranger, reason="Salah kelompok")
        assert Equipment.objects.at_work().filter(handover_line__handover=paper).exists()
        assert cancel(paper, reason="Salah kelompok").state == "cancelled"
        assert cancel(make(), UserFactory(), reason="Tidak jadi").state == "cancelled"


def test_a_cancelled_draft_leaves_no_number() -> None:
    draft = own()
    HandoverLineFactory(handover=draft)
    assert cancel(draft, reason="Tidak jadi").register_number == ""
    assert not SeriesYear.objects.exists()


def test_values_are_those_of_what_was_taken() -> None:
    draft = own()
    HandoverLineFactory(
        handover=draft,
        quantity=Decimal("2.5"),
        unit="kg",
        unit_price=10_001,
        kind=GoodsKindFactory(handling="consumable"),
    )
    HandoverLineFactory(
        handover=draft, quantity=3, refused_quantity=1, refused_reason="x", unit_price=1_000
    )
    HandoverLineFactory(handover=draft)
    content = issue(draft).content
    assert [good["value"] for good in content["goods"]] == ["Rp25.003", "Rp2.000", ""]
    assert content["total"] == "Rp27.003"
    assert content["lacks_values"]
    assert content["refused"][0]["quantity"] == "1 unit"


@pytest.mark.django_db(transaction=True)
def test_fifty_papers_at_once_have_fifty_consecutive_numbers() -> None:
    office, group = InstitutionFactory(), GroupFactory()
    actor = UserFactory(institution=office)
    kind = GoodsKindFactory()
    drafts = [own(office=office, group=group, giver=office) for _n in range(50)]
    for draft in drafts:
        HandoverLineFactory(handover=draft, kind=kind)

    def take(draft: Handover) -> int | None:
        try:
            return issue(draft, actor).register_seq
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        given = list(pool.map(take, drafts))
    assert sorted(given) == list(range(1, 51))
    assert Equipment.objects.count() == 50


@pytest.mark.django_db(transaction=True)
def test_of_two_who_issue_one_paper_one_is_told() -> None:
    draft = own()
    actor = UserFactory(institution=draft.office)
    HandoverLineFactory(handover=draft)

    def take(_n: int) -> str:
        try:
            return issue(draft, actor).register_number
        except ValidationError as error:
            return error.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(take, range(2)))
    assert answers[0] == "001/BAST/V/2023"
    assert "bukan konsep lagi" in answers[1]
    assert Equipment.objects.count() == 1
