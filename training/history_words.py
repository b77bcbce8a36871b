"""How the changes to trainings and to what hangs on them are told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import display
from core.history_words import HistorySource, Told, add_history, name_acts, tell
from core.history_words.told import NameOf, Snapshot
from members.models import Person
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

CONTACT, INCOME = "members.view_contact", "training.view_income"


def _named(row: Snapshot, name_of: NameOf) -> str:
    """A person's name, or the one that stands on the list."""
    return name_of(row, "person") or row["name"]


def _of(field: str) -> Any:
    return lambda row, name_of: name_of(row, field)


def _said(field: str) -> Any:
    return lambda row, name_of: row[field]


tell(Told(Topic, label=_said("name"), hidden=frozenset(["key"])))
tell(Told(Training, label=_said("title"), name="title", hidden=frozenset(["code"])))
tell(
    Told(
        Organiser,
        label=_of("institution"),
        name="institution__name",
        hidden=frozenset(["code", "training"]),
    )
)
tell(Told(Trainer, label=_named, hidden=frozenset(["code", "training"])))
tell(
    Told(
        Session,
        label=lambda row, name_of: display.long_date(row["date"]),
        name="date",
        hidden=frozenset(["code", "training"]),
    )
)
tell(
    Told(
        TrainingFile,
        label=_said("caption"),
        name="caption",
        hidden=frozenset(["code", "training", "file"]),
    )
)
tell(
    Told(
        Participant,
        label=_named,
        name="person__name",
        hidden=frozenset(["code", "training", "through"]),
        withheld={"phone": CONTACT},
    )
)
tell(
    Told(
        Attendance,
        label=_of("participant"),
        name="participant__person__name",
        hidden=frozenset(["session"]),
    )
)
tell(
    Told(
        Certificate,
        label=_said("number"),
        name="number",
        hidden=frozenset(
            [*("code", "content", "verify_code", "register_year", "register_seq", "issued_by")]
        ),
        present={"scan": _("there is one")},
    )
)
tell(
    Told(
        FollowUp,
        label=_of("participant"),
        name="participant__person__name",
        hidden=frozenset(["code", "asked_by"]),
        withheld={"income": INCOME},
    )
)
tell(Told(Skill, label=_of("topic"), name="topic__name", hidden=frozenset(["code", "person"])))

add_history(
    HistorySource(Training, Training),
    HistorySource(Training, Organiser, "training_id"),
    HistorySource(Training, Trainer, "training_id"),
    HistorySource(Training, Session, "training_id"),
    HistorySource(Training, TrainingFile, "training_id"),
    HistorySource(Training, Participant, "training_id"),
    HistorySource(Person, Participant, "person_id", _of("training")),
    HistorySource(Person, Skill, "person_id"),
)

name_acts(
    {
        "training.add_training": _("planned a training"),
        "training.change_training": _("changed a training"),
        "training.add_participant": _("enrolled participants"),
        "training.change_participant": _("changed a participant"),
        "training.record_attendance": _("recorded attendance"),
        "training.import_attendance": _("imported an attendance sheet"),
        "training.issue_certificate": _("issued certificates"),
        "training.revoke_certificate": _("revoked a certificate"),
        "training.answer_followup": _("wrote down a follow-up"),
        "training.bulk_edit": _("changed it together with others"),
        "training.change_skill": _("changed what she knows"),
    }
)
