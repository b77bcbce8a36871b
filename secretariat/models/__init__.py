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
# service desk
from secretariat.models.sealed import SealedCase as SealedCase
from secretariat.models.sealed import SealedReader as SealedReader
from secretariat.models.service_topics import ServiceTopic as ServiceTopic
from secretariat.models.services import AskerIs as AskerIs
from secretariat.models.services import Channel as Channel
from secretariat.models.services import Referral as Referral
from secretariat.models.services import Service as Service
from secretariat.models.services import ServiceNote as ServiceNote
from secretariat.models.services import Urgency as Urgency
