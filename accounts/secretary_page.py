"""The list of a group's accounts in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Assignment
from accounts.secretaries import roles_of
from core import display
from members.models import Group


def rows(group: Group) -> list[dict[str, Any]]:
    """A line for each account, those that hold first; two queries for any number."""
    return [_row(group, role) for role in roles_of(group)]


def _row(group: Group, role: Assignment) -> dict[str, Any]:
    user, args = role.user, [group.code, role.code]
    row = {
        "name": user.name,
        "username": user.username,
        "office": capfirst(role.term.get_office_display()) if role.term else "",
        "is_open": not role.has_expired,
        "last_use": display.moment(user.last_login) or _("never yet"),
        "until": display.long_date(role.expires_on) if role.expires_on else "",
        **_state(role),
    }
    if row["is_open"]:
        for name in ("link", "update", "end"):
            row[f"{name}_url"] = reverse(f"accounts:secretary_{name}", args=args)
    return row


def _state(role: Assignment) -> dict[str, str]:
    """In a word with its colour: in use, waiting for the link, link too old, ended."""
    if role.has_expired or not role.user.is_active:
        return {"state": _("ended"), "tone": "wrong"}
    if role.user.has_usable_password():
        return {"state": _("in use"), "tone": "ok"}
    waiting = [i for i in role.user.invitations.all() if i.is_waiting]
    if not waiting:
        return {"state": _("needs a new link"), "tone": "missing"}
    words = _("link sent, valid until %(until)s")
    return {"state": words % {"until": display.moment(waiting[0].expires_at)}, "tone": ""}
