"""Papers as a telephone's camera sees them."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pypdf
import pytest
import typst
import zxingcpp
from PIL import Image

# PDF/A-2a and PDF/UA-1: kept for long, and read aloud.
ARCHIVED_AND_ACCESSIBLE = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}


def standards(pdf: pypdf.PdfReader) -> dict[str, str]:
    """The standards that a PDF says it keeps, as its metadata name them."""
    metadata = pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    return dict(re.findall(r"<(pdf(?:a|ua)id:\w+)>([^<]+)<", metadata))


class Camera:
    """Sees each page that is drawn once it is set up, and reads the codes on it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pages: list[bytes] = []
        draw = typst.compile

        def seen(source: Any, **options: Any) -> Any:
            kept = {name: options[name] for name in ("root", "ignore_system_fonts", "sys_inputs")}
            page = draw(source, format="png", ppi=200, **kept)
            self.pages += page if isinstance(page, list) else [page]
            return draw(source, **options)

        monkeypatch.setattr("core.documents.typst.compile", seen)

    def read(self) -> list[str]:
        """What the codes say, page by page."""
        images = (Image.open(BytesIO(page)) for page in self.pages)
        return [code.text for image in images for code in zxingcpp.read_barcodes(image)]
