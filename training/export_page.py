"""What the pages of the trainings' exports tell: which rows, which columns."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from members.export_page import ExportPage
from training.exports import certificates, follow_ups
from training.exports import participants as people
from training.exports.names import held_back, taken_out
from training.exports.trainings import COLUMNS, PARTS, USUAL, TrainingExport
from training.filters import (
    AnswerFilters,
    DueFilters,
    ParticipantFilters,
    RegisterFilters,
    TrainingFilters,
)
from training.followup_page import answers_of, to_ask
from training.models import Certificate, Training
from training.roster import participants_of

OFFICE = "office__region_id"


def build(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The trainings of the list's filter."""
    filters = TrainingFilters(query, Training.objects.allowed(user, act), user=user, act=act)
    return ExportPage(
        filters=filters,
        rows=filters.qs,
        total=filters.qs.count(),
        held_back=0,
        list_url=reverse("training:training_list"),
        parts=PARTS,
        usual=USUAL,
        make=TrainingExport,
        columns=COLUMNS,
        simluhtan=(),
        area=OFFICE,
    )


def participants(query: QueryDict, user: Any, act: str, training: Training) -> ExportPage:
    """Who takes part in a training, and who has withdrawn."""
    filters = ParticipantFilters(query, participants_of(training, user, act))
    sessions = people.of_sessions(training)
    return _of_people(
        *(filters, user, people.PERSON, _("Participants")),
        list_url=reverse("training:participant_list", args=[training.code]),
        columns=(*people.COLUMNS, *sessions),
        usual=(*people.USUAL, *(column.key for column in sessions)),
        make=people.ParticipantExport,
        area=f"training__{OFFICE}",
    )


def answers(query: QueryDict, user: Any, act: str, training: Training) -> ExportPage:
    """The answers of a training that its page shows."""
    filters = AnswerFilters(query, answers_of(training, user, act))
    columns = follow_ups.columns_for(user)
    return _of_people(
        *(filters, user, follow_ups.PERSON, _("Follow-up")),
        list_url=reverse("training:followup_list", args=[training.code]),
        columns=columns,
        usual=follow_ups.USUAL_ANSWERS,
        make=follow_ups.AnswerExport,
        area=f"participant__training__{OFFICE}",
    )


def due(query: QueryDict, user: Any, act: str) -> ExportPage:
    """Who is to be asked, as the list shows them."""
    filters = DueFilters(query, to_ask(user).allowed(user, act))
    return _of_people(
        *(filters, user, "person", _("Follow-up")),
        list_url=reverse("training:followup_due"),
        columns=follow_ups.DUE,
        usual=follow_ups.USUAL_DUE,
        make=follow_ups.DueExport,
        area=f"training__{OFFICE}",
    )


def register(query: QueryDict, user: Any, act: str) -> ExportPage:
    """The register of certificates, as the list shows it."""
    filters = RegisterFilters(query, Certificate.objects.allowed(user, act).numbered())
    return _of_people(
        *(filters, user, certificates.PERSON, _("Certificate")),
        list_url=reverse("training:register_list"),
        columns=certificates.COLUMNS,
        usual=certificates.USUAL,
        make=certificates.CertificateExport,
        area=f"participant__training__{OFFICE}",
    )


def _of_people(filters: Any, user: Any, person: str, part: str, **page: Any) -> ExportPage:
    """Rows that name people: without those who are abroad and stand in no file of this user."""
    rows = taken_out(filters.qs, user, person)
    return ExportPage(
        filters=filters,
        rows=rows,
        total=rows.count(),
        held_back=held_back(filters.qs, user, person),
        parts=((part, page["columns"]),),
        simluhtan=(),
        **page,
    )
