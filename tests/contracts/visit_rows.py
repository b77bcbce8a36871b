"""Rows of visits and minutes that belong to a group and a person, for the walks over all models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import Group, Person
from secretariat.models import (
    CoachingPhoto,
    Meeting,
    MeetingAttendance,
    MeetingPhoto,
    Visit,
    VisitFollowUp,
    VisitOfficer,
)
from tests.secretariat import visit_factories as visits

VISIT_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {
    Visit: lambda g, p: visits.VisitFactory(group=g),
    VisitOfficer: lambda g, p: visits.VisitOfficerFactory(visit__group=g),
    CoachingPhoto: lambda g, p: visits.CoachingPhotoFactory(visit__group=g),
    VisitFollowUp: lambda g, p: visits.VisitFollowUpFactory(visit__group=g),
    Meeting: lambda g, p: visits.MeetingFactory(group=g),
    MeetingAttendance: lambda g, p: visits.MeetingAttendanceFactory(meeting__group=g, person=p),
    MeetingPhoto: lambda g, p: visits.MeetingPhotoFactory(meeting__group=g),
}
# In the admin site these are read; a photo is reached through its visit or meeting alone.
VISIT_READ = tuple(model for model in VISIT_ROWS if model not in (CoachingPhoto, MeetingPhoto))
