"""A shared phone: what is secret asks for the password, or the passkey, once more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import (
    is_reauthentication_required,
    suspend_request,
)
from django.http import HttpRequest, HttpResponse

from core.access import View, may


def asks_again(view: View) -> View:
    """Mark a view, below ``@requires``, that shows or hands out a secret."""
    view.asks_again = True  # type: ignore[attr-defined]
    return view


class AgainMiddleware:
    """Opens a marked view only to who has given her password within the last minutes.

    ``ACCOUNT_REAUTHENTICATION_TIMEOUT`` says how many. What was posted waits in the session and
    is done after the answer. Who may not open the page at all is not asked.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not getattr(view, "asks_again", False) or not request.user.is_authenticated:
            return None
        if not may(request.user, view.act) or not is_reauthentication_required(request, app=""):
            return None
        methods = get_adapter().get_reauthentication_methods(request.user)
        return suspend_request(request, methods[0]["url"])
