"""What of coaching visits and minutes hangs on the group of a place."""

from __future__ import annotations

from dataclasses import dataclass

from core.storage import keep_photo
from members.models import Group, Person
from secretariat.models import CoachingPhoto, Meeting, MeetingPhoto, Visit, VisitFollowUp
from tests.factories import InstitutionFactory, region
from tests.pictures import picture
from tests.secretariat.visit_factories import (
    CoachingPhotoFactory,
    HeldVisitFactory,
    MeetingAttendanceFactory,
    MeetingFactory,
    MeetingPhotoFactory,
    VisitFactory,
    VisitFollowUpFactory,
    VisitOfficerFactory,
)


@dataclass(frozen=True, slots=True)
class VisitPlace:
    """A visit that is planned, one that was held with a photo and something that the group has to
    do, and minutes with a photo at which a member was.
    """

    planned: Visit
    held: Visit
    photo: CoachingPhoto
    follow_up: VisitFollowUp
    meeting: Meeting
    meeting_photo: MeetingPhoto


def visit_place(group: Group, person: Person) -> VisitPlace:
    office = InstitutionFactory(region=region(group.village_id[:5]))
    held = HeldVisitFactory(group=group, office=office)
    VisitOfficerFactory(visit=held)
    meeting = MeetingFactory(group=group)
    MeetingAttendanceFactory(meeting=meeting, person=person)
    return VisitPlace(
        planned=VisitFactory(group=group, office=office),
        held=held,
        photo=CoachingPhotoFactory(visit=held, file=keep_photo(picture())),
        follow_up=VisitFollowUpFactory(visit=held),
        meeting=meeting,
        meeting_photo=MeetingPhotoFactory(meeting=meeting, file=keep_photo(picture())),
    )
