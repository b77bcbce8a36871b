"""What the preview of a list shows: figures, remarks, and its rows page by page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.import_pages.lines import Line, line_of
from core.import_pages.sent import SentList
from core.imports.spec import Preview

PAGE_SIZE = 50
FILTERS = ("refused", "warned", "new", "changed", "same")


@dataclass(slots=True)
class PreviewPage:
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
    def asks(self) -> list[Line]:
        return [line for line in self.lines if line.asks]

    @property
    def has_inputs(self) -> bool:
        return any(line.inputs for line in self.lines)


def build(sent: SentList, preview: Preview, params: Mapping[str, str]) -> PreviewPage:
    counts = preview.counts()
    show = params.get("show", "")
    show = show if show in FILTERS else ""
    found = [item for item in preview.rows if not show or show in (item.outcome, item.action)]
    number, pages = page_number(params.get("page", ""), len(found))
    first = (number - 1) * PAGE_SIZE
    lines = [line_of(sent, preview, item) for item in found[first : first + PAGE_SIZE]]
    return PreviewPage(
        stats=stats(sent, counts, show),
        notices=notices(sent, preview, counts),
        lines=lines,
        shown=shown(first, len(lines), len(found)),
        previous_url=sent.rows_url(show=show, page=number - 1) if number > 1 else "",
        next_url=sent.rows_url(show=show, page=number + 1) if number < pages else "",
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


def stats(sent: SentList, counts: Mapping[str, int], show: str) -> list[dict[str, Any]]:
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
            "url": sent.rows_url(show="" if key == show else key) if counts[key] else "",
            "tone": tone if counts[key] else "",
            "note": _("shown below") if key == show else "",
        }
        for key, (label, tone) in labels.items()
    ]


def notices(sent: SentList, preview: Preview, counts: Mapping[str, int]) -> list[dict[str, str]]:
    remarks = [{"text": text, "tone": "missing"} for text in sent.spec().notes(preview)]
    if earlier := sent.earlier:
        remarks.append(earlier)
    if not counts["new"] + counts["changed"]:
        remarks.append({"text": nothing_to_save(counts), "tone": "ok" if counts["same"] else ""})
    return [*remarks, *sheet_notices(sent, preview)]


def nothing_to_save(counts: Mapping[str, int]) -> str:
    if counts["refused"] == counts["rows"]:
        return _("Every row is refused. Correct the cells below, or send the file again.")
    return _("Nothing changes: what the accepted rows say is on file already.")


def sheet_notices(sent: SentList, preview: Preview) -> Iterator[dict[str, str]]:
    """What of the file was not read: told, so that nothing is lost in silence."""
    is_alone, can_match = len(preview.sheets) == 1, sent.has_source
    for place, info in enumerate(preview.sheets):
        where = "" if is_alone else _("Sheet %(name)s: ") % {"name": info.name}
        url = sent.columns_url(place) if can_match else ""
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
