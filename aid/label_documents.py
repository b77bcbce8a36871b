"""Labels to print: a QR that leads to the label's page, whose the piece is, whom to call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import segno
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import override

from aid.label_page import offices_of
from aid.models import Equipment
from core import display
from core.documents import paper
from institutions.models import Institution

MOST = 200
# Columns and rows of an A4 sheet: large to be read from afar, small to save paper.
SHEETS = {"2x5": (2, 5), "3x8": (3, 8)}
LARGE = "2x5"

Row = dict[str, Any]
Address = Callable[[str], str]


def labels(pieces: QuerySet[Equipment], *, address: Address, sheet: str = LARGE) -> bytes:
    """The PDF of these pieces' labels; ``address`` makes the full address of a label's code."""
    with override("id"):
        data = content(pieces, address=address, sheet=sheet)
    return paper("equipment_label", data, day=timezone.localdate())


def content(pieces: QuerySet[Equipment], *, address: Address, sheet: str = LARGE) -> Row:
    """What the labels say."""
    columns, rows = SHEETS.get(sheet, SHEETS[LARGE])
    related = ("kind", "group__village", "group__coached_by")
    found = list(pieces.select_related(*related))
    offices = offices_of(piece.group for piece in found)
    labels = [_label(piece, offices[piece.group_id], address(piece.label_code)) for piece in found]
    return {"columns": columns, "rows": rows, "labels": labels}


def _label(piece: Equipment, office: Institution | None, url: str) -> Row:
    return {
        "qr": segno.make(url, error="m").svg_inline(border=0, omitsize=True),
        "kind": piece.kind.name,
        "brand": piece.brand,
        "serial": piece.serial,
        "group": piece.group.name,
        "village": piece.group.village.name,
        "title": capfirst(piece.get_title_display()),
        "office": office.name if office else "",
        "phone": display.phone(office.phone) if office else "",
    }
