"""What the preview of a member list shows: figures, remarks, and its rows page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import display
from core.imports import parked, turns
from core.imports.spec import Preview
from core.models import Import
from members import import_columns
from members.import_rows import Line, line_of
from members.imports.roster import Roster
from members.models import Group

PAGE_SIZE = 50
FILTERS = ("refused", "warned", "new", "changed", "same")


@dataclass(slots=True)
class ImportPage:
    """``writes`` is how many rows a confirmation would write."""

    stats: list[dict[str, Any]]
    notices: list[dict[str, str]]
    lines: list[Line]
    show: str
    shown: str
    previous_url: str
    next_url: str
    writes: int
    refused: int

    @property
    def asks(self) -> list[Line]:
        return [line for line in self.lines if line.token]

    @property
    def has_inputs(self) -> bool:
        return any(line.inputs for line in self.lines)


def build(
    row: Import, preview: Preview, user: Any, group: Group, params: Mapping[str, str]
) -> ImportPage:
    counts = preview.counts()
    show = params.get("show", "")
    show = show if show in FILTERS else ""
    found = [item for item in preview.rows if not show or show in (item.outcome, item.action)]
    number, pages = page_number(params.get("page", ""), len(found))
    first = (number - 1) * PAGE_SIZE
    lines = [line_of(preview, item, user) for item in found[first : first + PAGE_SIZE]]
    return ImportPage(
        stats=stats(row, counts, show),
        notices=notices(row, preview, Roster(user=user, group=group), counts),
        lines=lines,
        show=show,
        shown=shown(first, len(lines), len(found)),
        previous_url=address(row, show=show, page=number - 1) if number > 1 else "",
        next_url=address(row, show=show, page=number + 1) if number < pages else "",
        writes=counts["new"] + counts["changed"],
        refused=counts["refused"],
    )


def page_number(text: str, total: int) -> tuple[int, int]:
    """The page that is asked for, within those that there are; and how many there are."""
    pages = max(1, -(-total // PAGE_SIZE))
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(1, wanted), pages), pages


def shown(first: int, number: int, total: int) -> str:
    if not number:
        return ""
    words = {"first": first + 1, "last": first + number, "total": number_format(total)}
    return _("%(first)s–%(last)s of %(total)s") % words


def address(row: Import, *, show: str = "", page: int = 1) -> str:
    params = {"show": show, "page": page if page > 1 else ""}
    query = urlencode({key: value for key, value in params.items() if value})
    url = reverse("members:import_detail", args=[row.code])
    return f"{url}?{query}#rows" if query else url


def stats(row: Import, counts: Mapping[str, int], show: str) -> list[dict[str, Any]]:
    """Figures that filter the rows below."""
    labels = {
        "new": (_("new"), ""),
        "changed": (_("changed"), ""),
        "same": (_("the same"), ""),
        "warned": (_("with a warning"), "missing"),
        "refused": (_("refused"), "wrong"),
    }
    return [
        {
            "number": number_format(counts[key]),
            "label": label,
            "url": address(row, show="" if key == show else key) if counts[key] else "",
            "tone": tone if counts[key] else "",
            "note": _("shown below") if key == show else "",
        }
        for key, (label, tone) in labels.items()
    ]


def notices(
    row: Import, preview: Preview, spec: Roster, counts: Mapping[str, int]
) -> list[dict[str, str]]:
    remarks = [{"text": text, "tone": "missing"} for text in spec.notes(preview)]
    earlier = Import.objects.owned_by(row.owner).filter(
        kind=row.kind,
        target_id=row.target_id,
        sha256=row.sha256,
        state=Import.State.CONFIRMED,
        created_at__lt=row.created_at,
    )
    if last := earlier.order_by("-settled_at").values_list("settled_at", flat=True).first():
        sentence = _("This same file was imported before, on %(moment)s.")
        remarks.append({"text": sentence % {"moment": display.moment(last)}})
    if not counts["new"] + counts["changed"]:
        remarks.append({"text": nothing_to_save(counts), "tone": "ok" if counts["same"] else ""})
    return [*remarks, *sheet_notices(row, preview)]


def nothing_to_save(counts: Mapping[str, int]) -> str:
    if counts["refused"] == counts["rows"]:
        return _("Every row is refused. Correct the cells below, or send the file again.")
    return _("Nothing changes: what the accepted rows say is on file already.")


def has_source(row: Import) -> bool:
    """Whether the file itself is still here, without fetching it; of refused rows it is not."""
    return Import.objects.filter(pk=row.pk, source__isnull=False).exists()


def sheet_notices(row: Import, preview: Preview) -> Iterator[dict[str, str]]:
    """What of the file was not read: told, so that nothing is lost in silence."""
    is_alone, can_match = len(preview.sheets) == 1, has_source(row)
    for place, info in enumerate(preview.sheets):
        where = "" if is_alone else _("Sheet %(name)s: ") % {"name": info.name}
        url = import_columns.address(row, place) if can_match else ""
        if info.is_remembered:
            text = _("The columns are read as you matched them for an earlier file.")
            yield {"text": where + text, "url": url, "label": _("Change the columns")}
        if info.unknown:
            text = _("Columns that were not read: %(columns)s.")
            text %= {"columns": ", ".join(info.unknown)}
            yield {"text": where + text, "url": url, "label": _("Match the columns")}
        if info.left_out:
            text = _("Lines that are no rows of the list: %(lines)s.")
            text %= {"lines": "; ".join(info.left_out[:10])}
            if not info.columns:
                text = _("No column was recognised.")
            is_unread = can_match and not info.columns and info.outline.is_table
            yield {
                "text": where + text,
                "url": url if is_unread else "",
                "label": _("Match the columns"),
            }


def waiting(user: Any) -> list[dict[str, str]]:
    """The user's lists that still wait for her, for the page of the upload."""
    rows = parked.waiting(user, Roster.kind).order_by("-created_at").defer("payload", "source")[:5]
    return [
        {
            "label": row.filename,
            "note": f"{display.moment(row.created_at)} · {what_waits(row)}",
            "url": reverse("members:import_detail", args=[row.code]),
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


def result(row: Import) -> Result:
    is_confirmed = row.state == Import.State.CONFIRMED
    rest = row.counts.get("rest", "")
    left = parked.waiting(row.owner, row.kind).filter(code=rest).exists() if rest else False
    is_failed = row.state == Import.State.FAILED
    dropped = row.problem if is_failed else _("This list was dropped; nothing was saved.")
    return Result(
        is_confirmed,
        is_failed,
        counted(row.counts) if is_confirmed else dropped,
        reverse("members:import_detail", args=[rest]) if left else "",
    )


def counted(counts: Mapping[str, int]) -> str:
    new = ngettext("%(n)s person added", "%(n)s people added", counts["new"])
    changed = ngettext("%(n)s changed", "%(n)s changed", counts["changed"])
    same = ngettext("%(n)s unchanged", "%(n)s unchanged", counts["same"])
    refused = ngettext("%(n)s row refused", "%(n)s rows refused", counts["refused"])
    keys = (("new", new), ("changed", changed), ("same", same), ("refused", refused))
    return ", ".join(text % {"n": number_format(counts[key])} for key, text in keys) + "."
