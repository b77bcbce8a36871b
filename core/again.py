"""A shared phone: what is secret asks for the password, or the passkey, once more."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required

from core.access import View


def asks_again(view: View) -> View:
    """Open only to who has typed her password within ``ACCOUNT_REAUTHENTICATION_TIMEOUT``.

    It stands below ``@requires``: who may not open the page at all is not asked. What was posted
    waits in the session and is done after the answer.
    """
    return reauthentication_required(view)
