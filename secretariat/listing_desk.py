"""The lines of the desk's queue, and of what is sealed for its readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from core.indonesia import country_name
from members.listing import place
from secretariat.case_page import TONES
from secretariat.models import SealedCase, Service, Urgency
from secretariat.sealed_content import is_readable, opened

Row = dict[str, Any]
FIELDS = (
    *("code", "asker_name", "about_name", "country", "topic__name", "group__name", "opened_on"),
    *("due_on", "state", "urgency", "closed_on", "region__path"),
)
MOST_SEALED = 200


def service_lines(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page in words."""
    today = timezone.localdate()
    return [_line(row, today) for row in rows]


def _line(row: Row, today: dt.date) -> Row:
    is_open = row["state"] != Service.State.CLOSED
    about = ", ".join(filter(None, (row["about_name"], country_name(row["country"]))))
    return {
        "code": row["code"],
        "name": row["asker_name"],
        "about": about,
        "topic": row["topic__name"],
        "group": row["group__name"] or _("the office’s own desk"),
        "place": place(row["region__path"]),
        "asked": display.short_date(row["opened_on"]),
        "due": display.short_date(row["due_on"]) if is_open else "",
        "is_late": is_open and bool(row["due_on"]) and row["due_on"] < today,
        "state": capfirst(Service.State(row["state"]).label),
        "is_open": is_open,
        "urgency": capfirst(Urgency(row["urgency"]).label),
        "tone": TONES[Urgency(row["urgency"])],
    }


def sealed_lines(cases: Iterable[SealedCase]) -> list[Row]:
    """The sealed cases of a reader, the open and oldest first."""
    today = timezone.localdate()
    return [_sealed(case, today) if is_readable(case) else _lost(case) for case in cases]


def _lost(case: SealedCase) -> Row:
    """A case that no key opens any more: its readers learn that it was there."""
    words = _("This case cannot be read: its key is missing")
    return {"url": "", "name": words, "topic": case.topic.name, "state": case.get_state_display()}


def _sealed(case: SealedCase, today: dt.date) -> Row:
    content, is_open = opened(case), case.state == SealedCase.State.OPEN
    about = ", ".join(filter(None, (content.about_name, country_name(content.country))))
    return {
        "url": case.get_absolute_url(),
        "name": content.asker_name,
        "about": about,
        "topic": case.topic.name,
        "asked": display.short_date(content.opened_on),
        "due": display.short_date(case.due_on) if is_open else "",
        "is_late": is_open and case.due_on is not None and case.due_on < today,
        "state": capfirst(case.get_state_display()),
    }
