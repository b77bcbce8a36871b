"""31 May 2023: the province hands a ridging machine to the group of Bumi Daya.

Who gave, who passed on and who accompanied is as the press told it; numbers, names and the value
are invented.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.models import User
from aid.demo.pictures import machine_photo
from aid.models import (
    AidDecree,
    Custody,
    Equipment,
    GoodsKind,
    Handover,
    HandoverLine,
    HandoverPhoto,
    Proposal,
    ProposalLine,
    Verification,
    Witness,
)
from aid.services_handovers import issue_handover
from institutions.models import Institution, Programme
from members.models import Group, OfficeTerm, Person

BUMI_DAYA = "KWT PMI Purna Bumi Daya"
SERIAL, VALUE = "LS20232395", 18_500_000
HANDED_ON = dt.date(2023, 5, 31)
State = ProposalLine.State
_MACHINE: dict[str, Any] = {
    "brand": "Yanmar",
    "specification": "6,5 PK, bensin, lebar gulud 60-90 cm",
    "serials": SERIAL,
    "built": 2023,
    "unit": "unit",
    "unit_price": VALUE,
    "accessories": "Kunci busi, buku petunjuk",
}


def hand_over(offices: dict[str, Institution], officer: User) -> Equipment:
    """From the proposal to the machine in its custodian's hands."""
    group = Group.objects.get(name=BUMI_DAYA)
    province = offices["Pemerintah Provinsi Lampung"]
    programme = Programme.objects.create(
        name="Pemberdayaan PMI purna",
        year=2023,
        funding=Programme.Funding.APBD_PROVINCE,
        giver=province,
    )
    line = _decreed(group, programme, offices)
    paper = _paper(group, programme, offices)
    HandoverLine.objects.create(handover=paper, proposal_line=line, kind=line.kind, **_MACHINE)
    issue_handover(handover=paper, actor=officer, address=lambda code: "")
    photo = machine_photo()
    HandoverPhoto.objects.create(handover=paper, file=photo, caption="Mesin gulut saat diserahkan")
    machine = Equipment.objects.get(handover_line__handover=paper)
    machine.photo, machine.place = photo, "Sekretariat kelompok"
    machine.save(update_fields=["photo", "place"])
    keeper = Person.objects.get(group=group, name="Sumarsih")
    Custody.objects.create(equipment=machine, person=keeper, since=HANDED_ON)
    return machine


def _decreed(group: Group, programme: Programme, offices: dict[str, Institution]) -> ProposalLine:
    proposal = Proposal.objects.create(
        group=group,
        proposed_on="2023-01-16",
        number="05/KWT-PMI/BD/I/2023",
        proposer=str(head_of(group)),
        programme=programme,
        purpose="Menggulud lahan cabai milik anggota, kira-kira 2,75 hektare.",
    )
    visit = _visit(proposal)
    decree = AidDecree.objects.create(
        office=offices["Disnakertrans Kabupaten Lampung Selatan"],
        number="G/0412/V.07/HK/2023",
        date="2023-04-10",
        issuer="Gubernur Lampung",
        title="Penerima bantuan alat usaha bagi kelompok PMI purna",
    )
    return ProposalLine.objects.create(
        proposal=proposal,
        kind=GoodsKind.objects.get(name="Mesin gulut tanah"),
        detail="6,5 PK",
        state=State.DECREED,
        verification=visit,
        decree=decree,
        decreed_quantity=1,
    )


def _visit(proposal: Proposal) -> Verification:
    return Verification.objects.create(
        proposal=proposal,
        visited_on="2023-02-20",
        verifier="Gunawan Saputra, S.P.",
        verifier_position="Penyuluh pertanian Kecamatan Palas",
        findings="Lahan datar, tanah gembur, jalan masuk cukup lebar untuk mesin.",
        fits_land="fits",
        can_run="fits",
        operator="Tiga anggota pernah menjalankan traktor tangan",
        can_repair="fits",
        workshop="Bengkel alsintan di Palas, 4 km",
    )


def head_of(group: Group) -> Person | str:
    """Who chairs the group."""
    terms = OfficeTerm.objects.held(group.pk, OfficeTerm.Office.CHAIR)
    term = terms.select_related("membership__person").first()
    return term.membership.person if term else ""


def _paper(group: Group, programme: Programme, offices: dict[str, Institution]) -> Handover:
    """The province's own paper, as it was typed there."""
    chair = head_of(group)
    paper = Handover.objects.create(
        group=group,
        office=offices["Disnakertrans Kabupaten Lampung Selatan"],
        handed_on=HANDED_ON,
        place="Balai Keratun, Bandar Lampung",
        giver=offices["Pemerintah Provinsi Lampung"],
        channel=offices["Disnaker Provinsi Lampung"],
        accompanying=offices["Disnakertrans Kabupaten Lampung Selatan"],
        giver_number="027/1187/V.07/2023",
        programme=programme,
        legal_basis="Keputusan Gubernur Lampung Nomor G/0412/V.07/HK/2023 tanggal 10 April 2023",
        first_name="Ir. Lestari Widjaja, M.Si.",
        first_position="Kepala Dinas Tenaga Kerja Provinsi Lampung",
        first_nip="196802021994032002",
        receiver=chair if isinstance(chair, Person) else None,
        receiver_name=str(chair),
        receiver_position=f"Ketua {group.name}",
    )
    Witness.objects.create(handover=paper, name="Sutarman", position="Kepala Desa Bumi Daya")
    return paper
