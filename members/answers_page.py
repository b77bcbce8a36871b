"""What is recorded of somebody as answers to check, each with the way to its own question."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from members import person_page
from members.forms.memberships import PLAIN_MEMBER
from members.forms.people import PersonForm
from members.forms.steps import PHOTO, RECORDED
from members.models import OfficeTerm, Person
from members.person_page import PersonPage
from members.ways import CHECK

Line = dict[str, Any]
ACT = "members.change_person"
_COLUMNS = {PHOTO: "photo_id", "nik": "nik_hash", "village": "village_id"}
_ONLY_WHERE_SAID = ("has_no_phone", "photo_refused")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the answers, with what may be added to it (list of label, url)."""

    title: str
    facts: list[Line]
    more: list[Line] = field(default_factory=list)


def sections(person: Person, user: Any) -> list[Section]:
    """All that the user may change of her; the person brings ``person_page.ACTS`` along."""
    page = person_page.build(person, user)
    found = [
        Section(_("Personal data"), _herself(person, user)),
        Section(_("Membership"), _membership(page)),
        Section(pgettext("person", "Work abroad"), _stays(page), _add(page, "placement")),
        Section(_("Family"), _relatives(page), _add(page, "relative")),
        Section(_("Consent"), _consents(page)),
    ]
    return [section for section in found if section.facts or section.more]


def _herself(person: Person, user: Any) -> list[Line]:
    form = PersonForm(instance=person, user=user, act=ACT)
    lines = []
    for key, step in RECORDED.items():
        url = _leading_back(reverse("members:person_answer", args=[person.code, key]))
        for name in step.fields:
            is_said = bool(getattr(person, _COLUMNS.get(name, name), None))
            if name.startswith("remove_") or (name in _ONLY_WHERE_SAID and not is_said):
                continue
            words = _("there is one") if name == PHOTO else form.words_on_file(name)
            value = capfirst(words) if is_said else ""
            lines.append({"label": form.fields[name].label, "value": value, "action_url": url})
    return lines


def _membership(page: PersonPage) -> list[Line]:
    if page.membership is None:
        return []
    status = capfirst(page.membership.get_status_display())
    since = next((row["years"] for row in page.memberships), "")
    office = page.membership.open_office  # type: ignore[attr-defined]
    held = capfirst(str(OfficeTerm.Office(office).label if office else PLAIN_MEMBER[1]))
    rows = [
        ("join_group", "membership_update", _("Status"), " · ".join(filter(None, (status, since)))),
        ("change_office", "office_change", _("Office"), held),
    ]
    return [
        {"label": label, "value": value, "action_url": _leading_back(page.address(name))}
        for act, name, label, value in rows
        if page.may(act)
    ]


def _stays(page: PersonPage) -> list[Line]:
    return [
        {
            "label": stay["country"],
            "value": " · ".join(filter(None, (stay["years"], stay["status"]))),
            "action_url": _leading_back(stay["url"]),
        }
        for stay in page.stays
    ]


def _relatives(page: PersonPage) -> list[Line]:
    return [
        {
            "label": relative["relation"],
            "value": relative["name"],
            "note": relative["consent"],
            "action_url": _leading_back(relative["url"]),
        }
        for relative in page.relatives
        if relative["url"]
    ]


def _consents(page: PersonPage) -> list[Line]:
    lines = []
    for consent in page.consents:
        line = {"label": consent["sentence"], "value": consent["answer"]}
        if url := consent.get("withdraw_url"):
            line |= {"action_url": _leading_back(url), "action_label": _("Withdraw the consent")}
        elif url := consent.get("ask_url"):
            line |= {"action_url": _leading_back(url), "action_label": consent["ask_label"]}
        lines.append(line)
    return lines


def _add(page: PersonPage, what: str) -> list[Line]:
    label = _("Add work abroad") if what == "placement" else _("Add a relative")
    return [{"label": label, "url": _leading_back(page.address(f"{what}_create"))}]


def _leading_back(url: str) -> str:
    """The same page; it leads back here."""
    path, mark, field_id = url.partition("#")
    return f"{path}?{CHECK}=1{mark}{field_id}"
