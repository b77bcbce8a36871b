"""The pages of a member list's import: for which group it is, and what they say."""

from __future__ import annotations

from typing import Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import display
from core.import_pages.pages import Ask, ImportPages, Text
from core.import_pages.sent import SentList
from core.import_pages.upload import UploadForm
from core.imports.rows import ImportRow
from core.imports.spec import Preview
from members import transfers
from members.exports.template import TITLE, list_template
from members.forms.imports import ImportForm
from members.imports.elsewhere import TRANSFER
from members.imports.plans import office_label, stay_text
from members.imports.roster import Roster
from members.models import Group


class RosterPages(ImportPages):
    """The list of one group, which is chosen with the file."""

    kind: ClassVar[str] = Roster.kind
    act: ClassVar[str] = "members.import_people"
    name: ClassVar[str] = "members:import"
    form: ClassVar[type[UploadForm]] = ImportForm
    title: ClassVar[Text] = gettext_lazy("Import a list of members")
    list_name: ClassVar[str] = "members:person_list"
    list_label: ClassVar[Text] = gettext_lazy("Members & migrants")
    see_label: ClassVar[Text] = gettext_lazy("See the members of the group")
    columns_help: ClassVar[Text] = gettext_lazy(
        "Name, NIK, place and date of birth, sex, address with RT/RW, village, phone, education, "
        "marital status, office, date of joining, country, years of departure and return, "
        "work abroad."
    )
    empty_title: ClassVar[Text] = TITLE

    def spec(self, user: Any, target: Any, *, lock: bool = False) -> Roster:
        return Roster(user=user, group=target, lock=lock)

    def empty_list(self) -> bytes:
        return list_template()

    def find_target(self, user: Any, pk: int | None) -> Group:
        groups = Group.objects.allowed(user, self.act).not_dissolved().select_related("village")
        return get_object_or_404(groups, pk=pk)

    def query(self, target: Any) -> dict[str, str]:
        return {"group": target.code}

    def row_detail(self, row: ImportRow) -> str:
        return summary(row) if row.action == ImportRow.NEW else ""

    def asks(self, sent: SentList, preview: Preview, row: ImportRow) -> list[Ask]:
        """Who holds the NIK already may be asked for; it goes along sealed."""
        if TRANSFER not in {problem.offer for problem in row.problems}:
            return []
        sealed = transfers.seal(sent.user, row.values["nik"])
        return [
            Ask(
                label=_("Ask for transfer to this group"),
                icon="transfer",
                url=reverse("members:transfer_create"),
                values={"token": sealed, "group": sent.target.code},
            )
        ]

    def added(self, number: int) -> str:
        words = ngettext("%(n)s person added", "%(n)s people added", number)
        return words % {"n": number_format(number)}


def summary(row: ImportRow) -> str:
    """What a new row says, in short; never the NIK."""
    values = row.values
    parts = [
        _("born %(date)s") % {"date": display.long_date(values["birth_date"])}
        if "birth_date" in values
        else "",
        f"RT {values['rt']}" if "rt" in values else "",
        office_label("" if values.get("office") == "member" else values["office"])
        if "office" in values
        else "",
        stay_text(values) if "country" in values else "",
    ]
    return " · ".join(filter(None, parts))
