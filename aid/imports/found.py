"""What the register holds already of an inventory's groups, kinds and machines."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from aid.models import Equipment, GoodsKind
from aid.models.equipment_queries import SPELT_ALIKE
from core.imports.rows import ImportRow
from core.text import name_key
from members.imports.register import bare_key
from members.models import Group


class Kinds:
    """The kinds that are followed piece by piece, as lists spell them."""

    def __init__(self) -> None:
        tracked = GoodsKind.objects.filter(handling=GoodsKind.Handling.TRACKED)
        self.by_key = dict(tracked.values_list("key", "pk"))
        self.names = dict(tracked.values_list("pk", "name"))
        for one, other in SPELT_ALIKE:
            for key, pk in list(self.by_key.items()):
                self.by_key.setdefault(key.replace(one, other), pk)

    def find(self, text: str) -> tuple[int, str] | None:
        """The kind, and what the text says besides: "Pompa air 3\"" is a Pompa air of 3"."""
        if pk := self.by_key.get(name_key(text)):
            return pk, ""
        words = text.split()
        for end in range(len(words) - 1, 0, -1):
            if pk := self.by_key.get(name_key(" ".join(words[:end]))):
                return pk, " ".join(words[end:])
        return None


class Groups:
    """The groups into which this user may record machines, by code and by name."""

    def __init__(self, user: Any, act: str, rows: list[ImportRow]) -> None:
        keys = {name_key(row.values.get("group", "")) for row in rows}
        codes = {row.values.get("group_code", "") for row in rows}
        allowed = Group.objects.allowed(user, act).not_dissolved().select_related("village")
        self.by_code = {group.code: group for group in allowed.filter(code__in=codes - {""})}
        self.by_name: dict[str, list[Group]] = defaultdict(list)
        for group in allowed.filter(name_key__in=keys - {""}):
            self.by_name[group.name_key].append(group)

    def find(self, row: ImportRow) -> Group | None:
        """The row's group; None with a refusal on the row."""
        values = row.values
        if "group_code" in values:
            found = self.by_code.get(values["group_code"].lower())
            if found is None:
                row.refuse(_("There is no group with this code in your area."), "group_code")
            return found
        named = self.by_name.get(name_key(values["group"]), [])
        if not named:
            words = _("There is no group “%(name)s” in your area. Record it first.")
            row.refuse(words % {"name": values["group"]}, "group")
            return None
        return self._of_village(row, named)

    def _of_village(self, row: ImportRow, named: list[Group]) -> Group | None:
        text = row.values.get("village", "").split(",")[0].strip()
        key = bare_key(text) if text else ""
        fitting = [group for group in named if key in ("", name_key(group.village.name))]
        if len(fitting) == 1:
            _tell_spelling(row, fitting[0], text)
            return fitting[0]
        if fitting:
            row.refuse(_("Several groups bear this name. Write the village too."), "group")
        else:
            words = _("This group lies in %(village)s. Correct the village, or the group.")
            row.refuse(words % {"village": named[0].village.name}, "village")
        return None


def _tell_spelling(row: ImportRow, group: Group, text: str) -> None:
    if text and name_key(text) == name_key(group.village.name) and text != group.village.name:
        words = _("The village is spelt “%(text)s”; taken as %(village)s.")
        row.warn(words % {"text": text, "village": group.village.name}, "village")


class Machines:
    """The machines that the rows may be already; ``lock`` keeps them as they are until the end."""

    def __init__(
        self, user: Any, act: str, rows: list[ImportRow], groups: set[int], *, lock: bool
    ) -> None:
        serials = {name_key(row.values.get("serial", "")) for row in rows} - {""}
        codes = {row.values.get("code", "").lower() for row in rows} - {""}
        mine = Equipment.objects.allowed(user, act)
        pieces = Equipment.objects.select_related("group")
        self.mine = set(mine.filter(serial_key__among=serials).values_list("pk", flat=True))
        if lock:
            mine, pieces = (
                some.select_for_update(of=("self",)).order_by("pk") for some in (mine, pieces)
            )
        self.by_code = {piece.code: piece for piece in mine.filter(code__among=codes)}
        self.by_serial = {
            (piece.kind_id, piece.serial_key): piece
            for piece in pieces.filter(serial_key__among=serials)
        }
        self.nameless: dict[tuple[Any, ...], list[Equipment]] = defaultdict(list)
        for piece in mine.filter(serial_key="", group__in=groups):
            self.nameless[_signature(piece.group_id, piece.kind_id, vars(piece))].append(piece)

    def find(self, row: ImportRow, group: Group, kind: int) -> Equipment | None:
        """The machine that the row is; a refusal stands on the row where it is another's."""
        values = row.values
        if "code" in values:
            found = self.by_code.get(values["code"].lower())
            if found is None:
                row.refuse(_("There is no equipment with this code in your area."), "code")
        elif key := name_key(values.get("serial", "")):
            found = self.by_serial.get((kind, key))
        else:
            alike = self.nameless.get(_signature(group.pk, kind, values), [])
            found = alike.pop(0) if alike else None
        if found is not None and found.group_id != group.pk:
            self._refuse(row, found)
        return found

    def _refuse(self, row: ImportRow, found: Equipment) -> None:
        """Whose it is, only to who may see it."""
        if found.pk in self.mine or "code" in row.values:
            words = _("It is recorded for %(group)s already. Move it on its own page.")
            link = found.get_absolute_url()
            row.refuse(words % {"group": found.group}, "serial", link=link)
        else:
            row.refuse(_("This serial number is recorded already, outside your area."), "serial")


def _signature(group: int, kind: int, values: Any) -> tuple[Any, ...]:
    """By what a machine without a serial number is known again."""
    said = (name_key(values.get("brand") or ""), str(values.get("acquired_on") or ""))
    return (group, kind, *said)
