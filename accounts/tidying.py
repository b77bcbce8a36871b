"""The list of a user's devices: an entry goes with its session."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from core.tidying import Tidying, add_tidying


def _without_session() -> int:
    alive = Session.objects.values("session_key")
    return UserSession.objects.exclude(session_key__in=alive).delete()[0]


add_tidying(Tidying("devices that are signed out", _without_session))
