"""How the changes to accounts and their roles are told, and what the commands did."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, Invitation, User
from accounts.roles import Role
from core.history_words import HistorySource, Told, add_history, name_acts, tell
from core.history_words.told import NameOf, Snapshot
from members.models import Group


def _role(row: Snapshot, name_of: NameOf) -> str:
    place = name_of(row, "group") or name_of(row, "region")
    return " · ".join(part for part in (str(Role(row["role"]).label), place) if part)


def _role_of(row: Snapshot, name_of: NameOf) -> str:
    return f"{name_of(row, 'user')} ({Role(row['role']).label})"


def _account(row: Snapshot, name_of: NameOf) -> str:
    return name_of(row, "user")


tell(
    Told(
        User,
        labels={"password_set_at": _("password")},
        present={"password_set_at": _("set")},
    )
)
tell(Told(Assignment, label=_role, name="role", hidden=frozenset(["code", "membership", "term"])))
tell(Told(Invitation, label=_account, hidden=frozenset(["digest"])))

add_history(
    HistorySource(User, User),
    HistorySource(User, Assignment, "user_id"),
    HistorySource(User, Invitation, "user_id"),
    HistorySource(Group, Assignment, "group_id", _role_of),
)

name_acts(
    {
        "make_admin": _("made an administrator"),
        "accounts.manage_secretary": _("handled a secretary's account"),
        "accounts.hand_over": _("handed over the work of an officer"),
        "accounts.use_link": _("came in by a one-time link and chose a password"),
        "seed_demo": _("wrote the example data"),
    }
)
