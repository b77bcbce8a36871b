"""What surrounds the case: proposals at every step, this office's own handover, older machines."""

from __future__ import annotations

import datetime as dt
from typing import Any

from accounts.demo import verified_at
from accounts.models import User
from aid.demo.case import head_of
from aid.models import (
    AidDecree,
    Custody,
    Equipment,
    FaultReport,
    GoodsKind,
    Handover,
    HandoverLine,
    Inspection,
    Proposal,
    ProposalLine,
    Title,
    Upkeep,
    Verification,
    Witness,
)
from aid.services_handovers import issue_handover
from institutions.models import Institution, Programme, Series
from members.models import Group, Person

DISTRICT = "Disnakertrans Kabupaten Lampung Selatan"
DUTIES = (
    "Memakai barang untuk usaha kelompok dan merawatnya.\n"
    "Tidak menjual, menggadaikan, atau memindahtangankan barang.\n"
    "Melaporkan pemakaian dan kerusakan kepada dinas."
)
# group, kind, detail, quantity, how far it has come
_ASKED = (
    ("KWT Sekar Arum", "Cultivator", "7 PK", 1, "proposed"),
    ("KWT Mekar Sari", "Pompa air", "3 inci", 2, "proposed"),
    ("KWT Srikandi", "Hand traktor", "8,5 PK", 1, "verified"),
    ("KWT Kenanga", "Mesin pemipil jagung", "", 1, "rejected"),
    ("KWT Dahlia", "Pupuk organik", "karung 40 kg", 800, "decreed"),
    ("KWT Anggrek", "Sprayer elektrik", "16 liter", 2, "cancelled"),
)
# group, kind, brand, serial, handed over, condition
_OLDER = (
    ("KWT Melati", "Pompa air", "Honda", "PA-2021-0117", "2021-08-12", "good"),
    ("KWT Kenanga", "Hand traktor", "Quick", "HT-2020-0042", "2020", "light_damage"),
    ("KWT Anggrek", "Sprayer elektrik", "Swan", "SE-2022-0381", "2022-03", "good"),
)


_SPRAYERS: dict[str, Any] = {
    "brand": "Swan",
    "specification": "16 liter, baterai 12 V 8 Ah",
    "serials": "SW-24-00871\nSW-24-00872",
    "quantity": 2,
    "unit": "unit",
    "unit_price": 875_000,
    "accessories": "Pengisi baterai, nosel cadangan",
}
_SEED: dict[str, Any] = {
    "brand": "Laju F1",
    "quantity": 40,
    "unit": "saset",
    "unit_price": 120_000,
    "refused_quantity": 2,
    "refused_reason": "Kemasan sobek",
}
_WITNESSES = (
    ("Hendri Gunawan, S.Sos.", "Camat Palas"),
    ("Ketut Sudarma", "Kepala Desa Bali Agung"),
)


def write(offices: dict[str, Institution], officer: User, year: int) -> list[Equipment]:
    """Write them; return the machines that came of it."""
    office = offices[DISTRICT]
    programme = Programme.objects.create(
        name="Alsintan bagi kelompok PMI purna",
        year=year - 1,
        funding=Programme.Funding.APBD_REGENCY,
        giver=office,
    )
    Series.objects.create(
        institution=office,
        kind=Series.Kind.HANDOVER,
        template=Series.DEFAULTS["handover"],
        code="DTKT",
    )
    decree = AidDecree.objects.create(
        office=office,
        number=f"B/231/V.12/HK/{year - 1}",
        date=dt.date(year - 1, 5, 6),
        issuer="Bupati Lampung Selatan",
        title=f"Penerima bantuan alsintan tahun {year - 1}",
    )
    for asked in _ASKED:
        _ask(asked, programme, decree, year)
    return [*_own_handover(office, programme, decree, officer), *_older()]


def _ask(asked: Any, programme: Programme, decree: AidDecree, year: int) -> ProposalLine:
    name, kind, detail, quantity, state = asked
    is_new = state == "proposed"
    day = dt.date(year, 1, 19) if is_new else dt.date(year - 1, 2, 3)
    proposal = Proposal.objects.create(
        group=Group.objects.get(name=name),
        proposed_on=day,
        number=f"{len(name):02d}/{name.split()[-1].upper()}/{day.year}",
        programme=programme,
        purpose="Untuk lahan anggota pada musim tanam berikutnya.",
    )
    reason = {"rejected": "Kelompok belum menanam jagung", "cancelled": "Sudah dibeli sendiri"}
    return ProposalLine.objects.create(
        proposal=proposal,
        kind=GoodsKind.objects.get(name=kind),
        detail=detail,
        quantity=quantity,
        state=state,
        state_reason=reason.get(state, ""),
        verification=None if is_new or state == "cancelled" else _visit(proposal, state),
        decree=decree if state == "decreed" else None,
        decreed_quantity=quantity if state == "decreed" else None,
    )


