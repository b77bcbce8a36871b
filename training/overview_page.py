"""What the first page of a training tells: the plan, who teaches, sessions, files, what is next."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.formats import number_format, time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import display
from core.access import acts_brought, works_in_groups
from members.models import Person
from training.listing import SEEN
from training.models import Participant, Session, Training, TrainingFile
from training.models.trainings import TRANSITIONS

SEE_FILES, SEE_PEOPLE = "training.view_trainingfile", "members.view_person"

Row = dict[str, Any]
State = Training.State


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The page, ready to be drawn. ``may_change`` is false once the training is closed."""

    facts: list[Row]
    figures: list[Row]
    trainers: list[Row]
    sessions: list[Row]
    hours: str
    materials: list[TrainingFile]
    photos: list[TrainingFile]
    next_step: str
    may_change: bool
    may_add_files: bool
    may_move: bool


def build(training: Training, user: Any) -> OverviewPage:
    """Read what the page needs, as this user may see it, in a constant number of queries."""
    granted = acts_brought(training)
    changes = "training.change_training" in granted
    sessions = list(training.sessions.all())
    files = _files(training, user) if SEE_FILES in granted else []
    return OverviewPage(
        facts=_facts(training),
        figures=_figures(training, user) if SEEN in granted else [],
        trainers=_trainers(training, user),
        sessions=[_session(session) for session in sessions],
        hours=_hours(sum((s.hours for s in sessions if s.is_held), Decimal(0))),
        materials=[file for file in files if file.kind == TrainingFile.Kind.MATERIAL],
        photos=[file for file in files if file.kind == TrainingFile.Kind.PHOTO],
        next_step=_next_step(training) if changes else "",
        may_change=changes and training.is_open,
        may_add_files=changes and training.state != State.CANCELLED,
        may_move=changes and training.state in TRANSITIONS,
    )


def _fact(label: Any, value: Any, **more: Any) -> Row:
    return {"label": capfirst(str(label)), "value": value, **more}


def _facts(training: Training) -> list[Row]:
    organisers = training.organisers.filter(ended=False)
    names = organisers.values_list("institution__name", flat=True)
    certificate = _("not by this office")
    if training.certifies:
        certificate = _("from %(share)s%% of the hours") % {"share": training.min_attendance}
    hands = _("their secretaries") if training.hands_attendance else _("the office")
    return [
        _fact(_("Topic"), training.topic.name),
        _fact(_("Place"), training.place, note=training.village.path if training.village else ""),
        _fact(_("Organised by"), "; ".join(names)),
        _fact(_("Programme"), str(training.programme or "")),
        _fact(_("Funding"), training.get_funding_display()),
        _fact(_("Certificate"), certificate),
        _fact(_("Who notes attendance"), hands),
        _fact(_("Recorded by"), training.office.name),
    ]


def _figures(training: Training, user: Any) -> list[Row]:
    """How many are enrolled; a secretary reads how many of her own people."""
    seen = Participant.objects.allowed(user, SEEN).filter(training=training).order_by()
    there = Q(withdrawn_on=None)
    counts = seen.aggregate(
        enrolled=Count("pk", filter=there),
        relatives=Count("pk", filter=there & Q(person=None)),
        groups=Count("through__group", filter=there, distinct=True),
        withdrawn=Count("pk", filter=~there),
    )
    if works_in_groups(user, SEEN):
        return [_fact(_("From our group"), _people(counts["enrolled"]))]
    enrolled = _people(counts["enrolled"])
    if training.quota:
        of = {"number": counts["enrolled"], "quota": training.quota}
        enrolled = _("%(number)s of %(quota)s") % of
    is_over = bool(training.quota) and counts["enrolled"] > (training.quota or 0)
    return [
        _fact(_("Enrolled"), enrolled, **({"chip": "missing"} if is_over else {})),
        _fact(_("Not members"), str(counts["relatives"])),
        _fact(_("Groups"), str(counts["groups"])),
        _fact(_("Withdrawn"), str(counts["withdrawn"])),
    ]


def _people(number: int) -> str:
    return ngettext("%(n)d person", "%(n)d people", number) % {"n": number}


def _trainers(training: Training, user: Any) -> list[Row]:
    """A member leads to her page where the user may open it."""
    rows = list(training.trainers.filter(ended=False).select_related("person"))
    members = {row.person_id for row in rows if row.person_id}
    opened: set[int] = set()
    if members:
        people = Person.objects.allowed(user, SEE_PEOPLE).filter(pk__in=members)
        opened = set(people.values_list("pk", flat=True))
    return [
        {
            "code": row.code,
            "name": str(row),
            "from": row.affiliation,
            "url": row.person.get_absolute_url() if row.person and row.person_id in opened else "",
        }
        for row in rows
    ]


def _session(session: Session) -> Row:
    begins = time_format(session.begins_at, "H.i") if session.begins_at else ""
    return {
        "code": session.code,
        "day": display.long_date(session.date),
        "begins": begins,
        "hours": _hours(session.hours),
        "subject": session.subject,
        "is_held": session.is_held,
        "reason": session.cancel_reason,
    }


def _hours(value: Decimal) -> str:
    """``8``, ``7,5``."""
    return number_format(value.normalize()) if value % 1 else str(int(value))


def _files(training: Training, user: Any) -> list[TrainingFile]:
    files = TrainingFile.objects.allowed(user, SEE_FILES).filter(training=training, ended=False)
    return list(files.exclude(kind=TrainingFile.Kind.SHEET))


def _next_step(training: Training) -> str:
    """What the office does next, in one sentence; "" where nothing is left."""
    today = timezone.localdate()
    if not training.is_open:
        return ""
    if training.ends_on < today:
        return _("The last day has passed. Note who was there, then finish the training.")
    if training.starts_on <= today:
        is_running = training.state == State.RUNNING
        return "" if is_running else _("It runs today. Start it, and note who is there.")
    if training.state == State.PLANNED:
        return _("Open it for enrolment as soon as the plan stands.")
    return _("Enrol the participants, and invite them.")
