"""Work abroad in the demonstration, in the real mix of Lampung's destinations."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from members.demo.groups import code
from members.models import Person, Placement

# Destinations from Lampung, cumulative to 2024 (press figures), the smallest rounded up.
_COUNTRIES = {
    "TW": 115630,
    "HK": 87485,
    "MY": 51199,
    "SG": 25659,
    "SA": 7293,
    "KR": 3046,
    "BN": 2728,
    "AE": 1885,
    "JP": 1195,
    "OM": 600,
    "QA": 600,
}
HOUSEHOLD, ELDERLY, CHILDREN = "pekerja rumah tangga", "perawat lansia", "pengasuh anak"
FACTORY, PLANTATION = "buruh pabrik elektronik", "pekerja perkebunan"
OCCUPATIONS = (HOUSEHOLD, ELDERLY, CHILDREN, FACTORY, PLANTATION, "konstruksi", "perikanan")
_WORK = {
    "TW": (ELDERLY, ELDERLY, ELDERLY, HOUSEHOLD, FACTORY),
    "HK": (HOUSEHOLD, HOUSEHOLD, ELDERLY, CHILDREN),
    "MY": (HOUSEHOLD, PLANTATION, FACTORY, FACTORY),
    "SG": (HOUSEHOLD, CHILDREN, ELDERLY),
    "KR": (FACTORY,),
    "JP": (ELDERLY, FACTORY),
}
_MENS_WORK = ("konstruksi", "perikanan", FACTORY, PLANTATION)
_SECTORS = {
    FACTORY: "manufaktur",
    PLANTATION: "perkebunan",
    "konstruksi": "konstruksi",
    "perikanan": "perikanan",
}
_AGENCIES = ("PT Mitra Karya Sejahtera", "PT Nusantara Bina Kerja", "PT Sentosa Prima Tenaga")
_REASONS = (
    *[Placement.ReturnReason.CONTRACT_ENDED] * 14,
    *[Placement.ReturnReason.FAMILY] * 3,
    *[Placement.ReturnReason.RESIGNED] * 2,
    Placement.ReturnReason.ILL,
    Placement.ReturnReason.LAID_OFF,
    Placement.ReturnReason.TROUBLE,
)


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay as the case's own list gives it; ``until`` None: still abroad."""

    country: str
    since: int
    until: int | None
    occupation: str


def placement(rng: Random, person: Person, stay: Stay, year: int) -> Placement:
    """One stay, with the rest drawn; some dates know the month."""
    is_abroad = stay.until is None
    month = f"-{rng.randint(1, 9):02d}" if rng.random() < 0.3 else ""
    return Placement(
        code=code(rng),
        person=person,
        country=stay.country,
        occupation=stay.occupation,
        sector=_SECTORS.get(stay.occupation, "domestik"),
        scheme=_scheme(rng, stay.country),
        agency=rng.choice(_AGENCIES) if rng.random() < 0.5 else "",
        departed=f"{stay.since}{month}",
        status=Placement.Status.ABROAD if is_abroad else Placement.Status.RETURNED,
        returned=None if is_abroad else str(stay.until),
        return_reason="" if is_abroad else rng.choice(_REASONS),
        contract_ends=f"{year + 1}-{rng.randint(1, 12):02d}" if is_abroad else None,
    )


def career(rng: Random, person: Person, year: int) -> list[Placement]:
    """None, one, two or three stays after another; the last one may still go on."""
    number = rng.choices((0, 1, 2, 3), (4, 66, 24, 6))[0]
    start = rng.randint(1998, year - 8)
    stays = []
    for _each in range(number):
        until = start + rng.randint(2, 6)
        if until >= year:
            break
        country = rng.choices(list(_COUNTRIES), list(_COUNTRIES.values()))[0]
        stays.append(Stay(country, start, until, _occupation(rng, country, person.sex)))
        start = until + rng.randint(1, 3)
    placements = [placement(rng, person, stay, year) for stay in stays]
    if placements and rng.random() < 0.05:
        _forget_return(placements[-1])
    return placements


def abroad(rng: Random, person: Person, year: int) -> Placement:
    """Where somebody is now."""
    country = rng.choices(list(_COUNTRIES), list(_COUNTRIES.values()))[0]
    stay = Stay(country, year - rng.randint(0, 3), None, _occupation(rng, country, person.sex))
    return placement(rng, person, stay, year)


def _forget_return(last: Placement) -> None:
    """Nobody could say whether she is back."""
    last.status, last.returned, last.return_reason = Placement.Status.UNKNOWN, None, ""


def _occupation(rng: Random, country: str, sex: str) -> str:
    if sex == Person.Sex.MALE:
        return rng.choice(_MENS_WORK)
    return rng.choice(_WORK.get(country, (HOUSEHOLD,)))


def _scheme(rng: Random, country: str) -> str:
    if country == "KR":
        return Placement.Scheme.G_TO_G
    if country == "JP":
        return Placement.Scheme.SSW
    if country in ("MY", "SA") and rng.random() < 0.25:
        return Placement.Scheme.UNPROCEDURAL
    return rng.choices(("p_to_p", "independent", "unknown", ""), (70, 8, 8, 14))[0]
