"""What the service desk tells on the timelines of people and groups. Sealed cases tell nothing."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Func, Q, TextField
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import TimelineEntry, TimelinePart, TimelineSource, add_timeline
from core.timeline import IsoText, rows, rows_by_date
from secretariat.cases import VIEW
from secretariat.models import Service

Line = dict[str, Any]
OPEN = ~Q(state=Service.State.CLOSED)


class _Month(Func):
    """A date's month as ISO text: what comes every week is gathered."""

    template = "to_char(%(expressions)s, 'YYYY-MM')"
    output_field = TextField()


def _person_rows(person: Any, user: Any) -> list[TimelinePart]:
    services = Service.objects.allowed(user, VIEW)
    told = {"at": IsoText("opened_on"), "text": "topic__name", "code": "code", "state": "state"}
    return [
        rows(services.filter(asker=person), "service_asked", **told),
        rows(services.filter(about=person).exclude(asker=person), "service_about", **told),
    ]


def _group_rows(group: Any, user: Any) -> list[TimelinePart]:
    services = Service.objects.allowed(user, VIEW).filter(group=group)
    months = services.annotate(month=_Month(F("opened_on")))
    counts = {"number": Count("pk"), "open": Count("pk", filter=OPEN)}
    return [rows_by_date(months, "service_month", at="month", **counts)]


def _of_person(line: Line, user: Any) -> TimelineEntry:
    extra = line["t_extra"]
    words = (
        _("Service: %(topic)s")
        if line["t_kind"] == "service_asked"
        else _("Asked for her: %(topic)s")
    )
    return TimelineEntry(
        at=line["t_at"],
        title=words % {"topic": line["t_text"]},
        detail=capfirst(Service.State(extra["state"]).label),
        tone="blue",
        url=reverse("secretariat:service_detail", args=[extra["code"]]),
    )


def _of_group(line: Line, user: Any) -> TimelineEntry:
    extra = line["t_extra"]
    words = ngettext("%(n)d service of the desk", "%(n)d services of the desk", extra["number"])
    waiting = _("%(n)d of them open") % {"n": extra["open"]} if extra["open"] else ""
    return TimelineEntry(
        at=line["t_at"], title=words % {"n": extra["number"]}, detail=waiting, tone="blue"
    )


add_timeline(TimelineSource("person", ("service_asked", "service_about"), _person_rows, _of_person))
add_timeline(TimelineSource("group", ("service_month",), _group_rows, _of_group))
