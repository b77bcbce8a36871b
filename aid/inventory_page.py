"""What the preview of an inventory shows, and what a settled one did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from aid.imports.inventory import Inventory
from core import display
from core.imports import parked
from core.imports.spec import Preview
from core.models import Import
from members.import_page import PAGE_SIZE, page_number, shown, what_waits
from members.import_rows import Line, line_of

FILTERS = ("new", "changed", "same", "warned", "refused")


@dataclass(slots=True)
class InventoryPage:
    """``writes`` is how many rows a confirmation would write."""

    stats: list[dict[str, Any]]
    notices: list[dict[str, str]]
    lines: list[Line]
    shown: str
    previous_url: str
    next_url: str
    writes: int
    refused: int

    @property
    def has_inputs(self) -> bool:
        return any(line.inputs for line in self.lines)


def build(row: Import, preview: Preview, user: Any, params: Mapping[str, str]) -> InventoryPage:
    counts = preview.counts()
    show = params.get("show", "")
    show = show if show in FILTERS else ""
    found = [item for item in preview.rows if not show or show in (item.outcome, item.action)]
    number, pages = page_number(params.get("page", ""), len(found))
    first = (number - 1) * PAGE_SIZE
    lines = [_line(preview, item, user) for item in found[first : first + PAGE_SIZE]]
    return InventoryPage(
        stats=_stats(row, counts, show),
        notices=_notices(preview),
        lines=lines,
        shown=shown(first, len(lines), len(found)),
        previous_url=address(row, show=show, page=number - 1) if number > 1 else "",
        next_url=address(row, show=show, page=number + 1) if number < pages else "",
        writes=counts["new"] + counts["changed"],
        refused=counts["refused"],
    )


def _line(preview: Preview, item: Any, user: Any) -> Line:
    line, values = line_of(preview, item, user), item.values
    parts = (values.get("kind"), values.get("brand"), values.get("serial"))
    line.name = " ".join(filter(None, parts))
    told = (
        values.get("group") or values.get("group_code"),
        display.rupiah(values.get("value")),
        display.long_date(values.get("acquired_on")),
    )
    line.detail = " · ".join(filter(None, told))
    return line


def address(row: Import, *, show: str = "", page: int = 1) -> str:
    params = {"show": show, "page": page if page > 1 else ""}
    query = urlencode({key: value for key, value in params.items() if value})
    url = reverse("aid:inventory_detail", args=[row.code])
    return f"{url}?{query}#rows" if query else url


def _stats(row: Import, counts: Mapping[str, int], show: str) -> list[dict[str, Any]]:
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


def _notices(preview: Preview) -> list[dict[str, str]]:
    """What of the file was not read: told, so that nothing is lost in silence."""
    found = []
    for info in preview.sheets:
        where = "" if len(preview.sheets) == 1 else _("Sheet %(name)s: ") % {"name": info.name}
        if info.unknown:
            words = _("Columns that were not read: %(columns)s.")
            found.append({"text": where + words % {"columns": ", ".join(info.unknown)}})
        if info.left_out:
            words = _("Lines that are no rows of the list: %(lines)s.")
            found.append({"text": where + words % {"lines": "; ".join(info.left_out[:10])}})
    return found


def waiting(user: Any) -> list[dict[str, str]]:
    """The user's inventories that still wait for her."""
    rows = parked.waiting(user, Inventory.kind).order_by("-created_at").defer(*parked.FILES)[:5]
    return [
        {
            "label": row.filename,
            "note": f"{display.moment(row.created_at)} · {what_waits(row)}",
            "url": reverse("aid:inventory_detail", args=[row.code]),
        }
        for row in rows
    ]


def result(row: Import) -> dict[str, Any]:
    """What a settled inventory did, and where its refused rows wait."""
    is_saved = row.state == Import.State.CONFIRMED
    words = _("%(new)s recorded, %(changed)s changed, %(same)s unchanged, %(refused)s refused.")
    figures = {key: number_format(row.counts.get(key, 0)) for key in FILTERS}
    rest = row.counts.get("rest", "")
    left = parked.waiting(row.owner, row.kind).filter(code=rest).exists() if rest else False
    return {
        "is_saved": is_saved,
        "text": words % figures if is_saved else _("This list was dropped; nothing was saved."),
        "rest_url": reverse("aid:inventory_detail", args=[rest]) if left else "",
    }
