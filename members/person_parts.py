"""The parts of a person's page that are lists: stays abroad, relatives, memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from members import consent_text
from members.models import Consent, Membership, Placement, Relative

if TYPE_CHECKING:
    from members.person_page import PersonPage

Line = dict[str, Any]


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


def stay_line(page: PersonPage, stay: Placement) -> Line:
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


def relative_line(page: PersonPage, relative: Relative) -> Line:
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


def consent_lines(page: PersonPage) -> list[Line]:
    """Each purpose with her last word, and the way to take it back or to ask."""
    return [_consent_line(page, purpose) for purpose in Consent.Purpose.values]


def _consent_line(page: PersonPage, purpose: str) -> Line:
    word = page.words.get(purpose)
    if word is None:
        line = {"sentence": consent_text.sentence(purpose), "answer": capfirst(_("not asked yet"))}
        line |= {"tone": "missing", "ask_label": _("Ask")}
    else:
        line = {"sentence": consent_text.sentence(purpose, word.text_version)}
        line |= {"answer": capfirst(word.answer), "tone": "ok" if word.stands else ""}
        line |= {"told": _told(word), "reason": word.end_reason, "ask_label": _("Ask again")}
    if not page.may_record_consent:
        return line
    if word is not None and word.stands:
        return line | {"withdraw_url": page.address("consent_withdraw", word.code)}
    return line | {"ask_url": f"{page.address('consent_update')}#div_id_consent_{purpose}"}


def _told(word: Consent) -> str:
    date = display.long_date(word.ended_on or word.taken_on)
    if word.ended_on:
        return date
    if word.told_to is None:
        return _("%(date)s, on a signed form") % {"date": date}
    return _("%(date)s, told to %(name)s") % {"date": date, "name": word.told_to}


def membership_lines(page: PersonPage, memberships: list[Any]) -> list[Line]:
    return [
        {
            "group": membership.group.name,
            "url": membership.group.get_absolute_url() if membership.group_is_seen else "",
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
