"""The demonstration's 800 people: members, former members, and workers whom the office knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from core import crypto
from members.demo import case, names, work
from members.demo.groups import BUMI_DAYA, HAMLETS, Plan, code
from members.demo.portraits import Portraits, keep_portraits
from members.models import Membership, OfficeTerm, Person, Placement, Relative
from members.models.people import NIK_PURPOSE

PEOPLE = 800
FORMER_PER_PLAN = 1
_SERIAL_FROM = 6000
_BIRTH_PLACES = (
    "Kalianda",
    "Palas",
    "Sidomulyo",
    "Metro",
    "Pringsewu",
    "Kebumen",
    "Wonogiri",
    "Cilacap",
    "Ponorogo",
    "Gisting",
)
_EDUCATION = ("sd", "smp", "smp", "sma", "sma", "smk", "diploma")
_MARITAL = ("married", "married", "married", "married", "divorced", "widowed", "single", "")
_OFFICES = (
    OfficeTerm.Office.CHAIR,
    OfficeTerm.Office.SECRETARY,
    OfficeTerm.Office.TREASURER,
    OfficeTerm.Office.VICE_CHAIR,
)
_RELATIONS = {"husband": "Pak", "child": "", "mother": "Bu", "sibling": ""}


@dataclass(slots=True)
class Drawn:
    """All rows of people, gathered before they are written at once."""

    rng: Random
    year: int
    portraits: Portraits
    people: list[Person] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    terms: list[OfficeTerm] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    relatives: list[Relative] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def write(self) -> None:
        Person.objects.bulk_create(self.people)
        Membership.objects.bulk_create(self.memberships)
        OfficeTerm.objects.bulk_create(self.terms)
        Placement.objects.bulk_create(self.placements)
        Relative.objects.bulk_create(self.relatives)


def make_people(rng: Random, year: int, plans: list[Plan]) -> list[Person]:
    """Write the people of these groups, and of the office itself, up to ``PEOPLE``."""
    drawn = Drawn(
        rng, year, keep_portraits(), used={woman.name for woman in (*case.WOMEN, case.FORMER)}
    )
    for plan in plans:
        _case(drawn, plan) if plan.group.name == BUMI_DAYA else _group(drawn, plan)
    villages = [plan.group.village_id for plan in plans]
    while len(drawn.people) < PEOPLE - 1:
        _worker_of_office(drawn, rng.choice(villages))
    _recorded_twice(drawn)
    drawn.write()
    return drawn.people


def _case(drawn: Drawn, plan: Plan) -> None:
    """The real case's group, member by member."""
    for woman in case.WOMEN:
        person = _woman_of_case(drawn, plan, woman)
        membership = _joined(drawn, person, plan, "2022-03-12")
        if woman.office:
            _office(
                drawn, membership, woman.office, "2023-01" if woman.office == "secretary" else None
            )
    former = _woman_of_case(drawn, plan, case.FORMER)
    former.group = None
    membership = _left(drawn, former, plan, "2023-01", "moved")
    _office(drawn, membership, case.FORMER.office, None, until="2023-01")


def _woman_of_case(drawn: Drawn, plan: Plan, woman: case.Woman) -> Person:
    person = _person(drawn, plan.group.village_id, woman.name, born=woman.born)
    person.nickname, person.education, person.group = woman.nickname, woman.education, plan.group
    _complete(drawn, person, lacking=case.LACKING.get(woman.name, ()))
    drawn.placements += [
        work.placement(drawn.rng, person, stay, drawn.year) for stay in woman.stays
    ]
    return person


def _group(drawn: Drawn, plan: Plan) -> None:
    rng = drawn.rng
    joined = str(plan.group.founded)
    for number in range(plan.size):
        person = _drawn_person(drawn, plan)
        person.group = plan.group
        late = rng.random() < 0.3
        day = f"{rng.randint(int(joined[:4]), drawn.year - 1)}" if late else joined
        membership = _joined(drawn, person, plan, day)
        if number >= 4 and late and rng.random() < 0.2:
            membership.status = Membership.Status.PROSPECTIVE
        offices = _OFFICES if plan.has_officers else _OFFICES[:1]
        if number < len(offices):
            _office(drawn, membership, offices[number], None)
        _work(drawn, person, share_abroad=0.08)
    for _each in range(FORMER_PER_PLAN):
        _former(drawn, plan)


def _former(drawn: Drawn, plan: Plan) -> None:
    """Somebody who left: the group still serves her, or the office keeps her file."""
    person = _drawn_person(drawn, plan)
    is_served = drawn.rng.random() < 0.4
    person.group = plan.group if is_served else None
    reason = "abroad" if is_served else drawn.rng.choice(("moved", "own_wish", "own_wish", "ill"))
    membership = _left(drawn, person, plan, str(drawn.year - 1), reason)
    membership.still_served = is_served
    _work(drawn, person, share_abroad=1.0 if reason == "abroad" else 0.0)


def _worker_of_office(drawn: Drawn, village: str) -> None:
    """A worker whom only the office knows, many of them still abroad."""
    name = names.unused(drawn.rng, drawn.used, sex="F")
    person = _person(drawn, village, name)
    _complete(drawn, person, lacking=_lacking(drawn.rng))
    _work(drawn, person, share_abroad=0.6)


