"""From what a cell holds to what it says: cleaning, and the parsers that every list needs."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from core.imports.errors import CellError
from core.imports.sheets import BrokenValue, Cell, Formula

EMPTY = {"", "-", "--", "—", "–", ".", "…", "n/a", "na", "nihil", "kosong", "tidak ada"}
# What this register itself shows in place of a value that it hides.
MASKS = {"tercatat", "nik tercatat", "dirahasiakan"}
SAYS_NOTHING = EMPTY | MASKS
MASKED = re.compile(r"[•●*]{2,}|^[•●*]+$")
SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u3000]+")
# Left over from word processors and invisible: they carry nothing and would break a search.
INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


def cleaned(cell: Cell) -> Cell:
    """The cell without stray spaces; None where it is empty or shows a masked value.

    Tabs, line breaks and invisible letters become spaces or vanish. Raises CellError on formulas,
    on a spreadsheet's own error values and on other control characters: what they stand for
    cannot be guessed.
    """
    if isinstance(cell, Formula):
        raise CellError(_("The cell holds a formula. Paste it as a value."))
    if isinstance(cell, BrokenValue):
        raise CellError(_("The cell shows the error %(value)s.") % {"value": str(cell)[:20]})
    if not isinstance(cell, str):
        return cell
    text = cell
    if not (cell.isascii() and cell.isprintable()):
        text = SPACES.sub(" ", INVISIBLE.sub("", cell))
        if not text.isprintable():
            raise CellError(_("The cell holds control characters. Type it again."))
    text = " ".join(text.split())
    return None if text.lower() in SAYS_NOTHING or MASKED.search(text) else text


def text_parser(max_length: int) -> Callable[[Any], str]:
    """Any cell as one line of text; longer than the field is a refusal, never a cut."""

    def parse(cell: Any) -> str:
        text = to_text(cell)
        if len(text) > max_length:
            raise CellError(
                _("The text has %(length)s letters; at most %(limit)s fit.")
                % {"length": len(text), "limit": max_length}
            )
        return text

    return parse


def to_text(cell: Any) -> str:
    """As the spreadsheet shows it: whole numbers without a point, dates as DD/MM/YYYY."""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, datetime | date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, str):
        return cell.removeprefix("'").strip()
    return str(cell)
