"""How the changes of a monthly check are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core import display
from core.history_words import HistorySource, Told, add_history, name_acts, tell
from members.models import Group
from secretariat.models import CheckIn

tell(
    Told(
        CheckIn,
        label=lambda row, name_of: display.long_date(str(row["month"])[:7]),
        name="month",
        hidden=frozenset(["code", "group"]),
    )
)
add_history(HistorySource(Group, CheckIn, "group_id"))
name_acts(
    {
        "secretariat.answer_checkin": _("answered the monthly check"),
        "secretariat.settle_checkin": _("answered a group's problem"),
    }
)