def _recorded_twice(drawn: Drawn) -> None:
    """A member whom the office has recorded once more, from a list of returns, in another way."""
    member = next(person for person in drawn.people if person.name == case.TWICE.name)
    twin = _person(drawn, str(member.village_id), case.TWICE.spelt, born=str(member.birth_date))
    twin.phone = member.phone
    stays = [stay for stay in drawn.placements if stay.person is member]
    drawn.placements += [
        Placement(
            code=code(drawn.rng),
            person=twin,
            country=stay.country,
            status=stay.status,
            departed=stay.departed,
        )
        for stay in stays
    ]


def _drawn_person(drawn: Drawn, plan: Plan) -> Person:
    sex = "M" if plan.has_men and drawn.rng.random() < 0.3 else "F"
    is_balinese = plan.is_balinese and sex == "F"
    name = names.unused(drawn.rng, drawn.used, sex=sex, is_balinese=is_balinese)
    person = _person(drawn, plan.group.village_id, name, sex=sex)
    _complete(drawn, person, lacking=_lacking(drawn.rng))
    return person


def _person(drawn: Drawn, village: str, name: str, *, sex: str = "F", born: str = "") -> Person:
    rng = drawn.rng
    person = Person(
        code=code(rng),
        name=name,
        sex=sex,
        birth_place=rng.choice(_BIRTH_PLACES),
        birth_date=born
        or f"{rng.randint(1968, 1998)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
        village_id=village,
        hamlet=f"Dusun {rng.choice(HAMLETS)}",
        rt=f"{rng.randint(1, 8):03d}",
        rw=f"{rng.randint(1, 4):03d}",
        education=rng.choice(_EDUCATION),
        marital_status=rng.choice(_MARITAL),
    )
    drawn.people.append(person)
    return person


def _lacking(rng: Random) -> tuple[str, ...]:
    shares = {"nik": 0.1, "birth_date": 0.04, "phone": 0.07, "photo": 0.1}
    return tuple(key for key, share in shares.items() if rng.random() < share)


def _complete(drawn: Drawn, person: Person, *, lacking: tuple[str, ...]) -> None:
    """NIK, telephone and a word about the photo, but for what is lacking."""
    rng, number = drawn.rng, len(drawn.people)
    if "nik" not in lacking:
        nik = _nik(person, _SERIAL_FROM + number)
        person.nik_hash, person.nik_cipher = (
            crypto.keyed_hash(nik),
            crypto.encrypt(nik, NIK_PURPOSE),
        )
    if "birth_date" in lacking:
        person.birth_date = None
    if "phone" not in lacking:
        person.has_no_phone = rng.random() < 0.06
        person.phone = (
            "" if person.has_no_phone else f"+628{rng.choice((12, 13, 21, 52))}0000{number:04d}"
        )
    if "photo" not in lacking:
        _photo(drawn, person)
    if rng.random() < 0.35:
        drawn.relatives.append(_relative(rng, person, number))


def _photo(drawn: Drawn, person: Person) -> None:
    """A drawn portrait, or her word that she would rather not."""
    if drawn.rng.random() < 0.2:
        person.photo_refused = True
    elif person.sex == Person.Sex.MALE:
        person.photo = drawn.rng.choice(drawn.portraits.men)
    elif person.name.startswith("Ni "):
        person.photo = drawn.rng.choice(drawn.portraits.tied)
    else:
        person.photo = drawn.rng.choice(drawn.portraits.veiled)


def _nik(person: Person, serial: int) -> str:
    """First registered where she lives; a serial that no file of the samples reaches."""
    year, month, day = str(person.birth_date).split("-")
    day = str(int(day) + 40) if person.sex == "F" else day
    place = str(person.village_id).replace(".", "")[:6]
    return f"{place}{day}{month}{year[2:]}{serial:04d}"


def _relative(rng: Random, person: Person, number: int) -> Relative:
    relation = rng.choice(list(_RELATIONS))
    name = names.man(rng) if relation == "husband" else names.woman(rng)
    return Relative(
        code=code(rng),
        person=person,
        name=name,
        relation=relation,
        phone=f"+6285700{number:06d}",
        consent=rng.choice(("allowed", "not_asked", "refused", "allowed")),
    )


def _joined(drawn: Drawn, person: Person, plan: Plan, day: str) -> Membership:
    membership = Membership(person=person, group=plan.group, joined=day)
    drawn.memberships.append(membership)
    return membership


def _left(drawn: Drawn, person: Person, plan: Plan, day: str, reason: str) -> Membership:
    membership = _joined(drawn, person, plan, str(plan.group.founded))
    membership.left, membership.leave_reason = day, reason
    return membership


def _office(
    drawn: Drawn, membership: Membership, office: str, since: str | None, until: str | None = None
) -> None:
    drawn.terms.append(
        OfficeTerm(
            membership=membership,
            group=membership.group,
            office=office,
            since=since or membership.joined,
            until=until,
        )
    )


def _work(drawn: Drawn, person: Person, *, share_abroad: float) -> None:
    rng = drawn.rng
    if rng.random() < share_abroad:
        drawn.placements.append(work.abroad(rng, person, drawn.year))
    else:
        drawn.placements += work.career(rng, person, drawn.year)
