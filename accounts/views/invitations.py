"""Coming in by a one-time link."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.forms import ChoosePasswordForm
from accounts.invitations import find, refusal, spend
from accounts.models import User
from core import history
from core.access import public
from core.home import addressed


@never_cache
@public("Whoever comes by a one-time link has no password yet; the link itself is checked.")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show whose account the link opens; a POST with a good password uses the link up."""
    found = find(token)
    if found is None or refusal(found):
        return _refused(request, token)
    form = ChoosePasswordForm(found.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        history.name_user(found.user)
        history.name_act("accounts.use_link")
        if not spend(found, form.cleaned_data["new_password1"]):
            return _refused(request, token)
        return _enter(request, found.user)
    context = {"form": form, "name": addressed(found.user), "username": found.user.username}
    return render(request, "accounts/invitation.html", context)


def _refused(request: HttpRequest, token: str) -> HttpResponse:
    """410 with one sentence; 404 for a link that there never was."""
    found = find(token)
    context = refusal(found) or {
        "title": _("This link no longer works"),
        "text": _("Ask the officer for a new one."),
    }
    status = 410 if found else 404
    return render(request, "accounts/invitation_refused.html", context, status=status)


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    """Sign her in; whoever was signed in on this device before is signed out."""
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, user, method="password", reauthenticated=True)
    return perform_login(request, Login(user=user, redirect_url="/"))
