"""The demonstration's 41 groups: the eight of Palas that the sample files speak of, and more."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

import regions
from core.codes import ALPHABET, CODE_LENGTH
from institutions.models import Institution
from members.models import Decree, Group, GroupClass

BUMI_DAYA = "KWT PMI Purna Bumi Daya"
MELATI = "KWT Melati"
HAMLETS = ("I", "II", "III", "IV", "V")

# village code, name; "!" after a name: Balinese village
_PALAS = """
18.01.10.2013 KWT PMI Purna Bumi Daya
18.01.10.2012 KWT Melati!
18.01.10.2009 KWT Mekar Sari
18.01.10.2015 KWT Sekar Arum
18.01.10.2017 KWT Srikandi
18.01.10.2019 KWT Kenanga
18.01.10.2020 KWT Anggrek
18.01.10.2018 KWT Dahlia
"""
_ELSEWHERE = """
18.01.04.2016 KWT Bina Mandiri
18.01.04.2011 KWT Cempaka Putih
18.01.04.2020 KUB PMI Purna Rejosari
18.01.05.2010 KWT Mawar Merah
18.01.05.2013 KWT Sumber Rejeki
18.01.06.2015 KWT Pesisir Bahari
18.01.06.2025 KWT Lestari Alam
18.01.07.2014 KWT Tunas Harapan
18.01.07.2011 KWT Sri Rejeki
18.01.08.2008 KWT Karya Wanita
18.01.08.2020 KWT Mekar Wangi
18.01.09.2009 KWT Seroja
18.01.09.2010 KWT Kartini
18.01.13.2010 KWT Makmur Bersama
18.01.13.2016 KT Tani Purna Rejomulyo
18.01.14.2009 KWT Ratna Sari!
18.01.14.2011 KWT Bougenville
18.01.15.2002 KWT Dewi Sri
18.01.15.2008 KWT Harapan Jaya
18.01.16.2004 KWT Melur
18.01.16.2009 KWT Bahari Lestari
18.01.17.2007 KWT Flamboyan
18.01.17.2013 KWT Sekar Tani
18.01.18.2008 KWT Puji Lestari
18.01.18.2002 KWT Asoka
18.01.21.2002 KWT Cahaya Purna
18.01.21.2005 KWT Menara Siger
18.01.22.2005 KWT Mulya Sejahtera
18.01.22.2007 KUB Kertosari Mandiri
18.01.23.2001 KWT Wijaya Kusuma
18.01.23.2005 KWT Purnama
18.01.24.2003 KWT Teratai!
18.01.24.2001 KWT Sido Makmur
"""
_CROPS = (
    "cabai, tomat",
    "cabai, jagung",
    "sayuran daun, terung",
    "pisang, keripik pisang",
    "jahe, kunyit",
    "singkong, aneka keripik",
    "kacang panjang, mentimun",
    "jamur tiram",
    "ikan lele, sayuran daun",
    "kelapa, gula semut",
)


@dataclass(slots=True)
class Plan:
    """One group as the demonstration wants it; ``size`` counts its open memberships."""

    group: Group
    size: int
    is_balinese: bool
    has_men: bool
    has_officers: bool


def code(rng: Random) -> str:
    """A code that is the same in every demonstration."""
    return "".join(rng.choices(ALPHABET, k=CODE_LENGTH))


def make_groups(rng: Random, year: int, offices: dict[str, Institution]) -> list[Plan]:
    """Write the groups with their decrees and classes; one of them rests."""
    lines = [line.split(" ", 1) for line in (_PALAS + _ELSEWHERE).split("\n") if line]
    plans = [
        _plan(rng, number, village, name, year) for number, (village, name) in enumerate(lines)
    ]
    coach = offices["Disnakertrans Kabupaten Lampung Selatan"]
    for number, plan in enumerate(plans):
        plan.group.coached_by = coach if number % 6 != 5 else None
    Group.objects.bulk_create([plan.group for plan in plans])
    _decrees(rng, plans)
    _classes(rng, plans, year)
    return plans


def _plan(rng: Random, number: int, village: str, name: str, year: int) -> Plan:
    is_case = number == 0
    name, is_balinese = name.rstrip("!"), name.endswith("!")
    has_point = is_case or rng.random() < 0.5
    centre = _villages()[village]
    group = Group(
        code=code(rng),
        name=name,
        kind=name.split()[0].lower(),
        village_id=village,
        simluhtan_id="" if number % 7 == 4 else f"1801{village[6:8]}{village[-4:]}{number:03d}",
        founded="2022-03-12" if is_case else str(rng.randint(2014, year - 2)),
        address=f"Dusun {rng.choice(HAMLETS)}, RT {rng.randint(1, 6):03d}",
        commodities=_CROPS[0] if is_case else rng.choice(_CROPS),
        land_ha="2.75" if is_case else f"{rng.randint(2, 24) / 4:.2f}",
        latitude=centre["lat"][:8] if has_point else None,
        longitude=centre["lng"][:9] if has_point else None,
    )
    if number == 33:
        group.state, group.state_since = Group.State.INACTIVE, f"{year - 1}"
        group.state_reason = "Sebagian besar anggota pindah ke luar kabupaten"
    return Plan(
        group=group,
        size=20 if is_case else rng.randint(11, 23),
        is_balinese=is_balinese,
        has_men=group.kind != Group.Kind.KWT,
        has_officers=number % 9 != 7,
    )


def _decrees(rng: Random, plans: list[Plan]) -> None:
    decrees = []
    for number, plan in enumerate(plans):
        if number % 6 == 5:
            continue
        year = int(str(plan.group.founded)[:4])
        day = dt.date(2022, 4, 18) if number == 0 else dt.date(year, rng.randint(3, 12), 20)
        decrees.append(
            Decree(
                code=code(rng),
                group=plan.group,
                number=f"188.45/{rng.randint(4, 90):02d}/SK-KWT/{day.year}",
                date=day,
                issuer=f"Kepala Desa {_villages()[plan.group.village_id]['name']}",
            )
        )
    Decree.objects.bulk_create(decrees)


def _classes(rng: Random, plans: list[Plan], year: int) -> None:
    classes = []
    for number, plan in enumerate(plans):
        score = 412 if number == 0 else rng.randint(120, 640)
        years = range(max(int(str(plan.group.founded)[:4]), year - 3), year + (number % 4 != 3))
        for each in years if number % 8 != 6 else ():
            classes.append(GroupClass(group=plan.group, year=each, score=score))
            score = min(score + rng.randint(10, 70), 880)
    GroupClass.objects.bulk_create(classes)


@cache
def _villages() -> dict[str, dict[str, str]]:
    """Code → name, lat and lng of the district's villages."""
    path = Path(regions.__file__).parent / "data" / "lampung_selatan_centroids.csv"
    with path.open(newline="", encoding="utf-8") as handle:
        return {row["code"]: row for row in csv.DictReader(handle)}
