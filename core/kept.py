"""Input outlives its session: what was sent after the sign-in had ended, or into an error, waits.

The form's own key says whose it is (``core/once.py``), so that nobody can put anything into
somebody else's hands, and nobody else gets it back. A form that asks for a password keeps
nothing, nor does one that says so; a file is not kept and is asked for once more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.urls import resolve
from django.utils.translation import gettext as _

from core import drafts, once
from core.crypto import DecryptionError
from core.models import Draft

KIND = "input"
PARAMETER = "kept"
# Letters as sent; a long form with long remarks has a tenth of it.
LARGEST = 100_000


def keep(request: HttpRequest) -> Draft | None:
    """Park what a form sent, for whom the form was drawn; None where that cannot be."""
    key = once.read_key(request.POST.get(once.FIELD)) if request.method == "POST" else None
    if key is None or not key.keeps_input:
        return None
    typed = request.POST.copy()
    typed.pop("csrfmiddlewaretoken", None)
    content: dict[str, Any] = {
        "place": _place(request),
        "typed": typed.urlencode(),
        "files": any(request.FILES.values()),
    }
    if len(content["typed"]) > LARGEST or not _is_user(key.owner):
        return None
    with transaction.atomic():
        found = Draft.objects.select_for_update().filter(owner=key.owner, key=key.text).first()
        return drafts.save(found or Draft(owner_id=key.owner, key=key.text, kind=KIND), content)


def rescue(request: HttpRequest) -> str:
    """Park what a form sent into an error; where its own writer finds it again, else "".

    Where hardly anything works, this may fail as well.
    """
    try:
        row = keep(request)
    except (DatabaseError, SuspiciousOperation, OSError):
        return ""
    return address(row) if row and row.owner_id == request.user.pk else ""


def address(row: Draft) -> str:
    """The page of the form, with what was typed in it."""
    place = drafts.load(row)["place"]
    return f"{place}{'&' if '?' in place else '?'}{urlencode({PARAMETER: row.code})}"


class KeepingLoginMiddleware(LoginRequiredMiddleware):
    """Demands a sign-in; what was sent without one waits for its writer behind it.

    The home page of nobody is the sign-in itself.
    """

    def handle_no_permission(self, request: Any, view_func: Any) -> Any:
        if request.method == "GET" and request.path == resolve_url(settings.LOGIN_REDIRECT_URL):
            # Where every visit begins: a redirect would cost a poor network two seconds more.
            return resolve(resolve_url(self.get_login_url(view_func))).func(request)
        row = keep(request)
        if row is None:
            return super().handle_no_permission(request, view_func)
        messages.info(
            request,
            _("Your sign-in had ended. What you typed is kept: sign in again to go on."),
        )
        return redirect_to_login(
            address(row), self.get_login_url(view_func), self.get_redirect_field_name(view_func)
        )


class RestoreMiddleware:
    """Gives a form back what was typed: shown and checked, and saved only when it is sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        code = request.GET.get(PARAMETER, "")
        if request.method != "GET" or not code or not request.user.is_authenticated:
            return
        content = _content(request, code)
        if content is None:
            sentence = _("What was typed here is no longer kept, or belongs to another account.")
            messages.warning(request, sentence)
            return
        sentence = _("What you typed is back. Look at it, then send it again.")
        if content["files"]:
            sentence += " " + _("Choose the file once more.")
        messages.info(request, sentence)
        # Reading the (empty) files first, as that would empty the rest as well.
        if not request.FILES:
            request.POST = QueryDict(content["typed"])


def _content(request: HttpRequest, code: str) -> dict[str, Any] | None:
    row = drafts.of(request.user, KIND).filter(code=code).first()
    try:
        content: dict[str, Any] | None = drafts.load(row) if row else None
    except DecryptionError:
        return None
    return content if content and content["place"] == _place(request) else None


def _place(request: HttpRequest) -> str:
    """The page's address, without what was given back to it before."""
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def _is_user(pk: int) -> bool:
    return get_user_model()._default_manager.filter(pk=pk, is_active=True).exists()
