"""The pages of an old visitor's book's import."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import display
from core.import_pages.pages import ImportPages, Text
from core.import_pages.upload import UploadForm
from core.imports.rows import ImportRow
from members.forms.imports import ImportForm
from members.models import Group
from secretariat.exports.visitor_template import TITLE, visitor_template
from secretariat.imports.visitors import ACT, VisitorBook


class VisitorPages(ImportPages):
    """The book of one group's desk, which is chosen with the file."""

    kind: ClassVar[str] = VisitorBook.kind
    act: ClassVar[str] = ACT
    name: ClassVar[str] = "secretariat:visitor"
    form: ClassVar[type[UploadForm]] = ImportForm
    title: ClassVar[Text] = gettext_lazy("Import an old visitor’s book")
    list_name: ClassVar[str] = "secretariat:service_list"
    list_label: ClassVar[Text] = gettext_lazy("Service desk")
    see_label: ClassVar[Text] = gettext_lazy("See the service desk")
    columns_help: ClassVar[Text] = gettext_lazy(
        "Day, name of the visitor, address, what she asked, what came of it. The topic is read "
        "from her words; complaints, and whoever abroad cannot be reached, are sealed at once. "
        "Phone numbers are left out: a book does not say whether they may be called."
    )
    empty_title: ClassVar[Text] = TITLE

    def spec(self, user: Any, target: Any, *, lock: bool = False) -> VisitorBook:
        return VisitorBook(user=user, group=target, lock=lock)

    def empty_list(self) -> bytes:
        return visitor_template()

    def find_target(self, user: Any, pk: int | None) -> Group:
        groups = Group.objects.allowed(user, self.act).not_dissolved().select_related("village")
        return get_object_or_404(groups, pk=pk)

    def query(self, target: Any) -> dict[str, str]:
        return {"group": target.code}

    def row_detail(self, row: ImportRow) -> str:
        """What the row was understood to be, as ``VisitorBook.resolve`` noted it."""
        values = row.values
        sealed = _("sealed") if values.get("is_sealed") else ""
        day = display.long_date(values.get("date"))
        parts = (day, values.get("topic", ""), values.get("purpose", ""), sealed)
        return " · ".join(filter(None, parts))
