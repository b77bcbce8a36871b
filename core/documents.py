"""Cetak: papers of the office as PDF, A4, tagged for screen readers and fit to be archived.

typst draws them from ``templates/documents/`` and sees no other file. Data go in as JSON and
never into the source; the fonts are those that typst brings along, so that a paper looks the
same on every machine. The same data give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header

CONTENT_TYPE = "application/pdf"


def root() -> Path:
    return Path(settings.BASE_DIR) / "templates" / "documents"


def paper(name: str, data: dict[str, Any], *, day: dt.date) -> bytes:
    """The PDF of ``<name>.typ``. ``day`` is the date on which it was made.

    Pictures stand in the data as lists of their bytes. A name in letters that the fonts lack
    (Chinese, say) is drawn with empty boxes, and the paper without the marks of the standards.
    """
    inputs = {"data": json.dumps(data, sort_keys=True, default=str)}
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    draw: Any = partial(
        typst.compile,
        str(root() / f"{name}.typ"),
        root=str(root()),
        ignore_system_fonts=True,
        sys_inputs=inputs,
        timestamp=int(midnight.timestamp()),
    )
    try:
        return draw(pdf_standards=["a-2a", "ua-1"])
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        return draw()


def paper_answer(pdf: bytes, title: str) -> HttpResponse:
    """A download under its title: a PDF is not shown within the site's pages."""
    answer = HttpResponse(pdf, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, f"{title}.pdf")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
