"""What a person's page tells this user: who she is, how to reach her, what is missing, what to do.

A value that the user may not see says that it is withheld, and never looks empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from core.access import acts_brought, is_allowed
from core.registry import subject_links
from members import ways
from members.models import Consent, Membership, OfficeTerm, Person, Placement
from members.models.consents import words_brought
from members.models.people import MISSING_LABELS
from members.person_parts import (
    Line,
    consent_lines,
    membership_lines,
    now_in_words,
    relative_line,
    stay_line,
)

ACTS = (
    "members.view_contact",
    "members.view_sensitive",
    "members.change_person",
    "members.reveal_nik",
    "members.join_group",
    "members.leave_group",
    "members.change_office",
    "members.move_person",
    "members.export_people",
    "members.export_abroad",
    "members.name_abroad",
    "members.view_history",
    "members.record_consent",
)


@dataclass(slots=True)
class PersonPage:
    """The parts of the page, each in the variables of its template."""

    person: Person
    user: Any
    acts: frozenset[str]
    membership: Membership | None = None
    head: Line = field(default_factory=dict)
    facts: list[Line] = field(default_factory=list)
    tasks: list[Line] = field(default_factory=list)
    stays: list[Line] = field(default_factory=list)
    relatives: list[Line] = field(default_factory=list)
    consents: list[Line] = field(default_factory=list)
    words: dict[str, Consent] = field(default_factory=dict)
    memberships: list[Line] = field(default_factory=list)
    ways_on: list[Line] = field(default_factory=list)
    links: list[Line] = field(default_factory=list)

    def may(self, verb: str) -> bool:
        return f"members.{verb}" in self.acts

    @property
    def may_change(self) -> bool:
        return self.may("change_person")

    @property
    def change_url(self) -> str:
        return ways.to_change(self.user, self.person)

    @property
    def shows_contact(self) -> bool:
        return self.may("view_contact")

    @property
    def shows_history(self) -> bool:
        return self.may("view_history")

    @property
    def may_print(self) -> bool:
        """Whoever works abroad stands on no paper of who may not name her in a file."""
        is_abroad = any(stay["tone"] == "abroad" for stay in self.stays)
        named = self.may("export_abroad") and self.may("name_abroad")
        return self.may("export_people") and (named or not is_abroad)

    @property
    def may_record_consent(self) -> bool:
        return self.may("record_consent") and not self.person.deceased_on

    def agrees_to(self, purpose: str) -> bool:
        """Silence means no."""
        return purpose in self.words and self.words[purpose].stands

    @property
    def phone(self) -> str:
        """The number to call; "" where there is none or it is withheld."""
        return self.person.phone if self.shows_contact else ""

    def address(self, name: str, *codes: str) -> str:
        return reverse(f"members:{name}", args=[self.person.code, *codes])


def acts() -> set[str]:
    """What somebody has to bring along for her page: whether the user may do these on her."""
    return {*ACTS, *(link.act for link in subject_links("person"))}


def build(person: Person, user: Any) -> PersonPage:
    """Gather the page by a constant number of queries; she brings ``ACTS`` and words along."""
    page = PersonPage(person, user, acts_brought(person))
    memberships = list(_memberships(person, user))
    stays = list(person.placements.latest_first())
    page.membership = next((m for m in memberships if m.left is None), None)
    page.head = _head(page, stays)
    page.facts = _facts(page)
    page.words = words_brought(person)
    page.tasks = _tasks(page)
    page.stays = [stay_line(page, stay) for stay in stays]
    if page.shows_contact:
        relatives = person.relatives.order_by(F("ended_on").asc(nulls_first=True), "id")
        page.relatives = [relative_line(page, relative) for relative in relatives]
        page.consents = consent_lines(page)
    page.memberships = membership_lines(page, memberships)
    page.ways_on = _ways_on(page)
    page.links = [
        {"label": link.label, "url": reverse(link.url_name, args=[person.code])}
        for link in subject_links("person")
        if link.act in page.acts
    ]
    return page


def _memberships(person: Person, user: Any) -> Any:
    """Hers, the latest first; each with its open office and whether the user sees its group."""
    terms = OfficeTerm.objects.open().filter(membership=OuterRef("pk"))
    return (
        person.memberships.select_related("group")
        .annotate(
            open_office=Subquery(terms.values("office")[:1]),
            group_is_seen=is_allowed(Membership.access, user, "members.view_group"),
        )
        .order_by("-id")
    )


def _head(page: PersonPage, stays: list[Placement]) -> Line:
    person = page.person
    head = {
        "name": person.name,
        "photo_url": page.address("person_photo", "thumb") if person.photo_id else "",
        "chip_label": capfirst(_standing(page)),
        "chip_tone": "" if person.deceased_on or not page.membership else "ok",
        "sub": now_in_words(stays[0]) if stays and not person.deceased_on else "",
    }
    if person.group is not None:
        head |= {"line": person.group.name, "line_url": person.group.get_absolute_url()}
    elif person.village is not None:
        head["line"] = person.village.path
    return head | {"line_after": _since(page)}


def _standing(page: PersonPage) -> str:
    if page.person.deceased_on:
        return _("deceased")
    if page.membership is None:
        return ""
    office = page.membership.open_office  # type: ignore[attr-defined]
    return str(OfficeTerm.Office(office).label if office else page.membership.get_status_display())


def _since(page: PersonPage) -> str:
    person, membership = page.person, page.membership
    if person.deceased_on:
        return _("died %(date)s") % {"date": display.long_date(person.deceased_on)}
    if membership is None:
        return _("not a member, still served by the group") if person.group_id else ""
    if not membership.joined:
        return ""
    joined = {"date": display.long_date(membership.joined)}
    if membership.status == Membership.Status.PROSPECTIVE:
        return _("prospective member since %(date)s") % joined
    return _("member since %(date)s") % joined


def _facts(page: PersonPage) -> list[Line]:
    person = page.person
    return [
        {"label": _("NIK"), **_nik(page)},
        {"label": _("Born"), **_birth(page)},
        {"label": _("Sex"), "value": capfirst(person.get_sex_display())},
        {"label": _("Address"), **_home(page)},
        {"label": _("Phone"), "value": _phone(page)},
        {"label": _("Nickname"), "value": person.nickname},
        {"label": _("Education"), "value": capfirst(person.get_education_display())},
        {"label": _("Marital status"), "value": capfirst(person.get_marital_status_display())},
    ]


def _nik(page: PersonPage) -> Line:
    if not page.person.has_nik:
        return {"value": ""}
    fact: Line = {"value": _("on file")}
    if page.may("reveal_nik"):
        fact |= {"action_label": _("Show"), "action_url": page.address("person_reveal_nik")}
    elif page.may_change:
        url = ways.to_answer(page.user, page.person, "nik")
        fact |= {"action_label": _("Replace"), "action_url": url}
    return fact


def _birth(page: PersonPage) -> Line:
    person = page.person
    date = display.long_date(person.birth_date) if page.shows_contact else _("withheld")
    age = "" if person.deceased_on else display.age(person.birth_date)
    return {"value": ", ".join(part for part in (person.birth_place, date) if part), "note": age}


def _home(page: PersonPage) -> Line:
    person = page.person
    village = person.village.path if person.village else ""
    if not page.shows_contact:
        return {"value": village or _("withheld"), "note": _("the rest is withheld")}
    near = [_hamlet(person.hamlet)]
    near.append(" ".join(f"{k} {v}" for k, v in (("RT", person.rt), ("RW", person.rw)) if v))
    return {"value": ", ".join(part for part in (*near, village) if part)}


def _hamlet(name: str) -> str:
    """``Dusun II`` of ``II``, and of ``Dusun II``: both are written in the forms."""
    is_whole = not name or name.lower().startswith("dusun")
    return name if is_whole else _("Dusun %(name)s") % {"name": name}


def _phone(page: PersonPage) -> str:
    if not page.shows_contact:
        return _("withheld")
    return (
        _("none, or would rather not say")
        if page.person.has_no_phone
        else display.phone(page.person.phone)
    )


def _tasks(page: PersonPage) -> list[Line]:
    missing: list[tuple[Any, str]] = [
        (MISSING_LABELS[key], ways.to_answer(page.user, page.person, key))
        for key in page.person.missing_data
    ]
    if page.may_record_consent and not page.words.keys() >= set(Consent.Purpose.values):
        missing.append((_("consent not asked yet"), page.address("consent_update")))
    return [{"label": capfirst(word), "tone": "missing", "url": url} for word, url in missing]


def _ways_on(page: PersonPage) -> list[Line]:
    """What can be done with her, besides changing her data."""
    is_member, is_dead = page.membership is not None, bool(page.person.deceased_on)
    ways = [
        ("join_group", "membership_join", _("Put into a group"), not is_member and not is_dead),
        ("change_office", "office_change", _("Change the office"), is_member),
        ("join_group", "membership_update", _("Change status or joining date"), is_member),
        ("move_person", "membership_move", _("Move to another group"), is_member),
        ("leave_group", "membership_leave", _("Record that she left"), is_member),
        ("change_person", "person_death", _("Record a death"), not is_dead),
        ("change_person", "person_death", _("Correct the date of death"), is_dead),
    ]
    return [
        {"url": page.address(name), "label": label}
        for act, name, label, fits in ways
        if fits and page.may(act)
    ]
