"""Groups, people, memberships, work abroad."""

from members.models.consents import Consent
from members.models.duplicates import NotSamePerson
from members.models.groups import Group
from members.models.memberships import Membership, OfficeTerm
from members.models.papers import Decree, GroupClass
from members.models.people import Person
from members.models.placements import Occupation, Placement
from members.models.relatives import Relative
from members.models.transfers import TransferRequest

__all__ = [
    "Consent",
    "Decree",
    "Group",
    "GroupClass",
    "Membership",
    "NotSamePerson",
    "Occupation",
    "OfficeTerm",
    "Person",
    "Placement",
    "Relative",
    "TransferRequest",
]
