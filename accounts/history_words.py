"""How the changes to accounts and their roles are told, and what the commands did."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, User
from accounts.roles import Role
from core.history_words import HistorySource, Told, add_history, name_acts, tell
from core.history_words.told import NameOf, Snapshot


def _role(row: Snapshot, name_of: NameOf) -> str:
    place = name_of(row, "group") or name_of(row, "region")
    return " · ".join(part for part in (str(Role(row["role"]).label), place) if part)


tell(
    Told(
        User,
        labels={"password_set_at": _("password")},
        present={"password_set_at": _("set")},
    )
)
tell(Told(Assignment, label=_role, name="role"))

add_history(
    HistorySource(User, User),
    HistorySource(User, Assignment, "user_id"),
)

name_acts(
    {
        "make_admin": _("made an administrator"),
        "seed_demo": _("wrote the example data"),
    }
)
