"""Users, the roles handed to them, and the links by which they come in."""

from accounts.models.assignments import Assignment
from accounts.models.invitations import Invitation
from accounts.models.users import User

__all__ = ["Assignment", "Invitation", "User"]
