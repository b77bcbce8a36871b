"""What the district's own office holds: last year's with its certificates, today's, the next."""

from __future__ import annotations

import datetime as dt
from random import Random

from django.utils import timezone

from institutions.models import Institution, Programme
from training.demo.held import BUMI_DAYA, DISTRICT, MELATI
from training.demo.lists import attend, enrol, members_of, plan, score
from training.models import Trainer, Training

_DAY = dt.timedelta(days=1)


def write(rng: Random, offices: dict[str, Institution]) -> list[Training]:
    """The office's own trainings, the oldest first."""
    office, today = offices[DISTRICT], timezone.localdate()
    return [_certified(rng, office, today.year - 1), _running(office, today), _open(office, today)]


def _certified(rng: Random, office: Institution, year: int) -> Training:
    """Two days in September of last year, by this office, with its own certificate."""
    programme = Programme.objects.create(
        name="Pelatihan usaha bagi PMI purna",
        year=year,
        funding=Programme.Funding.APBD_REGENCY,
        giver=office,
    )
    training = plan(
        topic="Pemasaran daring",
        organisers=[office],
        office=office,
        title="Pelatihan pemasaran daring hasil tani",
        programme=programme,
        funding=Programme.Funding.APBD_REGENCY,
        place="Aula Disnakertrans, Kalianda",
        starts_on=dt.date(year, 9, 9),
        ends_on=dt.date(year, 9, 10),
        quota=20,
        certifies=True,
        state=Training.State.FINISHED,
        summary="Memotret hasil tani, menulis penawaran, dan menjual lewat ponsel.",
    )
    Trainer.objects.create(training=training, name="Rizky Pratama, S.Kom.", affiliation="Mitra")
    participants = enrol(training, members_of(BUMI_DAYA, 12) + members_of(MELATI, 6))
    attend(rng, training, participants)
    score(rng, participants)
    return training


def _running(office: Institution, today: dt.date) -> Training:
    """Yesterday, today and tomorrow in Bumi Daya; the secretary notes who is there."""
    training = plan(
        topic="Pengolahan hasil panen",
        organisers=[office],
        hours=6,
        office=office,
        title="Pelatihan sambal dan abon cabai",
        place="Sekretariat KWT PMI Purna Bumi Daya",
        village_id="18.01.10.2013",
        funding=Programme.Funding.VILLAGE_FUND,
        starts_on=today - _DAY,
        ends_on=today + _DAY,
        quota=15,
        certifies=True,
        hands_attendance=True,
        state=Training.State.RUNNING,
        summary="Memilih cabai, memasak, mengemas, dan menghitung harga jual.",
    )
    teacher = members_of(BUMI_DAYA, 16)[-1]
    Trainer.objects.create(training=training, person=teacher, affiliation="")
    enrol(training, members_of(BUMI_DAYA, 15))
    return training


def _open(office: Institution, today: dt.date) -> Training:
    """In twelve days, open for enrolment, with nobody on its list yet."""
    return plan(
        topic="Pembukuan usaha",
        organisers=[office],
        office=office,
        title="Pelatihan pembukuan sederhana untuk kelompok",
        place="Balai Desa Bumi Daya",
        village_id="18.01.10.2013",
        funding=Programme.Funding.APBD_REGENCY,
        starts_on=today + 12 * _DAY,
        ends_on=today + 13 * _DAY,
        quota=20,
        certifies=True,
        state=Training.State.OPEN,
        summary="Buku kas, buku hasil panen, dan laporan bulanan kelompok.",
    )
