"""Services, openings, coaching visits, monthly checks, harvests."""

from secretariat.models.commodities import Commodity
from secretariat.models.harvests import Harvest
from secretariat.models.livelihoods import Livelihood

__all__ = ["Commodity", "Harvest", "Livelihood"]
from secretariat.models.contacts import Contact as Contact
from secretariat.models.needs import Need as Need
from secretariat.models.openings import Opening as Opening
from secretariat.models.meetings import Meeting, MeetingAttendance, MeetingPhoto
from secretariat.models.visit_follow_ups import VisitFollowUp
from secretariat.models.visits import CoachingPhoto, Visit, VisitOfficer

__all__ = [
    "CoachingPhoto",
    "Meeting",
    "MeetingAttendance",
    "MeetingPhoto",
    "Visit",
    "VisitFollowUp",
    "VisitOfficer",
]
from secretariat.models.checkins import CheckIn

__all__ = ["CheckIn"]
