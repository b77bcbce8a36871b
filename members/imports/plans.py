"""What the import of a row would write: the person, her membership, office and work abroad."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from core import indonesia
from core.display import long_date
from core.imports.rows import Change, ImportRow
from core.text import name_key
from members.imports.matching import Match
from members.imports.register import PERSON_FIELDS, Known, Register, Stay, Villages
from members.imports.spellings import MEMBER, NO_MEMBER
from members.models import Group, Membership, OfficeTerm, Person, Placement

# Differing only in case or punctuation, these are the same: "SRI WAHYUNI" is "Sri Wahyuni".
LOOSE = {"name", "nickname", "birth_place", "hamlet", "occupation", "sector"}
DATES = {"birth_date", "departed", "returned", "joined"}
ABROAD, RETURNED = Placement.Status.ABROAD, Placement.Status.RETURNED


@dataclass(slots=True)
class StayPlan:
    """Fields of a placement to write; ``stay`` is the one on file, None for a new one."""

    stay: Stay | None
    values: dict[str, Any]


@dataclass(slots=True)
class Plan:
    """What one row writes. ``person`` holds the fields that differ (all of a new person)."""

    match: Match
    person: dict[str, Any] = field(default_factory=dict)
    nik: str = ""
    membership: dict[str, Any] = field(default_factory=dict)
    office: str = ""
    stay: StayPlan | None = None
    changes: list[Change] = field(default_factory=list)

    @property
    def known(self) -> Known | None:
        return self.match.known

    def note(self, key: str, label: str, old: Any, new: Any) -> None:
        """Tell a change of somebody known; all of a new person is new, and nothing is told."""
        self.changes.append(Change(label, shown(key, old), shown(key, new)))


class Planner:
    """Plans row by row, in the file's order: who names an office first gets it."""

    def __init__(self, group: Group, register: Register, villages: Villages) -> None:
        self.group, self.register, self.villages = group, register, villages
        self.offices: dict[str, ImportRow] = {}

    def plan(self, match: Match) -> Plan:
        plan = Plan(match)
        self.plan_person(plan)
        self.plan_membership(plan)
        self.plan_office(plan)
        plan_stay(plan)
        return plan

    def plan_person(self, plan: Plan) -> None:
        row, known = plan.match.row, plan.known
        given = self.person_values(row, known, plan.match.brings_nik)
        if known is None:
            plan.person = given
        else:
            self.change_person(plan, known.values, given)
        if plan.match.brings_nik:
            plan.nik = row.values["nik"]
            if known is not None:
                plan.note("nik", "NIK", _("on file") if known.nik_hash else "", _("new"))
        self.warn_of_person(row, known, given)

    def change_person(self, plan: Plan, old: dict[str, Any], given: dict[str, Any]) -> None:
        for key, value in given.items():
            if not is_same(key, old[key], value):
                plan.person[key] = value
                plan.note(key, label_of(Person, key), old[key], value)

    def person_values(
        self, row: ImportRow, known: Known | None, brings_nik: bool
    ) -> dict[str, Any]:
        values = {key: row.values[key] for key in PERSON_FIELDS if key in row.values}
        if "hamlet" in values and self.villages.is_own(values["hamlet"]):
            del values["hamlet"]
        if known is None and "nik_sex" in row.values:
            values["sex"] = row.values["nik_sex"]
        if born := self.born_by_nik(row, known, brings_nik):
            values["birth_date"] = born
        if text := row.values.get("village"):
            code = self.villages.find(text)
            if code is None:
                row.warn(_("The village was not found around here and is left out."), "village")
            else:
                values["village_id"] = code
        return values

    def born_by_nik(self, row: ImportRow, known: Known | None, brings_nik: bool) -> str:
        """The birth date that the NIK tells, where neither the list nor the register has one."""
        born = row.values.get("nik_birth_date", "")
        if not born or "birth_date" in row.values or (known and known.values["birth_date"]):
            return ""
        if known and not brings_nik:  # it was on file before, and told nothing then
            return ""
        sentence = _("The birth date was taken from the NIK: %(date)s.")
        row.warn(sentence % {"date": long_date(born)}, "birth_date")
        return born

    def warn_of_person(self, row: ImportRow, known: Known | None, given: dict[str, Any]) -> None:
        if known and known.is_deceased:
            row.warn(_("She is recorded as deceased."))
        if self.group.kind == Group.Kind.KWT and given.get("sex") == Person.Sex.MALE:
            row.warn(_("A man as a member of a women's group."), "sex")
        if not known and "nik" not in row.values and not row.was_misread("nik"):
            row.warn(_("Without a NIK she is found again by her name and birth date."), "nik")

    def plan_membership(self, plan: Plan) -> None:
        row, known = plan.match.row, plan.known
        given = {
            key: row.values[source]
            for key, source in (("status", "member_status"), ("joined", "joined"))
            if source in row.values
        }
        status = given.get("status")
        if known is not None and known.membership is not None:
            if status == NO_MEMBER:
                row.warn(_("On file as a member; a list does not end a membership."))
            else:
                self.change_membership(plan, known.membership, given)
        elif known is not None and known.was_member:
            if status != NO_MEMBER:
                row.warn(_("She has left the group; the list does not bring her back."))
        elif status != NO_MEMBER and (status or known is None or "code" not in row.values):
            # With a code it is a file of this register, which makes nobody a member by silence.
            plan.membership = {"status": MEMBER, "joined": None, **given}
            if known is not None:
                plan.note("membership", _("membership"), "", _("joins the group"))

    def change_membership(self, plan: Plan, old: dict[str, Any], given: dict[str, Any]) -> None:
        for key, value in given.items():
            if not is_same(key, old[key], value):
                plan.membership[key] = value
                plan.note(key, label_of(Membership, key), old[key], value)

    def plan_office(self, plan: Plan) -> None:
        row, known = plan.match.row, plan.known
        office = row.values.get("office", "")
        held = known.office if known else ""
        if not office or office == (held or MEMBER):
            return
        if held:
            sentence = _("On file as %(office)s; a list does not end an office.")
            row.warn(sentence % {"office": office_label(held)}, "office")
        elif not plan.membership.get("status") and not (known and known.membership):
            row.warn(_("Only a member can hold an office."), "office")
        elif holder := self.register.holders.get(office):
            self.warn_held(row, office, holder)
        elif office in self.offices:
            self.warn_held(row, office, self.offices[office].values.get("name", ""))
        else:
            self.offices[office] = row
            plan.office = office
            if known is not None:
                plan.note("office", _("office"), office_label(""), office_label(office))

    def warn_held(self, row: ImportRow, office: str, holder: str) -> None:
        sentence = _("The office of %(office)s is held by %(name)s; imported as a member.")
        row.warn(sentence % {"office": office_label(office), "name": holder}, "office")


