"""What is told of lists besides their previews: which ones wait, how far one is, what it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import display
from core.import_pages.pages import ImportPages
from core.import_pages.sent import SentList
from core.imports import parked, turns
from core.models import Import
from core.receipts.codes import code_of


def waiting(pages: ImportPages, user: Any) -> list[dict[str, str]]:
    """The user's lists that still wait for her, for the page of the upload."""
    rows = parked.waiting(user, pages.kind).order_by("-created_at").defer(*parked.FILES)[:5]
    return [
        {
            "label": row.filename,
            "note": f"{display.moment(row.created_at)} · {what_waits(row)}",
            "url": pages.address("detail", row.code),
        }
        for row in rows
    ]


def what_waits(row: Import) -> str:
    """How many rows wait for a confirmation, and how many for a correction."""
    if row.state != Import.State.PREVIEW:
        return str(row.get_state_display())
    writes, refused = row.counts["new"] + row.counts["changed"], row.counts["refused"]
    parts = [
        (writes, ngettext("%(n)s row to save", "%(n)s rows to save", writes)),
        (refused, ngettext("%(n)s row refused", "%(n)s rows refused", refused)),
    ]
    told = [words % {"n": number_format(number)} for number, words in parts if number]
    return ", ".join(told) or _("nothing to save")


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the reading of a large list is; ``is_going`` while a request is at it."""

    is_going: bool
    label: str
    note: str


def reading(row: Import) -> Reading:
    if turns.is_taken(row):
        return Reading(True, _("The list is being read"), how_far(row))
    if row.beat_at:
        return Reading(False, _("The reading has stopped"), _("Read the list once more."))
    return Reading(False, _("The list is not read yet"), "")


def how_far(row: Import) -> str:
    if not row.total:
        return _("The file is being opened.")
    if row.done == row.total:
        return _("The rows are being compared with the register.")
    words = {"done": number_format(row.done), "total": number_format(row.total)}
    return _("%(done)s of %(total)s rows") % words


@dataclass(frozen=True, slots=True)
class Result:
    """What a settled list did."""

    is_confirmed: bool
    is_failed: bool
    sentence: str
    rest_url: str
    undo_url: str


def result(sent: SentList) -> Result:
    row = sent.row
    is_confirmed = row.state == Import.State.CONFIRMED
    rest = row.counts.get("rest", "")
    left = parked.waiting(row.owner, row.kind).filter(code=rest).exists() if rest else False
    is_failed = row.state == Import.State.FAILED
    dropped = row.problem if is_failed else _("This list was dropped; nothing was saved.")
    return Result(
        is_confirmed,
        is_failed,
        counted(sent.pages, row.counts) if is_confirmed else dropped,
        sent.pages.address("detail", rest) if left else "",
        reverse("core:receipt_undo", args=[code_of(row.act_id)]) if row.act_id else "",
    )


def counted(pages: ImportPages, counts: Mapping[str, int]) -> str:
    changed = ngettext("%(n)s changed", "%(n)s changed", counts["changed"])
    same = ngettext("%(n)s unchanged", "%(n)s unchanged", counts["same"])
    refused = ngettext("%(n)s row refused", "%(n)s rows refused", counts["refused"])
    keys = (("changed", changed), ("same", same), ("refused", refused))
    texts = [text % {"n": number_format(counts[key])} for key, text in keys]
    return ", ".join([pages.added(counts["new"]), *texts]) + "."
