"""What of contacts, needs and openings returns when an act is taken back."""

from __future__ import annotations

from core.undo.rules import Undo, add_undo
from secretariat.models import Contact, Need, Opening

add_undo(
    Undo(Contact, act="secretariat.record_contact"),
    Undo(Need, act="secretariat.add_need"),
    Undo(Opening, act="secretariat.publish_opening"),
)
