"""What a person's page tells this user: who she is, how to reach her, what is missing, what to do.

A value that the user may not see says that it is withheld, and never looks empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from core.access import acts_on
from members.models import Group, Membership, OfficeTerm, Person, Placement, Relative
from members.models.people import MISSING_LABELS

ACTS = (
    "members.view_contact",
    "members.view_sensitive",
    "members.change_person",
    "members.reveal_nik",
    "members.join_group",
    "members.leave_group",
    "members.change_office",
    "members.move_person",
    "members.view_history",
)
# Where the form asks for what is missing.
FORM_FIELDS = {"photo": "photo_file"}

Line = dict[str, Any]


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
    memberships: list[Line] = field(default_factory=list)
    ways_on: list[Line] = field(default_factory=list)

    def may(self, verb: str) -> bool:
        return f"members.{verb}" in self.acts

    @property
    def may_change(self) -> bool:
        return self.may("change_person")

    @property
    def shows_contact(self) -> bool:
        return self.may("view_contact")

    @property
    def shows_history(self) -> bool:
        return self.may("view_history")

    @property
    def phone(self) -> str:
        """The number to call; "" where there is none or it is withheld."""
        return self.person.phone if self.shows_contact else ""

    def address(self, name: str, *codes: str) -> str:
        return reverse(f"members:{name}", args=[self.person.code, *codes])


def build(person: Person, user: Any) -> PersonPage:
    """Gather the page by a constant number of queries."""
    page = PersonPage(person, user, acts_on(person, user, ACTS))
    memberships = list(person.memberships.select_related("group").order_by("-id"))
    terms = OfficeTerm.objects.open().filter(membership__person=person)
    stays = list(person.placements.latest_first())
    page.membership = next((m for m in memberships if m.left is None), None)
    page.head = _head(page, terms.first() if page.membership else None, stays)
    page.facts = _facts(page)
    page.tasks = _tasks(page)
    page.stays = [_stay(page, stay) for stay in stays]
    if page.shows_contact:
        page.relatives = [_relative(page, r) for r in person.relatives.order_by("ended_on", "id")]
    page.memberships = _memberships(page, memberships)
    page.ways_on = _ways_on(page)
    return page


def _head(page: PersonPage, term: OfficeTerm | None, stays: list[Placement]) -> Line:
    person = page.person
    head = {
        "name": person.name,
        "photo_url": page.address("person_photo", "thumb") if person.photo_id else "",
        "chip_label": capfirst(_standing(page, term)),
        "chip_tone": "" if person.deceased_on or not page.membership else "ok",
        "sub": now_in_words(stays[0]) if stays and not person.deceased_on else "",
    }
    if person.group is not None:
        head |= {"line": person.group.name, "line_url": person.group.get_absolute_url()}
    elif person.village is not None:
        head["line"] = person.village.path
    return head | {"line_after": _since(page)}


def _standing(page: PersonPage, term: OfficeTerm | None) -> str:
    if page.person.deceased_on:
        return _("deceased")
    if term is not None:
        return str(term.get_office_display())
    return str(page.membership.get_status_display()) if page.membership else ""


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


def now_in_words(stay: Placement) -> str:
    """Where she is now, as far as this stay says: "Pulang dari Taiwan 8 tahun lalu"."""
    words = {"country": stay.country_name, "since": display.long_date(stay.departed)}
    if stay.status == Placement.Status.ABROAD:
        sentence = (
            _("Still in %(country)s, since %(since)s")
            if stay.departed
            else _("Still in %(country)s")
        )
        return sentence % words
    if stay.status == Placement.Status.UNKNOWN:
        return _("Has worked in %(country)s; whether she is back is not known") % words
    if not stay.returned:
        return _("Has worked in %(country)s") % words
    words["ago"] = display.since(stay.returned)
    return _("Returned from %(country)s %(ago)s") % words


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
        url = f"{page.address('person_update')}#div_id_nik"
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
    edit = page.address("person_update")
    return [
        {
            "label": capfirst(MISSING_LABELS[key]),
            "tone": "missing",
            "url": f"{edit}#div_id_{FORM_FIELDS.get(key, key)}",
        }
        for key in page.person.missing_data
    ]


def _stay(page: PersonPage, stay: Placement) -> Line:
    shows = stay.shows_sensitive_to(page.user, may_view=page.may("view_sensitive"))
    withholds = not shows and (stay.has_sensitive or not page.may_change)
    facts = [
        (_("Occupation"), capfirst(stay.occupation)),
        (_("Sector"), capfirst(stay.sector)),
        (_("Contract ends"), display.long_date(stay.contract_ends)),
    ]
    if withholds:
        facts.append((_("Scheme, agency, employer, reason for returning"), _("withheld")))
    else:
        facts += [
            (_("Scheme"), capfirst(stay.get_scheme_display())),
            (_("Agency (P3MI)"), stay.agency),
            (_("Employer"), stay.employer),
            (_("Reason for returning"), capfirst(stay.get_return_reason_display())),
        ]
    return {
        "country": stay.country_name,
        "years": display.period(stay.departed, stay.returned),
        "status": capfirst(stay.get_status_display()),
        "tone": "abroad" if stay.status == Placement.Status.ABROAD else "",
        "facts": [{"label": label, "value": value} for label, value in facts if value],
        "url": page.address("placement_update", stay.code) if page.may_change else "",
    }


def _relative(page: PersonPage, relative: Relative) -> Line:
    tones: dict[str, str] = {Relative.Consent.ALLOWED: "ok", Relative.Consent.REFUSED: "wrong"}
    source = {"who": relative.source, "date": display.long_date(relative.source_date)}
    may_change = page.may_change and not relative.ended_on
    return {
        "name": relative.name,
        "relation": capfirst(relative.get_relation_display()),
        "phone": relative.phone if relative.may_be_contacted and not relative.ended_on else "",
        "consent": capfirst(relative.get_consent_display()),
        "tone": tones.get(relative.consent, "missing"),
        "told": _("told by %(who)s, %(date)s") % source if relative.source else "",
        "ended_on": relative.ended_on,
        "end_reason": relative.end_reason,
        "url": page.address("relative_update", relative.code) if may_change else "",
        "end_url": page.address("relative_end", relative.code) if may_change else "",
    }


def _memberships(page: PersonPage, memberships: list[Membership]) -> list[Line]:
    groups = Group.objects.allowed(page.user, "members.view_group")
    seen = set(groups.filter(memberships__in=memberships).values_list("pk", flat=True))
    return [
        {
            "group": membership.group.name,
            "url": membership.group.get_absolute_url() if membership.group_id in seen else "",
            "status": capfirst(membership.get_status_display()),
            "years": display.period(membership.joined, membership.left),
            "reason": capfirst(membership.get_leave_reason_display()),
            "note": _note(page, membership),
        }
        for membership in memberships
    ]


def _note(page: PersonPage, membership: Membership) -> str:
    if membership.shows_note_to(page.user, may_view=page.may("view_sensitive")):
        return membership.leave_note
    is_written = membership.leave_note or not page.may_change
    return _("withheld") if membership.left and is_written else ""


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