def plan_stay(plan: Plan) -> None:
    """A placement is matched by country and departure, else the only one of that country."""
    row, values = plan.match.row, stay_values(plan.match.row)
    if "country" not in values:
        return
    stays = plan.known.stays if plan.known else []
    of_country = [stay for stay in stays if stay.values["country"] == values["country"]]
    stay = find_stay(of_country, values)
    if stay is not None:
        change_stay(plan, stay, values)
    elif of_country and "departed" not in values:
        row.warn(_("Several stays in this country are on file; none is changed."), "country")
    else:
        add_stay(plan, stays, values)


def stay_values(row: ImportRow) -> dict[str, Any]:
    keys = ("country", "departed", "returned", "occupation", "sector")
    values = {key: row.values[key] for key in keys if key in row.values}
    if "stay_status" in row.values:
        values["status"] = row.values["stay_status"]
    elif "returned" in values:
        values["status"] = RETURNED
    return values


def find_stay(stays: list[Stay], values: dict[str, Any]) -> Stay | None:
    """The stay of this departure; of several the one that agrees in most."""
    departed = values.get("departed")
    fitting = [
        stay
        for stay in stays
        if departed and is_same("departed", stay.values["departed"], departed)
    ]
    if fitting:
        return max(fitting, key=lambda stay: sum(stay.values[k] == v for k, v in values.items()))
    return stays[0] if len(stays) == 1 else None


def add_stay(plan: Plan, stays: list[Stay], values: dict[str, Any]) -> None:
    """Member lists are lists of returnees: only who is said to be abroad is."""
    values = {"status": RETURNED, **values}
    if values["status"] == ABROAD and any(s.values["status"] == ABROAD for s in stays):
        sentence = _("She is on file as abroad elsewhere; this stay is not added.")
        plan.match.row.warn(sentence, "country")
        return
    plan.stay = StayPlan(None, values)
    if plan.known is not None:
        plan.note("stay", _("work abroad"), "", stay_text(values))


def change_stay(plan: Plan, stay: Stay, values: dict[str, Any]) -> None:
    if values.get("status") == ABROAD and (stay.values["returned"] or stay.has_return_reason):
        sentence = _("She is on file as returned; the stay is not changed.")
        plan.match.row.warn(sentence, "country")
        return
    differing = {k: v for k, v in values.items() if not is_same(k, stay.values[k], v)}
    if not differing:
        return
    plan.stay = StayPlan(stay, differing)
    country = indonesia.country_name(values["country"])
    for key, value in differing.items():
        label = f"{label_of(Placement, key)} ({country})"
        plan.note(key, label, stay.values[key], value)


def stay_text(values: dict[str, Any]) -> str:
    """ "Taiwan, 2011–2018": enough to recognise a stay in a preview."""
    years = "–".join((values.get("departed") or "", values.get("returned") or "")).strip("–")
    return ", ".join(filter(None, (indonesia.country_name(values["country"]), years)))


def is_same(key: str, old: Any, new: Any) -> bool:
    """Whether a value says no more than the one on file, which then stays as it is."""
    if old == new:
        return True
    if key in LOOSE:
        return name_key(old or "") == name_key(new)
    return key in DATES and bool(old) and old.startswith(new)


LABELS = {
    "sex": Person.Sex,
    "education": Person.Education,
    "marital_status": Person.MaritalStatus,
}


def shown(key: str, value: Any) -> str:
    """A value as the preview shows it."""
    if value in (None, ""):
        return "—"
    if key in DATES:
        return long_date(value)
    if key == "status":
        words = Membership.Status if value in Membership.Status.values else Placement.Status
        return str(words(value).label)
    return str(LABELS[key](value).label) if key in LABELS else str(value)


def label_of(model: type[Model], key: str) -> str:
    """A field's name, as its form calls it."""
    return str(getattr(model._meta.get_field(key), "verbose_name", key))


def office_label(office: str) -> str:
    return str(OfficeTerm.Office(office).label if office else Membership.Status.MEMBER.label)
