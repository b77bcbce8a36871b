"""Training in the admin site: the list of topics; the rest to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.db.models import Q

from core.admin_ends import AdminEnd
from core.admin_site import ReadOnlyAdmin, RegisterAdmin
from core.imports.columns import Column
from core.reference_lists import ReferenceList, add_reference, text_column
from training import services
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
)


def _call_off(row: Training, answers: Mapping[str, Any], actor: Any) -> None:
    row.move_to(Training.State.CANCELLED, answers["reason"])


def _withdraw(row: Participant, answers: Mapping[str, Any], actor: Any) -> None:
    services.withdraw(participant=row, reason=answers["reason"], actor=actor)


def _topic_columns(user: Any) -> tuple[Column, ...]:
    return (text_column(Topic, "name", "nama", "bidang", "topik"),)


add_reference(ReferenceList(Topic, _topic_columns))


@admin.register(Topic)
class TopicAdmin(RegisterAdmin):
    list_display = ("name",)
    search_fields = ("name",)
    fields = ("name",)


@admin.register(Training)
class TrainingAdmin(ReadOnlyAdmin):
    end = AdminEnd("training.change_training", ~Q(state__in=Training.CLOSED), _call_off)
    list_display = ("title", "topic", "starts_on", "ends_on", "office", "state")
    list_select_related = ("topic", "office")
    list_filter = ("state",)
    search_fields = ("title",)


@admin.register(Organiser)
class OrganiserAdmin(ReadOnlyAdmin):
    list_display = ("training", "institution")
    list_select_related = ("training", "institution")


@admin.register(Trainer)
class TrainerAdmin(ReadOnlyAdmin):
    list_display = ("training", "person", "name", "affiliation")
    list_select_related = ("training", "person")


@admin.register(Session)
class SessionAdmin(ReadOnlyAdmin):
    list_display = ("training", "date", "begins_at", "hours", "subject")
    list_select_related = ("training",)


@admin.register(Participant)
class ParticipantAdmin(ReadOnlyAdmin):
    end = AdminEnd("training.change_participant", Q(withdrawn_on__isnull=True), _withdraw)
    list_display = ("training", "number", "person", "name", "pre_score", "post_score")
    list_select_related = ("training", "person")


@admin.register(Attendance)
class AttendanceAdmin(ReadOnlyAdmin):
    list_display = ("session", "participant", "state")
    list_select_related = ("session__training", "participant__person")
    list_filter = ("state",)


@admin.register(Certificate)
class CertificateAdmin(ReadOnlyAdmin):
    list_display = ("number", "participant", "issued_on", "office", "state")
    list_select_related = ("participant__person", "office")
    list_filter = ("state",)
    search_fields = ("number",)
    exclude = ("verify_code", "content")


@admin.register(FollowUp)
class FollowUpAdmin(ReadOnlyAdmin):
    list_display = ("participant", "months", "asked_on", "uses", "why")
    list_select_related = ("participant__person",)
    list_filter = ("months", "uses")
    exclude = ("income",)


@admin.register(Skill)
class SkillAdmin(ReadOnlyAdmin):
    list_display = ("person", "topic", "learned", "can_teach")
    list_select_related = ("person", "topic")
    list_filter = ("can_teach", "learned")
