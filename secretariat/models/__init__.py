"""Services, openings, coaching visits, monthly checks, harvests."""

from secretariat.models.checkins import CheckIn
from secretariat.models.commodities import Commodity
from secretariat.models.contacts import Contact
from secretariat.models.harvests import Harvest
from secretariat.models.livelihoods import Livelihood
from secretariat.models.meetings import Meeting, MeetingAttendance, MeetingPhoto
from secretariat.models.needs import Need
from secretariat.models.openings import Opening
from secretariat.models.sealed import SealedCase, SealedReader
from secretariat.models.service_topics import ServiceTopic
from secretariat.models.services import (
    AskerIs,
    Channel,
    Referral,
    Service,
    ServiceNote,
    Urgency,
)
from secretariat.models.visit_follow_ups import VisitFollowUp
from secretariat.models.visits import CoachingPhoto, Visit, VisitOfficer

__all__ = [
    "AskerIs",
    "Channel",
    "CheckIn",
    "CoachingPhoto",
    "Commodity",
    "Contact",
    "Harvest",
    "Livelihood",
    "Meeting",
    "MeetingAttendance",
    "MeetingPhoto",
    "Need",
    "Opening",
    "Referral",
    "SealedCase",
    "SealedReader",
    "Service",
    "ServiceNote",
    "ServiceTopic",
    "Urgency",
    "Visit",
    "VisitFollowUp",
    "VisitOfficer",
]
