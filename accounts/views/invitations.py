"""Coming in by a one-time link."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.mfa.webauthn.internal.auth import begin_registration
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.forms import ChoosePasswordForm, PasskeyForm
from accounts.invitations import find, refusal, spend
from accounts.models import Invitation
from core import history
from core.access import public
from core.home import addressed


@never_cache
@public("Whoever comes by a one-time link has no password yet; the link itself is checked.")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show whose account the link opens; a POST with a good password uses the link up."""
    found = find(token)
    if found is None or refusal(found):
        return _refused(request, found)
    by_passkey = "credential" in request.POST
    passkey = PasskeyForm(request.POST if by_passkey else None, user=found.user)
    form = ChoosePasswordForm(found.user, None if by_passkey else request.POST or None)
    if request.method == "POST" and (passkey if by_passkey else form).is_valid():
        return _use(request, found, passkey if by_passkey else form)
    context = {
        "form": form,
        "passkey": passkey,
        "name": addressed(found.user),
        "username": found.user.username,
        "js_data": {"creation_options": begin_registration(found.user, passwordless=True)},
    }
    return render(request, "accounts/invitation.html", context)


def _use(request: HttpRequest, found: Invitation, form: PasskeyForm | ChoosePasswordForm) -> Any:
    """Use the link up, keep the password or passkey, and let her in; who was in before is out."""
    history.name_user(found.user)
    history.name_act("accounts.use_link")
    if not spend(found, form.cleaned_data.get("new_password1")):
        return _refused(request, found)
    if request.user.is_authenticated:
        logout(request)
    if isinstance(form, PasskeyForm):
        form.keep(request)
        how: dict[str, Any] = {"method": "mfa", "type": "webauthn", "passwordless": True}
    else:
        how = {"method": "password"}
    record_authentication(request, found.user, reauthenticated=True, **how)
    return perform_login(request, Login(user=found.user, redirect_url="/"))


def _refused(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    """410 with one sentence; 404 for a link that there never was."""
    if found is not None:
        found.refresh_from_db()
    context = refusal(found) or {
        "title": _("This link no longer works"),
        "text": _("Ask the officer for a new one."),
    }
    status = 410 if found else 404
    return render(request, "accounts/invitation_refused.html", context, status=status)
