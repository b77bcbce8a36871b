"""Inventaris kosong: a workbook to fill in, with the words to choose from."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from aid.imports.columns import columns
from aid.models import Condition, GoodsKind, Title
from core.exports.columns import in_indonesian
from core.exports.xlsxfile import HEAD, OPTIONS

TITLE = _("Inventory of equipment")
ROWS = 200
# What the register alone knows (code) is not asked for.
LEFT_OUT = ("code", "district", "quantity")


def inventory_template() -> bytes:
    """The workbook; another word than those offered is warned of by the spreadsheet."""
    tracked = GoodsKind.objects.filter(handling=GoodsKind.Handling.TRACKED)
    offered = {
        "kind": list(tracked.values_list("name", flat=True)),
        "condition": [in_indonesian(label) for label in Condition.labels],
        "title": [in_indonesian(label) for label in Title.labels],
    }
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        page = book.add_worksheet(in_indonesian(TITLE))
        head, text = book.add_format(HEAD), book.add_format({"num_format": "@"})
        page.write_string(0, 0, in_indonesian(_("No.")), head)
        for number in range(1, ROWS + 1):
            page.write_number(number, 0, number)
        asked = [column for column in columns() if column.key not in LEFT_OUT]
        for index, column in enumerate(asked, start=1):
            page.set_column(index, index, 20, text)
            page.write_string(0, index, capfirst(in_indonesian(column.label)), head)
            if words := offered.get(column.key):
                _choices(page, index, words)
        page.freeze_panes(1, 2)
    return buffer.getvalue()


def _choices(page: Any, index: int, words: list[str]) -> None:
    """A drop-down list; Excel holds 255 letters of it at most."""
    if sum(map(len, words)) + len(words) <= 255:
        rule = {"validate": "list", "source": words, "error_type": "warning"}
        page.data_validation(1, index, ROWS, index, rule)
