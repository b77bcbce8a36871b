"""What the pages of those still abroad tell: the lines of the list, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display, indonesia
from members.listing import place
from members.models import Placement, Relative
from secretariat.abroad_stays import SOON_DAYS, UNKNOWN, silence_begins
from secretariat.models import Contact

VIEW, RECORD = "secretariat.view_abroad", "secretariat.record_contact"
RETURN, EXPORT = "secretariat.record_return", "secretariat.export_abroad"
ACTS = (RECORD, RETURN, "members.view_contact", "members.change_person")
FIELDS = (
    *("code", "country", "occupation", "departed", "contract_ends", "ends_on", "heard_on"),
    *("last_contact", "person__code", "person__name", "person__group__name"),
    *("person__group__village__path", "person__village__path"),
)
MOST_CONTACTS = 20

Row = dict[str, Any]


def lines(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page of the list in words."""
    return [_line(row) for row in rows]


def _line(row: Row) -> Row:
    return {
        "code": row["person__code"],
        "name": row["person__name"],
        "group": row["person__group__name"] or "",
        "place": place(row["person__group__village__path"] or row["person__village__path"]),
        "country": indonesia.country_name(row["country"]),
        "since": since_words(row["departed"]),
        **end_in_words(row["contract_ends"], row["ends_on"]),
        **heard_in_words(row["last_contact"], row["heard_on"]),
    }


def since_words(departed: Any) -> str:
    return _("since %(date)s") % {"date": display.long_date(departed)} if departed else ""


def end_in_words(known: Any, ends_on: Any) -> Row:
    """The end of the contract as far as it is known; a guess says that it is one."""
    if ends_on == UNKNOWN:
        return {
            "end": _("end not known"),
            "end_note": "",
            "end_tone": "missing",
            "is_guessed": False,
        }
    days = (ends_on - timezone.localdate()).days
    tone = "missing" if days < 0 else "abroad" if days <= SOON_DAYS else ""
    note = _("past: ask her") if days < 0 else _("within 90 days") if tone else ""
    if known:
        end = display.long_date(known)
    else:
        end = _("about %(year)s (a guess)") % {"year": ends_on.year}
    return {"end": end, "end_note": note, "end_tone": tone, "is_guessed": not known}


def heard_in_words(contact: Row | None, heard_on: Any) -> Row:
    """When she was last heard of, and from whom."""
    if contact is None:
        return {"heard": _("never"), "heard_from": "", "is_silent": True}
    teller = Contact.Teller(contact["told_by"])
    return {
        "heard": display.short_date(contact["day"]),
        "heard_from": contact["source"] or str(teller.label),
        "is_silent": heard_on < silence_begins(),
    }


@dataclass(frozen=True, slots=True)
class AbroadPage:
    """One who is still abroad: her stay, her family where she allows it, what was heard."""

    stay: Placement
    acts: frozenset[str]
    facts: list[Row]
    relatives: list[Relative]
    contacts: list[Contact]

    @property
    def may_record(self) -> bool:
        return RECORD in self.acts

    @property
    def may_return(self) -> bool:
        return RETURN in self.acts

    @property
    def may_change(self) -> bool:
        return "members.change_person" in self.acts

    @property
    def prepares(self) -> list[str]:
        return what_to_prepare()


def build(stay: Any, acts: frozenset[str]) -> AbroadPage:
    """By three queries; the stay brings its days along (``with_last_contact``)."""
    shows_contact = "members.view_contact" in acts
    relatives = stay.person.relatives.filter(ended_on__isnull=True) if shows_contact else []
    contacts = stay.person.contacts.current().latest_first()
    return AbroadPage(
        stay=stay,
        acts=acts,
        facts=_facts(stay),
        relatives=list(relatives),
        contacts=list(contacts[:MOST_CONTACTS]),
    )


def _facts(stay: Any) -> list[Row]:
    end = end_in_words(stay.contract_ends, stay.ends_on)
    heard = heard_in_words(stay.last_contact, stay.heard_on)
    return [
        {"label": _("Country"), "value": stay.country_name, "note": since_words(stay.departed)},
        {"label": _("Occupation"), "value": capfirst(stay.occupation)},
        {"label": _("Contract ends"), "value": end["end"], "note": _end_note(end)},
        {"label": _("Last contact"), "value": heard["heard"], "note": heard["heard_from"]},
    ]


def _end_note(end: Row) -> str:
    """Why it is a guess, and what follows."""
    why = _("Reckoned as two years after the departure.") if end["is_guessed"] else ""
    return " ".join(part for part in (why, capfirst(end["end_note"])) if part)


def what_to_prepare() -> list[str]:
    """Before she comes home; the office's own words, nothing of it is law."""
    return [
        _("The contract, the last pay slips and the passport: copies to keep at home."),
        _("Wages and savings are paid out, and sent by a bank, before she leaves."),
        _("Her social security for migrant workers (BPJS Ketenagakerjaan): what can be claimed."),
        _("The day, the flight, and who meets her at the airport."),
        _("If there is trouble with employer or agency: tell BP3MI before she leaves."),
        _("At home: report to the village and the labour office, and meet the group."),
        _("What she has learned abroad, and what she would like to begin with her savings."),
    ]
