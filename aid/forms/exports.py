"""What a file of proposals shall hold."""

from __future__ import annotations

from typing import Any

from members.forms.exports import ExportForm


class AidExportForm(ExportForm):
    """The columns and the kind of file; no other office's order of columns is known here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["layout"]
