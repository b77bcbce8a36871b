"""The lines of the register of certificates, from what the papers themselves say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from training.certificate_page import TONES
from training.models import Certificate

Row = dict[str, Any]

FIELDS = (
    *("code", "number", "edition", "issued_on", "state", "ended_on", "scan_id"),
    *("content__name", "content__title", "office__name"),
)


def register_lines(rows: Iterable[Row]) -> list[Row]:
    """The rows of a page of the register in words; a fixed number of queries for any page: none."""
    return [
        {
            "code": row["code"],
            "number": row["number"],
            "edition": _("edition %(n)s") % {"n": row["edition"]} if row["edition"] > 1 else "",
            "name": row["content__name"],
            "training": row["content__title"],
            "office": row["office__name"],
            "day": display.long_date(row["issued_on"]),
            "state": capfirst(Certificate.State(row["state"]).label),
            "ended": display.short_date(row["ended_on"]) if row["ended_on"] else "",
            "tone": TONES[row["state"]],
            "has_scan": row["scan_id"] is not None,
        }
        for row in rows
    ]
