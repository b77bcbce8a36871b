"""What of trainings and of what hangs on them returns when an act is taken back."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.undo.rules import Stays, Suspended, Undo, add_undo
from training.models import (
    Attendance,
    Certificate,
    FollowUp,
    Organiser,
    Participant,
    Session,
    Skill,
    Topic,
    Trainer,
    Training,
    TrainingFile,
)


def _outside(**rows: list[int]) -> list[Session]:
    """Sessions that do not lie within the days of their training."""
    days = Q(date__gte=F("training__starts_on"), date__lte=F("training__ends_on"))
    return list(Session.objects.filter(~days, **rows))


def _with_sessions_outside(trainings: list[int]) -> list[int]:
    return [session.training_id for session in _outside(training__in=trainings)]


def _wrong_sessions(sessions: list[int]) -> list[int]:
    attended = Attendance.objects.filter(session__in=sessions).exclude(state="")
    cancelled = attended.exclude(session__cancel_reason="").values_list("session_id", flat=True)
    return [*cancelled, *(session.pk for session in _outside(pk__in=sessions))]


_PLAN = "training.change_training"
_DAYS = _("A session would lie outside the days of its training.")
_HELD = _("It would lie outside its training, or be cancelled although people attended.")

add_undo(
    Undo(Topic, act="training.change_topic"),
    Undo(
        Training,
        act=_PLAN,
        suspended=(
            Suspended("state_by_table"),
            Suspended("holds_its_sessions", wrong=_with_sessions_outside, sentence=_DAYS),
        ),
    ),
    Undo(Organiser, act=_PLAN),
    Undo(Trainer, act=_PLAN),
    Undo(
        Session,
        act=_PLAN,
        suspended=(Suspended("within_its_training", wrong=_wrong_sessions, sentence=_HELD),),
    ),
    Undo(TrainingFile, act="training.record_attendance"),
    Undo(Participant, act="training.change_participant"),
    Undo(Attendance, act="training.record_attendance"),
    Undo(FollowUp, act="training.answer_followup"),
    Undo(Skill, act="training.change_skill"),
    Undo(
        Certificate,
        stays=Stays(
            _("A certificate stays as it was issued. Revoke it instead; its number stays."),
            whole=True,
        ),
    ),
)
