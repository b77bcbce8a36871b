"""One's own account, and the doors of allauth that stay shut."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.devices import device, handle
from accounts.models import Assignment
from core.access import may, public, signed_in
from core.display import long_date


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """My roles and until when they hold; my password, second step and sessions."""
    roles = Assignment.objects.filter(user=request.user.pk).select_related("group", "region")
    return render(
        request,
        "accounts/me.html",
        {
            "facts": _about(request.user),
            "roles": [_role(assignment) for assignment in roles.order_by("id")],
            "links": [*_links(), *_ways(request.user)],
        },
    )


@signed_in
def second_step(request: HttpRequest) -> HttpResponse:
    """What an officer or administrator sets up before anything else."""
    return render(request, "accounts/second_step.html", {"links": _steps()})


@require_POST
@signed_in
def session_end(request: HttpRequest) -> HttpResponse:
    """End one of my sign-ins: on a phone that is lost, or lent. This one ends by signing out."""
    named = request.POST.get("session", "")
    others = UserSession.objects.filter(user=request.user.pk)
    others = others.exclude(session_key=request.session.session_key)
    found = next((each for each in others if handle(each) == named), None)
    if found is None:
        messages.info(request, _("This sign-in has ended already."))
    else:
        found.end()
        messages.success(
            request, _("%(device)s is signed out.") % {"device": device(found.user_agent)}
        )
    return redirect("usersessions_list")


@public("Accounts are handed out by the administrator: these pages answer 404 to everybody.")
def closed(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Signing up, e-mail addresses, resetting a password by e-mail: not offered here."""
    raise Http404


def _about(user: Any) -> list[dict[str, Any]]:
    return [
        {"label": _("Name"), "value": user.name},
        {"label": _("Username"), "value": user.username},
        {"label": _("Institution"), "value": user.institution},
    ]


def _role(assignment: Assignment) -> dict[str, Any]:
    return {
        "label": assignment.get_role_display().capitalize(),
        "place": assignment.place,
        "until": long_date(assignment.expires_on),
        "has_expired": assignment.has_expired,
    }


def _ways(user: Any) -> list[dict[str, Any]]:
    if not may(user, "accounts.hand_over"):
        return []
    return [
        {
            "label": _("Hand over my work"),
            "note": _("When an officer is transferred: regions and open work go to a colleague."),
            "icon": "people",
            "url": reverse("accounts:hand_over"),
        }
    ]


def _steps() -> list[dict[str, Any]]:
    return [
        {
            "label": _("Security key"),
            "note": _("The phone's or computer's own lock: fingerprint, face or PIN."),
            "icon": "key",
            "url": reverse("mfa_add_webauthn"),
        },
        {
            "label": _("Code from an app"),
            "note": _("Six digits from an authenticator app on the phone."),
            "icon": "phone",
            "url": reverse("mfa_activate_totp"),
        },
    ]


def _links() -> list[dict[str, Any]]:
    return [
        {
            "label": _("Change password"),
            "note": _("At least 10 characters."),
            "icon": "key",
            "url": reverse("account_change_password"),
        },
        {
            "label": _("Two-step sign-in"),
            "note": _("A code from the phone, or a security key, besides the password."),
            "icon": "phone",
            "url": reverse("mfa_index"),
        },
        {
            "label": _("Where I am signed in"),
            "note": _("Sign out devices that are not yours."),
            "icon": "globe",
            "url": reverse("usersessions_list"),
        },
    ]
