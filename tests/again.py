"""Whether a signed-in client has typed its password just now."""

from __future__ import annotations

import time
from typing import Any

from django.test import Client

RECORDS, WHOSE = "account_authentication_methods", "account_authentication_methods_user"


def typed(client: Client, user: Any) -> None:
    """The password was typed at this moment."""
    session = client.session
    session[RECORDS] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session[WHOSE] = str(user.pk)
    session.save()


def forget(client: Client) -> None:
    """It was typed too long ago."""
    session = client.session
    session[RECORDS] = [dict(each, at=each["at"] - 3600) for each in session[RECORDS]]
    session.save()
