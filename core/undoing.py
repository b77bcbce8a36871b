"""What of the register's own machinery returns when an act is taken back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.history_words import name_acts
from core.models import OldCode, StoredFile, Synonym
from core.rotation import ACT
from core.undo.plan import UNDO
from core.undo.rules import Undo, add_undo, never_undone

add_undo(
    # Kept once by its content; what shows it returns, and finds it there.
    Undo(StoredFile, is_aside=True),
    Undo(Synonym, act="core.change_synonym"),
    # It stands for the record that a merge took away, and goes when that returns.
    Undo(OldCode),
)
never_undone({ACT: _("A change of keys is never taken back.")})
name_acts(
    {
        UNDO: _("restored what was before"),
        "core.import_reference": _("imported a reference list"),
    }
)
