"""What contacts and needs tell on a person's timeline."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core.registry import TimelineEntry, TimelinePart, TimelineSource, add_timeline
from core.timeline import IsoText, rows
from secretariat.models import Contact, Need

Line = dict[str, Any]


def _rows(person: Any, user: Any) -> list[TimelinePart]:
    contacts = Contact.objects.allowed(user, "secretariat.view_abroad").current()
    needs = Need.objects.allowed(user, "secretariat.view_need")
    return [
        rows(
            contacts.filter(person=person),
            "contact",
            at=IsoText("day"),
            text="note",
            told_by="told_by",
            source="source",
        ),
        rows(needs.filter(person=person), "need", at=IsoText("asked_on"), text="note", need="kind"),
    ]


def _contact(line: Line, user: Any) -> TimelineEntry:
    extra = line["t_extra"]
    who = extra["source"] or str(Contact.Teller(extra["told_by"]).label)
    return TimelineEntry(
        at=line["t_at"],
        title=_("Heard of her"),
        detail=" · ".join(part for part in (who, line["t_text"]) if part),
        tone="blue",
    )


def _need(line: Line, user: Any) -> TimelineEntry:
    kind = Need.Kind(line["t_extra"]["need"]).label
    return TimelineEntry(
        at=line["t_at"],
        title=_("Needs: %(kind)s") % {"kind": kind},
        detail=line["t_text"] or "",
        tone="amber",
    )


_WORDS = {"contact": _contact, "need": _need}

add_timeline(
    TimelineSource(
        subject="person",
        kinds=tuple(_WORDS),
        rows=_rows,
        describe=lambda line, user: _WORDS[line["t_kind"]](line, user),
    )
)
