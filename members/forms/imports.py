"""The upload of a member list."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from core.import_pages.upload import ListFileField, UploadForm
from members.forms.fields import GroupField
from members.models import Group


class ImportForm(UploadForm):
    """Whose list it is, and the file."""

    prefilled: ClassVar[tuple[str, ...]] = ("group",)
    field_order = ("group", "file")

    group = GroupField()
    file = ListFileField(
        help_text=gettext_lazy(
            "Excel (.xlsx) or CSV, at most 20 MB and 20,000 rows, as the group keeps it."
        )
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        groups = field.queryset[:2]
        if len(groups) == 1:
            field.initial, field.empty_label = groups[0].code, None

    @property
    def target(self) -> Group:
        return self.cleaned_data["group"]
