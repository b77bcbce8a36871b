"""The pages of an old inventory's import: what they say of machines."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from aid.exports.template import TITLE, inventory_template
from aid.forms.inventory import InventoryForm
from aid.imports.inventory import ACT, Inventory
from core import display
from core.import_pages.pages import ImportPages, Text
from core.import_pages.upload import UploadForm
from core.imports.rows import ImportRow


class InventoryPages(ImportPages):
    """Machines of many groups; each row says whose it is."""

    kind: ClassVar[str] = Inventory.kind
    act: ClassVar[str] = ACT
    name: ClassVar[str] = "aid:inventory"
    form: ClassVar[type[UploadForm]] = InventoryForm
    title: ClassVar[Text] = gettext_lazy("Import an inventory")
    list_name: ClassVar[str] = "aid:equipment_list"
    list_label: ClassVar[Text] = gettext_lazy("Equipment")
    see_label: ClassVar[Text] = gettext_lazy("See the equipment")
    columns_help: ClassVar[Text] = gettext_lazy(
        "Group and village (or the group’s code), kind, brand, year of make, funding, serial "
        "number, value, condition (B, RR, RB), date of handover, grant or loan, where it stands, "
        "note. One line is one machine."
    )
    empty_title: ClassVar[Text] = TITLE

    def spec(self, user: Any, target: Any, *, lock: bool = False) -> Inventory:
        return Inventory(user=user, lock=lock)

    def empty_list(self) -> bytes:
        return inventory_template()

    def row_name(self, row: ImportRow) -> str:
        values = row.values
        return " ".join(filter(None, map(values.get, ("kind", "brand", "serial"))))

    def row_detail(self, row: ImportRow) -> str:
        values = row.values
        told = (
            values.get("group") or values.get("group_code"),
            display.rupiah(values.get("value")),
            display.long_date(values.get("acquired_on")),
        )
        return " · ".join(filter(None, told))
