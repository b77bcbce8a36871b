"""KWT PMI Purna Bumi Daya as the demonstration tells it: every person is invented."""

from __future__ import annotations

from typing import NamedTuple

from members.demo.work import Stay

# name | nickname | born | schooling | office | stays abroad (open: still there)
_WOMEN = """
Siti Aminah         | Mbak Siti | 1987-05-11 | sma | chair      | TW 2011-2018 perawat lansia
Sumarsih            | Marsih    | 1981-09-02 | smp | vice_chair | HK 2006-2012 pekerja rumah tangga
Wiwik Rahayu        | Wiwik     | 1984-02-20 | smk | secretary  | TW 2008-2014 buruh pabrik elektronik
Yatini Suminar      | Yatin     | 1979-11-07 | smp | treasurer  | SG 2009-2016 pekerja rumah tangga
Rubinem             | Mbah Nem  | 1971-03-14 | sd  |            | SA 1999-2003 pekerja rumah tangga; MY 2005-2009 pekerja rumah tangga
Kusniati Pertiwi    |           | 1990-06-25 | sma |            | HK 2013-2019 pengasuh anak
Sulami              |           | 1976-12-01 | sd  |            | MY 2002-2007 pekerja perkebunan
Ngadiyem Lestari    | Diyem     | 1974-08-19 | sd  |            | TW 2004-2010 perawat lansia
Ernawati Hastuti    | Erna      | 1992-01-30 | smk |            | KR 2015-2020 buruh pabrik elektronik
Tuminah Widayati    |           | 1983-07-17 | smp |            | TW 2012-2018 perawat lansia
Marfuah             | Fuah      | 1986-10-05 | smp |            | TW 2010-2013 pekerja rumah tangga; HK 2014-2018 perawat lansia
Sutiyah Ningrum     |           | 1978-04-23 | sd  |            | BN 2007-2011 pekerja rumah tangga
Isnaini Safitri     | Isna      | 1995-09-12 | sma |            | SG 2018-2023 perawat lansia
Jumiyati            |           | 1980-02-08 | smp |            | HK 2003-2009 pekerja rumah tangga
Purwaningsih        | Ning      | 1989-12-28 | sma |            | TW 2014-2020 perawat lansia
Painah Rukmini      |           | 1972-05-16 | sd  |            | SA 2001-2005 pekerja rumah tangga
Lasmiyati           | Las       | 1985-03-03 | smp |            | MY 2008-2013 buruh pabrik elektronik
Ni Wayan Sukasih    | Wayan     | 1991-08-21 | sma |            | TW 2019- perawat lansia
Supriyatun          | Atun      | 1993-11-15 | smk |            | HK 2022- pekerja rumah tangga
Nurlaela Hidayati   | Ela       | 1996-06-09 | sma |            | JP 2024- perawat lansia
"""  # noqa: E501
_FORMER = "Sri Mulyaningsih || 1982-10-27 | smp | secretary | TW 2009-2015 perawat lansia"

# What some of them still lack, so that the secretary's list has something on it.
LACKING = {
    "Sulami": ("nik", "photo"),
    "Painah Rukmini": ("phone",),
    "Jumiyati": ("birth_date",),
}


class Twice(NamedTuple):
    """Somebody who is recorded twice, and how the second record spells her."""

    name: str
    spelt: str


TWICE = Twice("Sumarsih", "Sumarsi")


class Woman(NamedTuple):
    """A member of the case's group, as its own list would give her."""

    name: str
    nickname: str
    born: str
    education: str
    office: str
    stays: tuple[Stay, ...]


def _stay(text: str) -> Stay:
    country, years, occupation = text.split(maxsplit=2)
    since, _, until = years.partition("-")
    return Stay(country, int(since), int(until) if until else None, occupation)


def _woman(line: str) -> Woman:
    name, nickname, born, education, office, stays = (part.strip() for part in line.split("|"))
    known = tuple(_stay(stay) for stay in stays.split("; "))
    return Woman(name, nickname, born, education, office, known)


WOMEN = tuple(_woman(line) for line in _WOMEN.strip().splitlines())
FORMER = _woman(_FORMER)
