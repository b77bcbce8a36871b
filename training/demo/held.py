"""February and March 2023: the two trainings that the press told of. All people are invented."""

from __future__ import annotations

import datetime as dt
from random import Random

from accounts.models import User
from institutions.models import Institution
from members.models import Relative as Kin
from training.demo.lists import Relative, attend, enrol, members_of, plan, score
from training.models import FollowUp, Participant, Trainer, Training

BUMI_DAYA, MELATI = "KWT PMI Purna Bumi Daya", "KWT Melati"
DISTRICT, PROVINCE = "Disnakertrans Kabupaten Lampung Selatan", "Disnaker Provinsi Lampung"
BP3MI = "BP3MI Lampung"
_ANSWERS = ("yes", "yes", "yes", "partly", "partly", "no", "not_met")
_WHY = ("tools", "capital", "time", "market")


def chilli(rng: Random, offices: dict[str, Institution], officer: User) -> Training:
    """20 to 23 February 2023 in Bumi Daya, with BP3MI and the province's labour office."""
    training = plan(
        topic="Budidaya cabai",
        organisers=[offices[BP3MI], offices[PROVINCE]],
        office=offices[DISTRICT],
        title="Pelatihan budidaya cabai",
        place="Balai Desa Bumi Daya",
        village_id="18.01.10.2013",
        funding="apbd_province",
        starts_on=dt.date(2023, 2, 20),
        ends_on=dt.date(2023, 2, 23),
        quota=25,
        state=Training.State.FINISHED,
        summary="Pengolahan lahan dan guludan, persemaian, pemupukan, hama, panen, dan pemasaran.",
    )
    _taught(training, ("Haryati Kusuma, S.P.", "Dinas Pertanian Kabupaten Lampung Selatan"))
    kin = [Relative("Suami Bu Sri", Kin.Relation.HUSBAND), Relative("Anak Bu Siti", "child")]
    participants = enrol(training, members_of(BUMI_DAYA, 20), kin)
    attend(rng, training, participants)
    score(rng, participants)
    _asked_later(rng, participants, officer, training.ends_on)
    return training


def business(rng: Random, offices: dict[str, Institution], officer: User) -> Training:
    """7 to 10 March 2023: four days of entrepreneurship for returnees and their families."""
    training = plan(
        topic="Kewirausahaan",
        organisers=[offices[BP3MI]],
        office=offices[DISTRICT],
        title="Pelatihan kewirausahaan bagi PMI purna dan keluarganya",
        place="Aula BP3MI Lampung, Bandar Lampung",
        funding="apbn",
        starts_on=dt.date(2023, 3, 7),
        ends_on=dt.date(2023, 3, 10),
        quota=30,
        state=Training.State.FINISHED,
        summary="Menyusun rencana usaha, menghitung modal dan harga, serta mencatat keuangan.",
    )
    _taught(training, ("Dimas Anggara, S.E.", BP3MI))
    kin = [Relative("Suami Bu Endang", Kin.Relation.HUSBAND), Relative("Adik Bu Nur", "sibling")]
    people = members_of(BUMI_DAYA, 10) + members_of(MELATI, 6)
    participants = enrol(training, people, kin)
    attend(rng, training, participants)
    _asked_later(rng, participants[:10], officer, training.ends_on)
    return training


def _taught(training: Training, *names: tuple[str, str]) -> None:
    Trainer.objects.bulk_create(
        [Trainer(training=training, name=name, affiliation=place) for name, place in names]
    )


def _asked_later(
    rng: Random, participants: list[Participant], officer: User, last_day: dt.date
) -> None:
    """Most were asked after 3 and 6 months, some after a year."""
    rows = []
    for months, share in ((3, 0.9), (6, 0.7), (12, 0.4)):
        asked_on = last_day + dt.timedelta(days=30 * months + 4)
        asked = [who for who in participants if rng.random() < share]
        rows += [_answer(rng, who, months, asked_on, officer) for who in asked]
    FollowUp.objects.bulk_create(rows)


def _answer(
    rng: Random, who: Participant, months: int, asked_on: dt.date, officer: User
) -> FollowUp:
    uses = rng.choice(_ANSWERS)
    income = rng.randint(1, 12) * 50_000 if uses == "yes" else None
    return FollowUp(
        participant=who,
        months=months,
        asked_on=asked_on,
        asked_by=officer,
        uses=uses,
        why=rng.choice(_WHY) if uses == "no" else "",
        income=income,
    )
