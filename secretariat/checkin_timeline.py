"""What a group's timeline tells of its monthly checks: each year in one line, problems singly."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import display
from core.access import is_allowed
from core.registry import TimelineEntry, TimelineSource
from core.timeline import IsoText, rows, written
from secretariat.checkin_page import NOTE, VIEW
from secretariat.models import CheckIn

Line = dict[str, Any]

_OF_A_YEAR = """
SELECT to_char(max(done.month), 'YYYY-MM'), NULL, 'secretariat_checkins', min(done.id), g.code,
    json_build_object('times', count(*), 'year', extract(year FROM done.month),
        'changed', count(*) FILTER (WHERE done.members_changed),
        'damaged', count(*) FILTER (WHERE NOT done.machines_sound))
FROM secretariat_checkin done JOIN members_group g ON g.id = done.group_id
WHERE done.id IN ({ids})
GROUP BY g.code, extract(year FROM done.month)"""


def _rows(group: Any, user: Any) -> list[Any]:
    checks = CheckIn.objects.allowed(user, VIEW).filter(group=group)
    problems = rows(
        checks.filter(has_problem=True),
        "secretariat_problem",
        at=IsoText("answered_on"),
        text="note",
        seen=is_allowed(CheckIn.access, user, NOTE),
        code="group__code",
        month=IsoText("month"),
        settled=IsoText("settled_on"),
    )
    return [written(_OF_A_YEAR, checks), problems]


def _of_a_year(line: Line) -> TimelineEntry:
    extra = line["t_extra"]
    times = ngettext("%(n)d month answered", "%(n)d months answered", extra["times"])
    changed = ngettext(
        "members changed %(n)d time", "members changed %(n)d times", extra["changed"]
    )
    damaged = ngettext(
        "a machine damaged %(n)d time", "a machine damaged %(n)d times", extra["damaged"]
    )
    about = [(times, extra["times"]), (changed, extra["changed"]), (damaged, extra["damaged"])]
    return TimelineEntry(
        at=line["t_at"],
        title=_("Monthly checks of %(year)s") % {"year": extra["year"]},
        detail=" · ".join(words % {"n": number} for words, number in about if number),
        url=_page(line["t_text"], extra["year"]),
    )


def _problem(line: Line) -> TimelineEntry:
    extra = line["t_extra"]
    settled = ""
    if extra["settled"]:
        settled = _("answered by the office on %(day)s") % {
            "day": display.short_date(extra["settled"])
        }
    note = line["t_text"] if extra["seen"] else ""
    return TimelineEntry(
        at=line["t_at"],
        title=_("A problem told in the monthly check"),
        detail=" · ".join(filter(None, (note, settled))),
        tone="green" if settled else "red",
        url=_page(extra["code"], extra["month"][:4]),
    )


def _page(code: str, year: Any) -> str:
    return f"{reverse('secretariat:checkin_group', args=[code])}?year={year}"


_WORDS = {"secretariat_checkins": _of_a_year, "secretariat_problem": _problem}

CHECK_INS = TimelineSource(
    subject="group",
    kinds=tuple(_WORDS),
    rows=_rows,
    describe=lambda line, user: _WORDS[line["t_kind"]](line),
)
