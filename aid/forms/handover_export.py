"""What a file of handovers shall hold."""

from __future__ import annotations

from typing import Any

from members.forms.exports import ExportForm


class HandoverExportForm(ExportForm):
    """The columns beside the fixed ones, and the kind of file; SIMLUHTAN knows no handovers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["layout"]
