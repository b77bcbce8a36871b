"""How the changes of the secretariat are told."""

# production
import secretariat.production_history_words  # noqa: F401 - it declares itself
"""How the changes to the secretariat's rows are told; each part for itself."""

import secretariat.abroad_history  # noqa: F401 - it registers itself
"""How the changes to the secretariat's rows are told."""

from secretariat import visit_history  # noqa: F401 - declares what visits and minutes tell
"""How the changes to what the secretariat keeps are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core import display
from core.history_words import HistorySource, Told, add_history, name_acts, tell
from members.models import Group
from secretariat.models import CheckIn

# monthly check
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
# service desk
from secretariat import desk_history_words  # noqa: F401 - it registers itself
