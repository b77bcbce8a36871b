"""Papers as a telephone's camera sees them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
import typst
import zxingcpp
from PIL import Image


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
