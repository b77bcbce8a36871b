"""Which device a session is on, as its user would call it."""

from __future__ import annotations

import re

from allauth.usersessions.models import UserSession
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

# The first that is found counts: each of the later ones also stands in the earlier ones' names.
_BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "UCBrowser": "UC Browser",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
_SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def handle(session: UserSession) -> str:
    """What names a sign-in on its owner's page; its own key would open the account."""
    return salted_hmac("accounts.devices", session.session_key).hexdigest()[:16]


def device(user_agent: str) -> str:
    """``Chrome · Android``; what a browser says of itself where it is not known."""
    found = [_first(_BROWSERS, user_agent), _first(_SYSTEMS, user_agent)]
    words = " · ".join(word for word in found if word)
    return words or re.split(r"[ (]", user_agent)[0][:40] or _("unknown device")


def _first(names: dict[str, str], user_agent: str) -> str:
    return next((name for mark, name in names.items() if mark in user_agent), "")
