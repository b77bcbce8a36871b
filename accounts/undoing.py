"""Accounts are opened and ended on their own pages: taking back an act gives nobody access."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, Invitation, User
from core.undo.rules import Stays, Undo, add_undo

_ON_ITS_PAGE = Stays(_("Access is given and ended on the account's own page."))

add_undo(
    Undo(User, stays=_ON_ITS_PAGE),
    Undo(Assignment, stays=_ON_ITS_PAGE),
    Undo(Invitation, stays=_ON_ITS_PAGE),
)
