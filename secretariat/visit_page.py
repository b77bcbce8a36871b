"""What the page of a visit tells: the plan, what was found, photos, what is to be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from core.access import acts_brought, is_allowed
from secretariat.models import CoachingPhoto, Visit, VisitFollowUp
from secretariat.photo_lines import photo_lines

VIEW, FINDING = "secretariat.view_visit", "secretariat.view_finding"
CHANGE, FINISH = "secretariat.change_visit", "secretariat.finish_followup"
# What the pages of a visit ask about it; a visit is fetched `with_acts` of these.
ACTS = (FINDING, CHANGE)
RELATED = ("group__village", "office")
TONES = {
    Visit.State.PLANNED.value: "abroad",
    Visit.State.HELD.value: "ok",
    Visit.State.CANCELLED.value: "",
}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class VisitPage:
    """The page, ready to be drawn. ``findings`` is None for who may not read them."""

    state: Row
    when: str
    facts: list[Row]
    findings: str | None
    photos: list[Row]
    follow_ups: list[Row]
    notice: str
    may_change: bool
    may_record: bool
    may_add: bool
    may_read_log: bool


def build(visit: Visit, user: Any) -> VisitPage:
    """Read what the page needs, as this user may see it, in a constant number of queries."""
    granted = acts_brought(visit)
    reads, changes = FINDING in granted, CHANGE in granted
    stands = changes and not visit.is_cancelled
    return VisitPage(
        state=state_words(visit.state),
        when=display.long_date(visit.day),
        facts=_facts(visit),
        findings=visit.findings if reads else None,
        photos=_photos(visit, user) if reads else [],
        follow_ups=_follow_ups(visit, user, changes=stands) if reads else [],
        notice=_notice(visit) if stands else "",
        may_change=stands and visit.is_planned,
        may_record=stands,
        may_add=stands and not visit.is_planned,
        may_read_log=reads,
    )


def state_words(state: str) -> Row:
    return {"label": capfirst(str(Visit.State(state).label)), "tone": TONES[state]}


def closed_words() -> str:
    return str(_("This visit is cancelled. It stays as it is."))


def photos_of(visit: Visit, user: Any) -> list[CoachingPhoto]:
    photos = CoachingPhoto.objects.allowed(user, FINDING).filter(visit=visit, ended=False)
    return list(photos.select_related("file"))


def _photos(visit: Visit, user: Any) -> list[Row]:
    return photo_lines("secretariat:visit_photo", visit, photos_of(visit, user))


def names_of(visit: Visit) -> list[str]:
    """Who goes, or went."""
    return [str(row) for row in visit.officers.going().select_related("user")]


def place_of(visit: Visit) -> str:
    return visit.place or _("at the group's")


def _facts(visit: Visit) -> list[Row]:
    facts = {
        _("Purpose"): visit.purpose,
        _("Place"): place_of(visit),
        _("Who goes") if visit.is_planned else _("Who went"): "; ".join(names_of(visit)),
        _("Office that visits"): visit.office.name,
    }
    if visit.held_on and visit.held_on != visit.planned_on:
        facts[_("Planned for")] = display.long_date(visit.planned_on)
    return [{"label": label, "value": value} for label, value in facts.items()]


def _follow_ups(visit: Visit, user: Any, *, changes: bool) -> list[Row]:
    rows = VisitFollowUp.objects.allowed(user, FINDING).filter(visit=visit).standing()
    finish = is_allowed(VisitFollowUp.access, user, FINISH)
    told = rows.annotate(may_finish=finish).select_related("owner", "visit__group")
    return [follow_up_line(row) | _ways(row, changes=changes) for row in told]


def follow_up_line(row: VisitFollowUp) -> Row:
    """One thing to do, in words."""
    return {
        "what": row.what,
        "who": who_does(row),
        "due": _("by %(day)s") % {"day": display.long_date(row.due_on)},
        "is_overdue": row.is_overdue,
        "done": display.long_date(row.done_on) if row.done_on else "",
        "note": row.done_note,
    }


def _ways(row: Any, *, changes: bool) -> Row:
    """Where it is said to be done, corrected, dropped; "" where the user may not."""
    finish = reverse("secretariat:visit_followup_finish", args=[row.code]) if row.may_finish else ""
    args = [row.code]
    return {
        "finish_url": finish if row.is_open else "",
        "edit_url": reverse("secretariat:visit_followup_update", args=args) if changes else "",
    }


def who_does(row: VisitFollowUp) -> str:
    return str(row.visit.group) if row.is_groups else str(row.owner or row.owner_name)


def _notice(visit: Visit) -> str:
    """What comes next, where something does."""
    if visit.is_planned and visit.planned_on < timezone.localdate():
        return _("The day of this visit has passed. Write down what was found, or call it off.")
    if visit.is_planned and visit.planned_on == timezone.localdate():
        return _("The visit is today. Write down what you find right there.")
    return ""
