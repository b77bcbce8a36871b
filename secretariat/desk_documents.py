"""Buku tamu: a month's visits on paper, and a blank book to be filled in by hand.

What is sealed stands in no book by name; in that of a regency it counts where five or more stand
together. It names people, so that it is logged who took it.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.utils import dateformat, timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from core import display
from core.documents import paper
from core.exports.columns import add_list, in_indonesian
from core.models import ExportLog
from members.exports.cells import WITHHELD
from members.models import Person
from secretariat.desk_totals import totals_of
from secretariat.models import Channel, Service, ServiceTopic

EXPORT = "secretariat.export_service"
MOST_VISITS = 2_000
BLANK_ROWS = 17
Row = dict[str, Any]

add_list("secretariat.book", _("visitor’s book on paper"))


def book(month: dt.date, services: Any, user: Any, *, title: str, area: str) -> bytes:
    """The visits of a month. ``area`` is the regency whose sealed crowds count too, else ""."""
    rows = list(services.in_month(month).select_related("topic").order_by("opened_on", "pk"))
    with override("id"):
        data = _frame("Buku tamu", f"{title} · {dateformat.format(month, 'F Y')}") | {
            "topics": _topics(rows, month, area),
            "channels": _channels(rows),
            "rows": _visits(rows[:MOST_VISITS], user),
        }
        pdf = paper("visitors_book", data, day=timezone.localdate())
    ExportLog.objects.create(
        user=user,
        what="secretariat.book",
        filters=f"{title} {month:%Y-%m}",
        rows=len(rows),
        area=area,
    )
    return pdf


def blank_book(title: str) -> bytes:
    """A page to be written by hand, which the import reads when it is typed."""
    with override("id"):
        data = _frame("Buku tamu", title) | {"blank": BLANK_ROWS}
        return paper("visitors_book_blank", data, day=timezone.localdate())


def _frame(title: str, subtitle: str) -> Row:
    today = display.long_date(timezone.localdate())
    foot = f"Register KWT PMI Purna · per {today}"
    return {"title": title, "subtitle": subtitle, "foot": foot}


def _topics(rows: list[Service], month: dt.date, area: str) -> list[Row]:
    """How often what was asked."""
    if area:
        found = {row.name: row.months[month.month - 1] for row in totals_of(area, month.year)}
    else:
        counted = Counter(row.topic.name for row in rows)
        names = ServiceTopic.objects.values_list("name", flat=True)
        found = {name: counted[name] for name in names}
    return [{"label": name, "number": str(number)} for name, number in found.items() if number]


def _channels(rows: list[Service]) -> list[Row]:
    counted = Counter(row.channel for row in rows)
    return [
        {"label": str(channel.label), "number": str(counted[channel])}
        for channel in Channel
        if counted[channel]
    ]


def _visits(rows: list[Service], user: Any) -> list[Row]:
    """Each visit that is not sealed; who is abroad is named only where the user may take it."""
    people: Any = Person.objects.filter(pk__in={row.asker_id for row in rows if row.asker_id})
    named = set(people.for_files(user, by_name=True).values_list("pk", flat=True))
    hidden = in_indonesian(WITHHELD)
    return [
        {
            "day": display.short_date(row.opened_on),
            "name": row.asker_name if row.asker_id in named | {None} else hidden,
            "topic": row.topic.name,
            "way": str(row.get_channel_display()),
            "state": str(row.get_state_display()),
        }
        for row in rows
    ]
