"""How the changes to contacts, needs and openings are told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from core import display
from core.history_words import HistorySource, Told, add_history, name_acts, tell
from members.models import Person
from secretariat.models import Contact, Need, Opening

tell(
    Told(
        Contact,
        label=lambda row, name_of: display.long_date(row["day"]),
        name="day",
        hidden=frozenset(["code", "person", "recorded_by"]),
    )
)


def _kind(row: Any, name_of: Any) -> str:
    return str(Need.Kind(row["kind"]).label)


tell(Told(Need, label=_kind, name="kind", hidden=frozenset(["code", "person"])))
tell(
    Told(
        Opening,
        label=lambda row, name_of: row["title"],
        name="title",
        hidden=frozenset(["code", "published_by"]),
    )
)

add_history(
    HistorySource(Person, Contact, "person_id"),
    HistorySource(Person, Need, "person_id"),
)

name_acts(
    {
        "secretariat.record_contact": _("wrote down that she was heard of"),
        "secretariat.record_return": _("recorded that she is back"),
        "secretariat.add_need": _("wrote down what she needs"),
        "secretariat.add_opening": _("wrote an opening"),
        "secretariat.publish_opening": _("published an opening"),
        "secretariat.withdraw_opening": _("withdrew an opening"),
    }
)