def _visit(proposal: Proposal, state: str) -> Verification:
    fit = {"rejected": "unsuitable", "verified": "doubtful"}.get(state, "fits")
    against = "Dipakai di sawah datar milik anggota, 3 ha, bukan di lahan miring."
    return Verification.objects.create(
        proposal=proposal,
        visited_on=proposal.proposed_on + dt.timedelta(days=30),
        verifier="Gunawan Saputra, S.P.",
        verifier_position="Penyuluh pertanian Kecamatan Palas",
        findings="Lahan dilihat bersama pengurus kelompok.",
        fits_land=fit,
        against_reason=against if fit == "doubtful" else "",
        can_run="fits",
        can_repair="fits",
        workshop="Bengkel alsintan di Palas",
    )


def _own_handover(
    office: Institution, programme: Programme, decree: AidDecree, officer: User
) -> list[Equipment]:
    """Invented: the district hands over sprayers and seed itself, so that its own paper is seen."""
    asked = ("KWT Melati", "Sprayer elektrik", "16 liter", 2, "decreed")
    line = _ask(asked, programme, decree, decree.date.year + 1)
    paper = _own_paper(office, line.proposal.group, programme, decree)
    HandoverLine.objects.create(
        handover=paper, proposal_line=line, kind=line.kind, built=programme.year, **_SPRAYERS
    )
    seed = GoodsKind.objects.get(name="Benih cabai")
    HandoverLine.objects.create(handover=paper, kind=seed, **_SEED)
    for name, position in _WITNESSES:
        Witness.objects.create(handover=paper, name=name, position=position)
    issue_handover(handover=paper, actor=officer, address=verified_at)
    return list(Equipment.objects.filter(handover_line__handover=paper))


def _own_paper(
    office: Institution, group: Group, programme: Programme, decree: AidDecree
) -> Handover:
    day = decree.date + dt.timedelta(days=24)
    return Handover.objects.create(
        group=group,
        office=office,
        is_own=True,
        handed_on=day,
        place="Aula Disnakertrans, Kalianda",
        title=Title.LOAN,
        giver=office,
        programme=programme,
        duties=DUTIES,
        first_name=office.head_name,
        first_position=office.head_title,
        first_nip=office.head_nip,
        receiver_name=str(head_of(group)) or "Pengurus kelompok",
        receiver_position=f"Ketua {group.name}",
        agreement_number=f"560/77/PPP/{day.year}",
        agreement_date=day,
    )


def _older() -> list[Equipment]:
    """Machines of before the register, with what was done to them since."""
    pieces = [
        Equipment.objects.create(
            group=Group.objects.get(name=name),
            kind=GoodsKind.objects.get(name=kind),
            brand=brand,
            serial=serial,
            acquired_on=day,
            condition=condition,
            funding="APBD kabupaten",
        )
        for name, kind, brand, serial, day, condition in _OLDER
    ]
    _cared_for(*pieces)
    return pieces


def _cared_for(pump: Equipment, tractor: Equipment, sprayer: Equipment) -> None:
    for piece in (pump, sprayer):
        keeper = Person.objects.filter(group=piece.group).order_by("sort_key")[0]
        Custody.objects.create(equipment=piece, person=keeper, since="2023-02-01")
    Upkeep.objects.create(
        equipment=pump,
        date="2024-01-15",
        kind=Upkeep.Kind.OIL,
        parts="Oli 0,6 liter",
        cost=65_000,
        done_by="Bengkel Maju, Palas",
        next_due="2024-07-15",
    )
    Inspection.objects.create(
        equipment=tractor,
        date="2024-03-04",
        by="Gunawan Saputra",
        condition=tractor.condition,
        findings="Sabuk aus, bocor oli sedikit",
    )
    FaultReport.objects.create(equipment=tractor, kind=FaultReport.Kind.LEAK, source="public")
