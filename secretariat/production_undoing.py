"""What of production and livelihood returns when an act is taken back."""

from __future__ import annotations

from core.undo.rules import Suspended, Undo, add_undo
from secretariat.models import Commodity, Harvest, Livelihood

add_undo(
    Undo(Commodity, act="secretariat.change_commodity"),
    Undo(Harvest, act="secretariat.change_harvest", suspended=(Suspended("stays_cancelled"),)),
    Undo(Livelihood, act="secretariat.take_livelihood", suspended=(Suspended("stays_cancelled"),)),
)
