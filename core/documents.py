"""Cetak: papers of the office as PDF, A4, tagged for screen readers and fit to be archived.

typst draws them from ``templates/documents/`` and sees no other file but the paper's pictures.
Data go in as JSON and never into the source; the fonts are those that typst brings along, so that
a paper looks the same on every machine. The same data give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
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

    Pictures (JPEG) stand in the data as their bytes; typst reads each from a file of its own: as
    numbers within the data two of them took it seconds and 50 MB. A name in letters that the fonts
    lack (Chinese, say) is drawn with empty boxes, and the paper without the marks of the standards.
    """
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    with TemporaryDirectory() as folder:
        told = partial(_told, Path(folder))
        draw: Any = partial(
            typst.compile,
            _sources(name),
            root=folder,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, sort_keys=True, default=told)},
            timestamp=int(midnight.timestamp()),
        )
        try:
            return draw(pdf_standards=["a-2a", "ua-1"])
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
            return draw()


def _sources(name: str) -> dict[str, bytes]:
    """The paper's own template, and what all of them share."""
    shared = {each.name: each.read_bytes() for each in root().glob("_*.typ")}
    return shared | {"main.typ": (root() / f"{name}.typ").read_bytes()}


def _told(folder: Path, value: Any) -> str:
    """What JSON has no word for: a picture by the name of its file, all else as text."""
    if not isinstance(value, bytes):
        return str(value)
    name = f"{len(list(folder.iterdir()))}.jpg"
    (folder / name).write_bytes(value)
    return f"/{name}"


def paper_answer(pdf: bytes, title: str) -> HttpResponse:
    """A download under its title: a PDF is not shown within the site's pages."""
    answer = HttpResponse(pdf, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = content_disposition_header(True, f"{title}.pdf")
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
