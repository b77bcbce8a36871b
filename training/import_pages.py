"""The pages of an attendance sheet's import: of which training it is, and what they say."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.import_pages.pages import Ask, ImportPages, Text
from core.import_pages.sent import SentList
from core.import_pages.upload import UploadForm
from core.imports.rows import ImportRow
from core.imports.spec import Preview
from training.exports.template import TITLE, sheet_template
from training.forms.imports import SheetImportForm
from training.imports.attendance import ACT, AttendanceSheet, possible
from training.models import Training


class AttendancePages(ImportPages):
    """The sheet of one training."""

    kind: ClassVar[str] = AttendanceSheet.kind
    act: ClassVar[str] = ACT
    name: ClassVar[str] = "training:attendance_import"
    form: ClassVar[type[UploadForm]] = SheetImportForm
    title: ClassVar[Text] = gettext_lazy("Import an attendance sheet")
    list_name: ClassVar[str] = "training:training_list"
    list_label: ClassVar[Text] = gettext_lazy("Trainings")
    see_label: ClassVar[Text] = gettext_lazy("See the attendance")
    columns_help: ClassVar[Text] = gettext_lazy(
        "Name of the participant, a column for each session (Hari I, Hari 2, Sesi 3, or the "
        "date), Nilai Awal, Nilai Akhir. Signs: H, 1, v or √ for present, T late, I excused, "
        "S sick, A absent. An empty cell is not recorded."
    )
    empty_title: ClassVar[Text] = TITLE

    def spec(self, user: Any, target: Any, *, lock: bool = False) -> AttendanceSheet:
        return AttendanceSheet(user=user, training=target, lock=lock)

    def empty_list(self) -> bytes:
        return sheet_template()

    def find_target(self, user: Any, pk: int | None) -> Training:
        return get_object_or_404(Training.objects.allowed(user, self.act), pk=pk)

    def query(self, target: Any) -> dict[str, str]:
        return {"training": target.code}

    def list_url(self, target: Any = None) -> str:
        if target is None:
            return reverse(self.list_name)
        return reverse("training:attendance_list", args=[target.code])

    def asks(self, sent: SentList, preview: Preview, row: ImportRow) -> list[Ask]:
        """Those who could be meant, each as a button."""
        return [
            Ask(
                label=_("This is %(who)s") % {"who": told},
                icon="check",
                url=self.address("choose", sent.row.code),
                values={"sheet": str(row.sheet), "row": str(row.number), "who": who},
            )
            for who, told in possible(preview, row).items()
        ]
