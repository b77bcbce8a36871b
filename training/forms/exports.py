"""What a file of trainings, or of what follows from them, shall hold."""

from __future__ import annotations

from typing import Any

from members.forms.exports import ExportForm


class TrainingExportForm(ExportForm):
    """The columns beside the fixed ones, and the kind of file; SIMLUHTAN knows no trainings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["layout"]
