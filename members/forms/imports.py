"""The upload of a member list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from core.forms import ActForm
from core.imports.errors import ImportFileError
from core.imports.reader import check_size
from core.imports.reading import take_in
from core.models import Import
from members.forms.fields import GroupField
from members.imports.roster import Roster

ACCEPTED = ".xlsx,.csv,.txt,.tsv"


class ImportForm(ActForm):
    """Whose list it is, and the file. What the file is, its content says and not its name."""

    group = GroupField()
    file = forms.FileField(
        label=gettext_lazy("File with the list"),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "Excel (.xlsx) or CSV, at most 20 MB and 20,000 rows, as the group keeps it."
        ),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["group"]
        groups = field.queryset[:2]
        if len(groups) == 1:
            field.initial, field.empty_label = groups[0].code, None

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        try:
            check_size(upload.size)
        except ImportFileError as error:
            raise ValidationError(error.message) from None
        return upload

    def try_park(self) -> Import | None:
        """Read and preview the file, and park it; None, with the reason on the form."""
        if not self.is_valid():
            return None
        try:
            return self.park()
        except ImportFileError as error:
            self.add_error("file", error.message)
            return None

    def park(self) -> Import:
        group, upload = self.cleaned_data["group"], self.cleaned_data["file"]
        return take_in(
            spec=Roster(user=self.user, group=group),
            owner=self.user,
            target_id=group.pk,
            filename=upload.name,
            data=upload.read(),
        )
