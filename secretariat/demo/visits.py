"""The demonstration's coaching visits of two years, and minutes of Bumi Daya. All is invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random

from django.utils import timezone

from accounts.models import User
from institutions.models import Institution
from members.models import Group, Membership, OfficeTerm
from secretariat.models import Meeting, MeetingAttendance, Visit, VisitFollowUp, VisitOfficer
from training.demo.held import BUMI_DAYA, DISTRICT, MELATI

SEED = 2405
_DAY = dt.timedelta(days=1)
_EXTENSION = "Haryati Kusuma, S.P."
State = MeetingAttendance.State
_STATES = (*(State.PRESENT,) * 8, State.EXCUSED, State.ABSENT)


@dataclass(frozen=True, slots=True)
class Told:
    """One visit: how many days ago, to whom, what for, what was found, what is to be done.

    ``todo``: the words, how many days after the visit it is due, what came of it ("" is open).
    """

    days: int
    group: str
    purpose: str
    findings: str
    summary: str
    todo: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """One meeting: how many days ago, what about, what was decided, who came as a guest."""

    days: int
    agenda: str
    text: str
    guests: str = ""
    guest_count: int = 0


_HELD = (
    Told(
        640,
        BUMI_DAYA,
        "Pemakaian traktor dan buku pemakaian",
        "Traktor dipakai bergiliran dan disimpan di gudang ketua.\n"
        "Buku pemakaian terisi sampai bulan lalu. Oli belum pernah diganti.",
        "Traktor dipakai bergiliran; perawatan belum teratur.",
        (("Ganti oli traktor dan catat biayanya", 30, "Oli diganti di bengkel Palas."),),
    ),
    Told(
        470,
        MELATI,
        "Kelengkapan buku kelompok",
        "Buku kas dan daftar hadir ada. Buku tamu belum dibuat.",
        "Buku kelompok hampir lengkap.",
        (("Buat buku tamu", 45, "Buku tamu sudah dipakai."),),
    ),
    Told(
        260,
        BUMI_DAYA,
        "Hasil panen cabai dan pemasaran",
        "Panen cabai dijual ke pengepul dengan harga rendah.\n"
        "Anggota ingin menjual bersama ke pasar Kalianda.",
        "Panen baik; kelompok ingin menjual bersama.",
        (
            ("Susun jadwal angkut bersama ke pasar Kalianda", 60, "Angkut bersama tiap Rabu."),
            ("Undang pembeli dari Kalianda", 90, ""),
        ),
    ),
    Told(
        24,
        BUMI_DAYA,
        "Pembukuan kas alat dan iuran",
        "Kas alat sesuai dengan buku pemakaian. Dua anggota belum membayar sewa.\n"
        "Rem traktor mulai longgar.",
        "Kas alat rapi; rem traktor perlu diperiksa.",
        (
            ("Periksa rem traktor di bengkel", 14, ""),
            ("Tagih sewa alat yang belum dibayar", 30, ""),
        ),
    ),
)
_MEETINGS = (
    Minutes(
        75,
        "Rencana tanam dan jadwal traktor",
        "1. Tanam cabai dimulai pekan kedua bulan depan.\n"
        "2. Jadwal traktor disusun menurut blok lahan, dua hari untuk tiap blok.\n"
        "3. Sewa traktor tetap, dibayar pada hari pemakaian.",
        guests="penyuluh, kepala dusun",
        guest_count=2,
    ),
    Minutes(
        45,
        "Iuran kelompok dan arisan",
        "1. Iuran bulanan tetap Rp10.000.\n2. Arisan diundi pada pertemuan berikutnya.",
    ),
    Minutes(
        12,
        "Tindak lanjut kunjungan dinas",
        "1. Rem traktor diperiksa di bengkel Palas pekan ini.\n"
        "2. Bendahara menagih sewa alat yang belum dibayar.\n"
        "3. Yang berhalangan hadir diberi tahu oleh sekretaris.",
        guests="petugas dinas",
        guest_count=1,
    ),
)


def write(offices: dict[str, Institution], officer: User) -> None:
    """Visits that were made, two that are planned, one that was called off; three meetings."""
    rng, today = Random(SEED), timezone.localdate()  # noqa: S311  the same in every demonstration
    names = (BUMI_DAYA, MELATI)
    groups = {name: Group.objects.filter(name=name).earliest("pk") for name in names}
    for told in _HELD:
        _held(told, groups[told.group], offices[DISTRICT], officer, today - told.days * _DAY)
    for days, name in ((6, MELATI), (34, BUMI_DAYA)):
        _planned(groups[name], offices[DISTRICT], officer, today + days * _DAY)
    off = _planned(groups[MELATI], offices[DISTRICT], officer, today - 120 * _DAY)
    off.cancel(reason="Jalan ke desa terputus karena banjir.")
    for minutes in _MEETINGS:
        _meeting(rng, groups[BUMI_DAYA], today - minutes.days * _DAY, minutes)


def _held(told: Told, group: Group, office: Institution, officer: User, day: dt.date) -> None:
    visit = Visit.objects.create(
        group=group,
        office=office,
        planned_on=day,
        held_on=day,
        state=Visit.State.HELD,
        place="Sekretariat kelompok",
        purpose=told.purpose,
        findings=told.findings,
        summary=told.summary,
    )
    _go(visit, officer)
    VisitFollowUp.objects.bulk_create(
        VisitFollowUp(
            visit=visit,
            what=what,
            is_groups=True,
            due_on=day + days * _DAY,
            done_on=day + (days - 3) * _DAY if note else None,
            done_note=note,
        )
        for what, days, note in told.todo
    )


def _planned(group: Group, office: Institution, officer: User, day: dt.date) -> Visit:
    visit = Visit.objects.create(
        group=group, office=office, planned_on=day, purpose="Pembinaan triwulan: buku dan alat"
    )
    _go(visit, officer)
    return visit


def _go(visit: Visit, officer: User) -> None:
    VisitOfficer.objects.bulk_create(
        [VisitOfficer(visit=visit, user=officer), VisitOfficer(visit=visit, name=_EXTENSION)]
    )


def _meeting(rng: Random, group: Group, day: dt.date, minutes: Minutes) -> None:
    terms = OfficeTerm.objects.open().filter(membership__group=group)
    named = dict(terms.values_list("office", "membership__person__name"))
    meeting = Meeting.objects.create(
        group=group,
        date=day,
        begins_at=dt.time(14, 0),
        place="Sekretariat kelompok",
        agenda=minutes.agenda,
        leader=named.get("chair", ""),
        note_taker=named.get("secretary", ""),
        text=minutes.text,
        guests=minutes.guests,
        guest_count=minutes.guest_count,
    )
    members = Membership.objects.open().filter(group=group).order_by("person__sort_key", "pk")
    MeetingAttendance.objects.bulk_create(
        MeetingAttendance(meeting=meeting, person_id=person, state=rng.choice(_STATES))
        for person in members.values_list("person", flat=True)
    )
