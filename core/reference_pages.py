"""The pages on which a file fills a reference list."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, ClassVar

import xlsxwriter
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from core.exports.columns import in_indonesian
from core.exports.xlsxfile import HEAD, OPTIONS
from core.import_pages.pages import ImportPages, Text
from core.import_pages.upload import UploadForm
from core.imports.rows import ImportRow
from core.reference_imports import ReferenceSpec
from core.reference_lists import ReferenceList, all_references, reference_of, references_of

ACT = "core.import_reference"


@dataclass(frozen=True, slots=True)
class Target:
    """A list, under the number that its model has in the database."""

    pk: int
    reference: ReferenceList

    def __str__(self) -> str:
        return self.reference.label


def target_of(reference: ReferenceList) -> Target:
    return Target(ContentType.objects.get_for_model(reference.model).pk, reference)


class ReferenceForm(UploadForm):
    """The file, and which list it fills."""

    prefilled: ClassVar[tuple[str, ...]] = ("list",)
    field_order = ("list", "file")

    list = forms.ChoiceField(label=gettext_lazy("Which list"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {each.name: each for each in references_of(self.user)}
        names = [(name, each.label) for name, each in self.offered.items()]
        self.fields["list"].choices = [("", "—"), *names]

    @property
    def target(self) -> Target:
        return target_of(self.offered[self.cleaned_data["list"]])


class ReferencePages(ImportPages):
    """Occupations, topics, kinds of goods, institutions, spellings: whatever the user may add."""

    kind: ClassVar[str] = ReferenceSpec.kind
    act: ClassVar[str] = ACT
    name: ClassVar[str] = "core:reference"
    form: ClassVar[type[UploadForm]] = ReferenceForm
    title: ClassVar[Text] = gettext_lazy("Import a reference list")
    list_name: ClassVar[str] = "admin:index"
    list_label: ClassVar[Text] = gettext_lazy("Administration")
    see_label: ClassVar[Text] = gettext_lazy("See the list")
    columns_help: ClassVar[Text] = gettext_lazy(
        "One line is one entry. The empty list has a sheet for each list with its columns; fill in "
        "one of them. What is on the list already is not added again."
    )
    empty_title: ClassVar[Text] = gettext_lazy("Reference lists")

    def spec(self, user: Any, target: Any, *, lock: bool = False) -> ReferenceSpec:
        return ReferenceSpec(user=user, reference=target.reference, lock=lock)

    def find_target(self, user: Any, pk: int | None) -> Target:
        """The list, while the user may still add to it."""
        kind = ContentType.objects.filter(pk=pk or 0).first()
        model = kind.model_class() if kind else None
        reference = reference_of(model) if model else None
        if reference is None or not reference.can_add(user):
            raise Http404
        return target_of(reference)

    def query(self, target: Any) -> dict[str, str]:
        return {"list": target.reference.name}

    def list_url(self, target: Any = None) -> str:
        if target is None:
            return super().list_url()
        return reverse(f"admin:{target.reference.name.replace('.', '_')}_changelist")

    def row_name(self, row: ImportRow) -> str:
        return str(row.values.get("name") or row.values.get("key") or "")

    def empty_list(self) -> bytes:
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, OPTIONS) as book:
            for reference in all_references():
                _sheet(book, reference)
        return buffer.getvalue()


def _sheet(book: Any, reference: ReferenceList) -> None:
    page = book.add_worksheet(in_indonesian(reference.label)[:31])
    head, text = book.add_format(HEAD), book.add_format({"num_format": "@"})
    for index, column in enumerate(reference.columns(None)):
        page.set_column(index, index, 28, text)
        page.write_string(0, index, capfirst(in_indonesian(column.label)), head)
    page.freeze_panes(1, 0)
