"""Officers and administrators set up a second step before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.second_step import LAST_ONE, has_one, is_demanded, is_last_of

# Where one is set up, and the way out.
OPEN = ("accounts:second_step", "account_reauthenticate", "account_logout", "set_language")
_KNOWN = "has_second_step"


class SecondStepMiddleware:
    """Leads to ``accounts:second_step`` who has to have a second step and has none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name.startswith("mfa_"):
            # It may be taken away here: the next page asks the database again.
            request.session.pop(_KNOWN, None)
            return _refusal(request, name, kwargs)
        is_open = name in OPEN or getattr(view, "public_reason", None)
        return redirect("accounts:second_step") if not is_open and _lacks_one(request) else None


def _refusal(request: HttpRequest, name: str, kwargs: Any) -> HttpResponse | None:
    """allauth itself asks before an app is taken away, and not before a key is."""
    if name != "mfa_remove_webauthn" or not is_last_of(request.user, kwargs["pk"]):
        return None
    messages.error(request, LAST_ONE)
    return redirect("mfa_list_webauthn")


def _lacks_one(request: HttpRequest) -> bool:
    """Whether the user has to set one up; asked of the database once a session."""
    user, session = request.user, request.session
    if not user.is_authenticated or session.get(_KNOWN) or not is_demanded(user):
        return False
    if has_one(user):
        session[_KNOWN] = True
    return not session.get(_KNOWN)
