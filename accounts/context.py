"""What the sign-in page shows of the demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts import demo


def demo_logins(request: HttpRequest) -> dict[str, Any]:
    """The invented accounts and their password; nothing outside DEMO=1."""
    # A request that is refused early (a wrong host) has no user.
    user = getattr(request, "user", None)
    if not settings.DEMO or user is None or user.is_authenticated:
        return {}
    logins = [{"username": login.username, "role": login.does} for login in demo.LOGINS]
    return {"demo_logins": logins, "demo_password": demo.PASSWORD}
