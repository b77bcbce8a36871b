"""What the pages of follow-ups show: who is to be asked, who comes next, what was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db.models import Avg, Count, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from core.access import acts_brought
from core.lists import Page, Sort, paginate
from training.models import FollowUp, Participant, Training
from training.models.due import STAGES, due, reached, stage_on
from training.models.participants import ParticipantQuerySet

VIEW, ANSWER, INCOME = "training.view_followup", "training.answer_followup", "training.view_income"
BY_TRAINING = Sort("", ("-training__ends_on", "-training_id", "number", "id"))
ON_PAPER = Sort("", ("participant__number", "participant_id", "months", "id"))
DUE_FIELDS = (
    *("code", "name", "number", "stage", "person__name", "person__group__name"),
    *("relative_of__name", "training__title", "training__ends_on", "missed_on"),
)
ANSWER_FIELDS = (
    *("code", "months", "uses", "why", "note", "asked_on", "participant__code"),
    *("participant__number", "participant__name", "participant__person__name"),
)

Row = dict[str, Any]


def to_ask(user: Any) -> ParticipantQuerySet:
    """Whom the user is to ask today."""
    return due(Participant.objects.allowed(user, ANSWER), timezone.localdate())


def due_page(user: Any, params: Mapping[str, str], found: ParticipantQuerySet) -> Page:
    """A page of those who are to be asked, training by training."""
    return paginate(
        with_missed(found),
        base=Participant.objects.allowed(user, ANSWER),
        fields=DUE_FIELDS,
        sort=BY_TRAINING,
        params=params,
    )


def with_missed(found: ParticipantQuerySet) -> ParticipantQuerySet:
    """Each with the day on which she was not met at this stage."""
    missed = FollowUp.objects.filter(participant=OuterRef("pk"), months=OuterRef("stage"))
    return found.annotate(missed_on=Subquery(missed.values("asked_on")[:1]))


def due_lines(rows: list[Row]) -> list[Row]:
    return [_due_line(row) for row in rows]


def _due_line(row: Row) -> Row:
    missed = row["missed_on"]
    return {
        "code": row["code"],
        "months": row["stage"],
        "name": row["person__name"] or row["name"],
        "from": row["person__group__name"] or _relative(row["relative_of__name"]),
        "training": row["training__title"],
        "ended": display.long_date(row["training__ends_on"]),
        "stage": capfirst(str(FollowUp.Stage(row["stage"]).label)),
        "missed": _("not met on %(day)s") % {"day": display.short_date(missed)} if missed else "",
    }


def _relative(name: str | None) -> str:
    return _("relative of %(name)s") % {"name": name} if name else ""


def following(user: Any, participant: Participant) -> tuple[Row | None, Any]:
    """Whom to ask after this one, and how many are left; None where nobody else is."""
    page = due_page(user, {"after": participant.code}, to_ask(user))
    others = (row for row in page.rows if row["code"] != participant.code)
    return next(others, None), page.total


def why_closed(participant: Participant, months: int, *, is_answered: bool) -> str:
    """Why this is not asked of her; "" where it is. What was answered may be corrected."""
    training = participant.training
    if participant.withdrawn_on:
        return _("She has withdrawn from this training. She is not asked about it.")
    if training.state != Training.State.FINISHED:
        return _("This training is not finished. What is still in use is asked afterwards.")
    today = timezone.localdate()
    if months > reached(training, today):
        return _("It is too early: this is asked %(n)s months after the training.") % {"n": months}
    return "" if is_answered else _why_past(months, stage_on(training, today))


def _why_past(months: int, stage: int | None) -> str:
    if stage is None:
        return _("It is too late: a year and a half after a training nobody is asked any more.")
    words = _("This question is past: she is now asked what she uses after %(n)s months.")
    return words % {"n": stage} if months < stage else ""


def stages(training: Training, user: Any) -> list[Row]:
    """The answers of each stage that has come; of a secretary's own participants alone."""
    last = reached(training, timezone.localdate())
    asked = Participant.objects.allowed(user, VIEW).filter(training=training).enrolled().count()
    counted = _counted(training, user)
    incomes = _incomes(training, user) if INCOME in acts_brought(training) else {}
    return [
        _stage(months, asked, counted.get(months, Counter()), incomes.get(months))
        for months in STAGES
        if months <= last
    ]


