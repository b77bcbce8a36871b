"""What the page of a case shows: who and what, its story, the ways on. Plain or sealed alike."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display, old_codes
from core.access import acts_on
from core.indonesia import country_name
from core.registry import Text
from members.models import Group, Person
from secretariat.cases import CHANGE, PlainCase, Sealed
from secretariat.models import AskerIs, Channel, SealedCase, Urgency
from secretariat.sealed_content import Content, is_readable, opened
from secretariat.sealing import content_of

SEAL = "secretariat.seal_service"
Row = dict[str, Any]
TONES = {Urgency.NORMAL: "", Urgency.SOON: "abroad", Urgency.URGENT: "wrong"}


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case in words. ``story`` are its notes and referrals, oldest first."""

    code: str
    name: str
    topic: str
    chips: list[Row]
    facts: list[Row]
    question: str
    result: str
    story: list[Row]
    waiting: list[Row]
    is_open: bool
    is_sealed: bool
    may_change: bool
    may_seal: bool = False
    readers: list[str] = field(default_factory=list)
    journal: list[Row] = field(default_factory=list)
    sealed_notes: list[Row] = field(default_factory=list)


def build(case: PlainCase | Sealed, user: Any) -> CasePage:
    """Both kinds are told from the same content."""
    return _of_sealed(case, user) if isinstance(case, Sealed) else _of_service(case, user)


def _of_service(case: PlainCase, user: Any) -> CasePage:
    service = case.service
    content = content_of(service, with_history=False)
    granted = acts_on(service, user, [CHANGE, SEAL])
    chips = [
        _chip(service.get_state_display(), "" if service.is_open else "ok"),
        _chip(service.get_urgency_display(), TONES[Urgency(service.urgency)]),
    ]
    return _page(
        case,
        content,
        user,
        topic=service.topic.name,
        chips=chips,
        due_on=service.due_on,
        received_by=str(service.received_by),
        may_change=CHANGE in granted,
        may_seal=SEAL in granted,
        sealed_notes=_sealed_notes(service, user),
    )


def _of_sealed(case: Sealed, user: Any) -> CasePage:
    row, content = case.case, opened(case.case)
    # Somebody's record may have been merged into another since.
    content.asker_code = old_codes.current(content.asker_code)
    content.about_code = old_codes.current(content.about_code)
    readers = row.readers.standing().select_related("user")
    return _page(
        case,
        content,
        user,
        topic=row.topic.name,
        chips=[_chip(_("sealed"), "wrong"), _chip(row.get_state_display(), "")],
        due_on=row.due_on,
        received_by="",
        may_change=bool(user.scopes(CHANGE)),
        readers=[str(reader.user) for reader in readers],
        journal=[_journal(line) for line in content.journal],
    )


def _page(
    case: PlainCase | Sealed,
    content: Content,
    user: Any,
    *,
    due_on: dt.date | None,
    received_by: str,
    **more: Any,
) -> CasePage:
    return CasePage(
        code=case.code,
        name=content.asker_name,
        facts=_facts(content, user, due_on=due_on, received_by=received_by),
        question=content.question,
        result=content.result,
        story=_story(content),
        waiting=[
            row | {"url": reverse("secretariat:referral_answer", args=[case.code, row["key"]])}
            for row in content.referrals
            if not row["answered_on"]
        ],
        is_open=case.is_open,
        is_sealed=case.is_sealed,
        **more,
    )


def _facts(content: Content, user: Any, *, due_on: dt.date | None, received_by: str) -> list[Row]:
    opens = _opened_to(user, content)
    country = country_name(content.country)
    about = ", ".join(filter(None, (content.about_name, country)))
    reach = _("cannot be reached") if content.is_unreachable else ""
    return [
        row
        for row in (
            _fact(_("Who asks"), content.asker_name, opens.get(content.asker_code, "")),
            _fact(_("Stands for"), capfirst(AskerIs(content.asker_is).label)),
            _fact(_("For whom"), about, opens.get(content.about_code, ""), reach),
            _fact(_("Way"), capfirst(Channel(content.channel).label)),
            _fact(_("Asked on"), display.long_date(content.opened_on)),
            _fact(_("To be done by"), display.long_date(due_on)),
            _fact(_("Phone"), display.phone(content.phone), display.tel_link(content.phone)),
            _fact(_("Group"), content.group_name, opens.get(content.group_code, "")),
            _fact(_("Received by"), received_by),
            _fact(_("Closed on"), display.long_date(content.closed_on)),
        )
        if row["value"]
    ]


def _fact(label: str, value: Text, url: str = "", note: str = "") -> Row:
    return {"label": label, "value": value, "url": url, "note": note}


def _opened_to(user: Any, content: Content) -> dict[str, str]:
    """The pages of its people and its group, as far as this user may open them."""
    codes = [content.asker_code, content.about_code]
    people = Person.objects.allowed(user, "members.view_person").filter(code__in=codes)
    groups = Group.objects.allowed(user, "members.view_group").filter(code=content.group_code)
    rows: list[Any] = [*people.only("code"), *groups.only("code")]
    return {row.code: row.get_absolute_url() for row in rows}


def _story(content: Content) -> list[Row]:
    """Notes, referrals and answers in the order in which they came."""
    lines = [_note(line) for line in content.notes]
    for row in content.referrals:
        words = {"name": row["institution"]}
        lines.append(_event(row["referred_on"], _("Passed on to %(name)s") % words, ""))
        if row["answered_on"]:
            title = _("%(name)s answered") % words
            lines.append(_event(row["answered_on"], title, row["answer"]))
    return sorted(lines, key=lambda line: str(line["sort"]))


def _note(line: Row) -> Row:
    at = parse_datetime(line["at"])
    title = _("Told to the family") if line["for_family"] else _("Note of the desk")
    return {
        "sort": timezone.localtime(at).isoformat() if at else "",
        "when": display.moment(at),
        "title": title,
        "text": line["text"],
        "by": line["by"],
        "tone": "blue" if line["for_family"] else "grey",
    }


def _event(day: str, title: str, text: str) -> Row:
    when = display.long_date(day)
    return {"sort": day, "when": when, "title": title, "text": text, "by": "", "tone": "amber"}


def _journal(line: Row) -> Row:
    return line | {"at": display.moment(parse_datetime(line["at"]))}


def _sealed_notes(service: Any, user: Any) -> list[Row]:
    """The sealed notes on a service that name this user; others do not learn of any."""
    notes = SealedCase.objects.read_by(user).filter(service=service)
    return [
        {"text": content.question, "journal": [_journal(line) for line in content.journal]}
        for content in map(opened, filter(is_readable, notes))
    ]


def _chip(label: Any, tone: str) -> Row:
    return {"label": capfirst(str(label)), "tone": tone}
