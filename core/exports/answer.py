"""The way of a file out: chosen rows, the log, a streamed answer."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from core.exports import csvfile, xlsxfile
from core.exports.columns import ExportSpec
from core.models import ExportLog

CSV, XLSX = "csv", "xlsx"
Parts = Callable[[ExportSpec, Iterable[int], int], Iterator[bytes]]
FORMATS: dict[str, tuple[str, Parts]] = {
    CSV: (csvfile.CONTENT_TYPE, csvfile.csv_parts),
    XLSX: (xlsxfile.CONTENT_TYPE, xlsxfile.xlsx_parts),
}


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of a file: their ids in the list's order, and the region that holds them all."""

    ids: array[int]
    area: str

    @classmethod
    def of(cls, queryset: QuerySet[Any], *, order: Iterable[str], area: str) -> Selection:
        """Chosen once, while the user's rights are looked at; ``area`` is the path to a region."""
        ends = queryset.order_by().aggregate(first=Min(area), last=Max(area))
        ids = queryset.order_by(*order).values_list("pk", flat=True)
        return cls(array("q", ids), common_region(ends["first"] or "", ends["last"] or ""))


def common_region(first: str, last: str) -> str:
    """The smallest region above both codes: 18.01 of 18.01.10.2013 and 18.01.06.1001."""
    parts = []
    for one, other in zip(first.split("."), last.split("."), strict=False):
        if one != other:
            break
        parts.append(one)
    return ".".join(parts)


def log(
    spec: ExportSpec,
    selection: Selection,
    *,
    user: Any,
    filters: str,
    has_niks: bool = False,
    reason: str = "",
) -> ExportLog:
    """Write down who takes out what, before the first byte leaves."""
    return ExportLog.objects.create(
        user=user,
        what=spec.kind,
        filters=filters,
        columns=[str(column.label) for column in spec.columns],
        rows=len(selection.ids),
        has_niks=has_niks,
        reason=reason,
        area=selection.area,
    )


def file_answer(spec: ExportSpec, selection: Selection, file_format: str) -> HttpResponse:
    """The file; its rows are read after the request's transaction, chunk by chunk."""
    content_type, parts = FORMATS[file_format]
    answer: Any = StreamingHttpResponse(
        parts(spec, selection.ids, len(selection.ids)), content_type=content_type
    )
    name = f"{spec.title} {_stamp(timezone.localtime())}.{file_format}"
    answer["Content-Disposition"] = content_disposition_header(True, name)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _stamp(now: dt.datetime) -> str:
    return f"{now:%Y-%m-%d %H.%M}"