def answers_of(training: Training, user: Any, act: str) -> Any:
    """The answers of who has not withdrawn."""
    rows = FollowUp.objects.allowed(user, act)
    return rows.filter(participant__training=training, participant__withdrawn_on__isnull=True)


def _counted(training: Training, user: Any) -> dict[int, Counter[str]]:
    counted: dict[int, Counter[str]] = {}
    rows = answers_of(training, user, VIEW).order_by().values_list("months", "uses")
    for months, uses, number in rows.annotate(Count("pk")):
        counted.setdefault(months, Counter())[uses] = number
    return counted


def _incomes(training: Training, user: Any) -> dict[int, Row]:
    """Of each stage how many told what they earn more, and how much on average."""
    rows = answers_of(training, user, INCOME).answered().filter(income__isnull=False)
    found = rows.order_by().values("months").annotate(told=Count("pk"), mean=Avg("income"))
    return {row["months"]: row for row in found}


def _stage(months: int, asked: int, uses: Counter[str], income: Row | None) -> Row:
    answered = sum(uses[value] for value in FollowUp.ANSWERED)
    return {
        "label": capfirst(str(FollowUp.Stage(months).label)),
        "of": _("%(answered)s of %(asked)s answered") % {"answered": answered, "asked": asked},
        "answered": answered,
        "bars": [_bar(FollowUp.Uses(value), uses[value], answered) for value in FollowUp.ANSWERED],
        "others": _others(uses),
        "income": _income(income, answered) if income else "",
    }


def _bar(use: Any, number: int, answered: int) -> Row:
    """The share is of those who answered."""
    share = round(number * 100 / answered) if answered else 0
    return {"label": capfirst(str(use.label)), "number": number, "share": share}


def _others(uses: Counter[str]) -> str:
    """Who was asked and gave no answer."""
    kinds = (FollowUp.Uses.NOT_MET, FollowUp.Uses.SILENT)
    return ", ".join(f"{uses[kind]} {kind.label}" for kind in kinds if uses[kind])


def _income(income: Row, answered: int) -> str:
    words = _("More income a month: %(mean)s on average, told by %(told)s of %(answered)s")
    mean = display.rupiah(round(income["mean"]))
    return words % {"mean": mean, "told": income["told"], "answered": answered}


def reasons(training: Training, user: Any) -> list[Row]:
    """Why it is not used, or not all of it, most frequent first; over all stages."""
    rows = answers_of(training, user, VIEW).explained().order_by().values_list("why")
    found = sorted(rows.annotate(n=Count("pk")), key=lambda row: (-row[1], row[0]))
    most = found[0][1] if found else 1
    return [
        {
            "label": capfirst(str(FollowUp.Why(why).label)),
            "number": number,
            "share": round(number * 100 / most),
        }
        for why, number in found
    ]


def answer_page(found: Any, base: Any, params: Mapping[str, str]) -> Page:
    """A page of the answers that were found, in the order of the paper list."""
    return paginate(found, base=base, fields=ANSWER_FIELDS, sort=ON_PAPER, params=params)


def answer_lines(rows: list[Row]) -> list[Row]:
    return [
        {
            "code": row["participant__code"],
            "number": row["participant__number"],
            "name": row["participant__person__name"] or row["participant__name"],
            "months": row["months"],
            "stage": capfirst(str(FollowUp.Stage(row["months"]).label)),
            "uses": capfirst(str(FollowUp.Uses(row["uses"]).label)),
            "why": str(FollowUp.Why(row["why"]).label) if row["why"] else "",
            "note": row["note"],
            "asked_on": display.short_date(row["asked_on"]),
        }
        for row in rows
    ]


def named(text: str) -> Q:
    """By her name, her group or the training."""
    return (
        Q(person__name__icontains=text)
        | Q(name__icontains=text)
        | Q(through__group__name__icontains=text)
        | Q(training__title__icontains=text)
    )
