"""What the page on which columns are matched shows of a sent list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.import_pages.sent import SentList
from core.imports.sheets import column_letter
from core.imports.spec import Preview

LINES = 12


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """``place`` is the index of the sheet; ``sheets`` are the ways to each, where there are
    several; ``lines`` are the row numbers and cells under ``letters``."""

    place: int
    sheets: list[dict[str, Any]]
    letters: list[str]
    lines: list[dict[str, Any]]


def build(sent: SentList, preview: Preview, asked: str) -> ColumnsPage:
    place = place_of(preview, asked)
    outline = preview.sheets[place].outline
    lines = outline.lines[:LINES]
    width = max((len(texts) for _number, texts in lines), default=0)
    return ColumnsPage(
        place,
        sheet_links(sent, preview, place),
        [column_letter(index) for index in range(width)],
        [{"number": n, "cells": texts + [""] * (width - len(texts))} for n, texts in lines],
    )


def place_of(preview: Preview, asked: str) -> int:
    """The sheet that is asked for, else the first that was not read."""
    if asked.isascii() and asked.isdigit() and len(asked) < 4 and int(asked) < len(preview.sheets):
        return int(asked)
    unread = [n for n, info in enumerate(preview.sheets) if not info.columns]
    return unread[0] if unread else 0


def sheet_links(sent: SentList, preview: Preview, place: int) -> list[dict[str, Any]]:
    if len(preview.sheets) < 2:
        return []
    return [
        {
            "label": info.name or _("sheet %(n)s") % {"n": number + 1},
            "url": sent.columns_url(number),
            "is_current": number == place,
        }
        for number, info in enumerate(preview.sheets)
    ]
