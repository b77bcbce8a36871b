"""The accounts of a group's members, as the officer handles them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts import secretaries
from accounts.forms import ConfirmForm, EndForm, LastDayForm, SecretaryForm
from accounts.invitation_page import link_page
from accounts.invitations import ACT, make_link
from accounts.models import Assignment
from accounts.roles import Role
from accounts.secretary_page import rows
from core import history
from core.access import requires
from core.again import asks_again
from members.models import Group
from members.views.groups import find_group, find_living_group


def find_role(group: Group, role_code: str) -> Assignment:
    """A secretary's role in the group that still holds; 404 otherwise."""
    roles = Assignment.objects.open().filter(role=Role.SECRETARY, group=group)
    return get_object_or_404(roles.select_related("user", "term", "membership"), code=role_code)


@requires(ACT)
def secretary_list(request: HttpRequest, code: str) -> HttpResponse:
    """Who has an account for the group, whether she uses it, and what can be done."""
    group = find_group(request, code, ACT)
    context = {"group": group, "rows": rows(group)}
    return render(request, "accounts/secretary_list.html", context)


@never_cache
@requires(ACT)
@asks_again
def secretary_create(request: HttpRequest, code: str) -> HttpResponse:
    """Make an account for a member, and show its one-time link this once."""
    group = find_living_group(request, code, ACT)
    form = SecretaryForm(request.POST or None, group=group, user=request.user, act=ACT)
    if request.method == "POST" and (made := form.try_save(request.user)):
        role, token = made
        return render(request, "accounts/secretary_link.html", link_page(request, role, token))
    return render(request, "accounts/secretary_create.html", {"form": form, "group": group})


@never_cache
@requires(ACT)
@asks_again
def secretary_link(request: HttpRequest, code: str, role_code: str) -> HttpResponse:
    """After a lost phone or password: a new link, which ends all that opened the account before."""
    group = find_living_group(request, code, ACT)
    role = find_role(group, role_code)
    form = ConfirmForm(_sent(request), user=request.user, act=ACT)
    if request.method == "POST" and form.is_valid():
        token = form.attempt(lambda: make_link(actor=request.user, user=role.user))
        if token:
            return render(request, "accounts/secretary_link.html", link_page(request, role, token))
    context = {"form": form, "group": group, "role": role}
    return render(request, "accounts/secretary_renew.html", context)


@requires(ACT)
@asks_again
def secretary_update(request: HttpRequest, code: str, role_code: str) -> HttpResponse:
    """Until when the account holds."""
    group = find_living_group(request, code, ACT)
    role = find_role(group, role_code)
    form = LastDayForm(request.POST or None, role=role, user=request.user, act=ACT)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect("accounts:secretary_list", code=group.code)
    context = {"form": form, "group": group, "role": role}
    return render(request, "accounts/secretary_update.html", context)


@requires(ACT)
@asks_again
def secretary_end(request: HttpRequest, code: str, role_code: str) -> HttpResponse:
    """End the account at once."""
    group = find_group(request, code, ACT)
    role = find_role(group, role_code)
    form = EndForm(request.POST or None, user=request.user, act=ACT)
    if request.method == "POST" and form.is_valid() and form.attempt(lambda: _end(form, role)):
        messages.success(request, _("The account of %(name)s has ended.") % {"name": role.user})
        return redirect("accounts:secretary_list", code=group.code)
    context = {"form": form, "group": group, "role": role}
    return render(request, "accounts/secretary_end.html", context)


def _sent(request: HttpRequest) -> Any:
    """What was posted, though it is nothing but the button."""
    return request.POST if request.method == "POST" else None


def _end(form: EndForm, role: Assignment) -> bool:
    history.give_reason(form.cleaned_data["reason"])
    secretaries.end_account(actor=form.user, role=role)
    return True
