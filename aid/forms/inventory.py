"""The upload of an inventory."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from core.import_pages.upload import ListFileField, UploadForm


class InventoryForm(UploadForm):
    """The file; each of its rows says whose the machine is."""

    file = ListFileField(
        label=gettext_lazy("File with the inventory"),
        help_text=gettext_lazy(
            "Excel (.xlsx) or CSV, at most 20 MB and 20,000 rows, as the office keeps it."
        ),
    )
