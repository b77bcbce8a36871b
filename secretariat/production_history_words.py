"""How the changes to harvests and livelihood cards are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core import display
from core.history_words import HistorySource, Told, add_history, name_acts, tell
from core.history_words.told import NameOf, Snapshot
from members.models import Group, Person
from secretariat.livelihood_page import VIEW
from secretariat.models import Commodity, Harvest, Livelihood
from secretariat.models.harvests import NAMING


def _harvest(row: Snapshot, name_of: NameOf) -> str:
    return f"{name_of(row, 'commodity')}, {display.short_date(row['harvested_on'])}"


def _card(row: Snapshot, name_of: NameOf) -> str:
    return str(Livelihood.Stage(row["stage"]).label)


tell(
    Told(Commodity, label=lambda row, name_of: row["name"], name="name", hidden=frozenset(["key"]))
)
tell(
    Told(
        Harvest,
        label=_harvest,
        name="commodity__name",
        hidden=frozenset(["code", "group"]),
        withheld={"person": NAMING, "note": NAMING},
    )
)
tell(
    Told(
        Livelihood,
        label=_card,
        name="stage",
        hidden=frozenset(["code", "person", "taken_by", "wording"]),
        withheld=dict.fromkeys((*Livelihood.ASKED, "cancel_reason"), VIEW),
    )
)

add_history(
    HistorySource(Group, Harvest, "group_id"),
    HistorySource(Person, Livelihood, "person_id", act=VIEW),
)

name_acts(
    {
        "secretariat.add_harvest": _("wrote down a harvest"),
        "secretariat.change_harvest": _("corrected a harvest"),
        "secretariat.take_livelihood": _("filled in a livelihood card"),
    }
)
