"""What trainings tell on the timelines of people and groups."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.registry import TimelineEntry, TimelinePart, TimelineSource, add_timeline
from core.timeline import sql_of
from training.models import Training
from training.training_page import span

Line = dict[str, Any]
VIEW = "training.view_training"
COMING = (Training.State.PLANNED, Training.State.OPEN)

# A person's page is the one opened most: what it tells is one part, written out. The title stands
# in her file whoever reads it; whether it leads anywhere is asked of the trainings themselves.
_OF_PERSON = """
SELECT to_char(t.starts_on, 'YYYY-MM-DD'), to_char(t.ends_on, 'YYYY-MM-DD'), mine.kind, mine.id,
    t.title, json_build_object('code', t.code, 'state', t.state, 'hours', hours.attended,
        'held', hours.held, 'certificate', c.number, 'opens', EXISTS (
            SELECT FROM ({opened}) AS opened (id) WHERE opened.id = t.id))
FROM (
    SELECT 'training' AS kind, id, training_id FROM training_participant
    WHERE person_id = %s AND withdrawn_on IS NULL
    UNION ALL
    SELECT 'taught', id, training_id FROM training_trainer WHERE person_id = %s AND NOT ended
) AS mine
JOIN training_training t ON t.id = mine.training_id AND t.state <> 'cancelled'
CROSS JOIN LATERAL (
    SELECT COALESCE(sum(s.hours), 0) AS held,
        COALESCE(sum(s.hours) FILTER (WHERE a.state IN ('present', 'late')), 0) AS attended
    FROM training_session s
    LEFT JOIN training_attendance a
        ON a.session_id = s.id AND a.participant_id = mine.id AND mine.kind = 'training'
    WHERE s.training_id = t.id AND s.cancel_reason = ''
        AND s.date <= (now() AT TIME ZONE 'Asia/Jakarta')::date
) AS hours
LEFT JOIN training_certificate c
    ON c.participant_id = mine.id AND mine.kind = 'training' AND c.state = 'issued'"""
_OF_GROUP = """
SELECT to_char(t.starts_on, 'YYYY-MM-DD'), to_char(t.ends_on, 'YYYY-MM-DD'), 'group_training',
    t.id, t.title, json_build_object('code', t.code, 'state', t.state, 'people', ours.number,
        'opens', EXISTS (
            SELECT FROM ({opened}) AS opened (id) WHERE opened.id = t.id))
FROM (
    SELECT p.training_id, count(*) AS number
    FROM training_participant p JOIN members_person m ON m.id = p.through_id
    WHERE m.group_id = %s AND p.withdrawn_on IS NULL GROUP BY p.training_id
) AS ours
JOIN training_training t ON t.id = ours.training_id AND t.state <> 'cancelled'"""


def _part(sql: str, user: Any, params: tuple[Any, ...]) -> list[TimelinePart]:
    """``{opened}`` becomes the trainings that the user may open."""
    opened, more = sql_of(Training.objects.allowed(user, VIEW).order_by().values("pk"))
    return [TimelinePart(sql.format(opened=opened), (*more, *params))]


def _person_rows(person: Any, user: Any) -> list[TimelinePart]:
    return _part(_OF_PERSON, user, (person.pk, person.pk))


def _group_rows(group: Any, user: Any) -> list[TimelinePart]:
    return _part(_OF_GROUP, user, (group.pk,))


def _entry(line: Line, title: str, details: list[str]) -> TimelineEntry:
    extra, first, last = line["t_extra"], line["t_at"], line["t_until"]
    if extra["state"] in COMING:
        details = [str(Training.State(extra["state"]).label), *details]
    if last != first:
        details = [span(*map(dt.date.fromisoformat, (first, last))), *details]
    return TimelineEntry(
        at=line["t_at"],
        title=title % {"title": line["t_text"]},
        detail=" · ".join(details),
        tone="blue",
        url=reverse("training:training_detail", args=[extra["code"]]) if extra["opens"] else "",
    )


def _attended(line: Line, user: Any) -> TimelineEntry:
    extra, details = line["t_extra"], []
    if extra["held"]:
        hours = {"hours": _hours(extra["hours"]), "held": _hours(extra["held"])}
        details.append(_("%(hours)s of %(held)s hours attended") % hours)
    if extra["certificate"]:
        details.append(_("certificate %(number)s") % {"number": extra["certificate"]})
    return _entry(line, _("Training: %(title)s"), details)


def _taught(line: Line, user: Any) -> TimelineEntry:
    held = line["t_extra"]["held"]
    details = [_("%(hours)s hours") % {"hours": _hours(held)}] if held else []
    return _entry(line, _("Taught: %(title)s"), details)


def _of_group(line: Line, user: Any) -> TimelineEntry:
    number = line["t_extra"]["people"]
    people = ngettext("%(n)d person took part", "%(n)d people took part", number)
    if line["t_extra"]["state"] in COMING:
        people = ngettext("%(n)d person enrolled", "%(n)d people enrolled", number)
    return _entry(line, _("Training: %(title)s"), [people % {"n": number}])


def _hours(value: float) -> str:
    """``28``, ``7,5``: as many decimals as there are."""
    return number_format(f"{value:g}")


_PERSON_WORDS = {"training": _attended, "taught": _taught}

add_timeline(
    TimelineSource(
        subject="person",
        kinds=tuple(_PERSON_WORDS),
        rows=_person_rows,
        describe=lambda line, user: _PERSON_WORDS[line["t_kind"]](line, user),
    )
)
add_timeline(
    TimelineSource(subject="group", kinds=("group_training",), rows=_group_rows, describe=_of_group)
)
