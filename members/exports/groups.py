"""Ekspor daftar kelompok."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core import display
from core.access import is_allowed
from core.exports.columns import (
    Cell,
    Chunk,
    Column,
    ExportSpec,
    add_list,
    headed,
    in_indonesian,
    in_order,
    ordinal,
)
from members.exports.cells import choice, contact, day, plain, village, words
from members.models import Decree, Group, GroupClass, OfficeTerm

Office = OfficeTerm.Office


def officer(office: str) -> Any:
    return lambda chunk: [held.get(office, "") for held in chunk["officers"]]


def ability(chunk: Chunk) -> Sequence[Cell]:
    return [words(GroupClass.Class)[found[1]] if found else "" for found in chunk["classes"]]


def point(chunk: Chunk) -> Sequence[Cell]:
    rows = zip(chunk["latitude"], chunk["longitude"], chunk["shows_phone"], strict=True)
    hidden = in_indonesian(_("withheld"))
    return [
        ("" if latitude is None else f"{latitude}, {longitude}") if is_shown else hidden
        for latitude, longitude, is_shown in rows
    ]


def hectares(value: Any) -> Cell:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


COLUMNS = (
    ordinal(),
    Column("code", _("code"), plain("code"), ("code",), 13, is_fixed=True),
    Column("name", _("name"), plain("name"), ("name",), 28, is_fixed=True),
    Column("kind", _("kind"), choice("kind", Group.Kind), ("kind",), 26),
    Column("village", _("village"), village("village__path"), ("village__path",), 26),
    Column("village_code", _("code of the village"), plain("village_id"), ("village_id",)),
    Column("state", _("state"), choice("state", Group.State), ("state",), 12),
    Column("members", _("number of members"), plain("member_count"), ("member_count",), 10),
    Column("chair", _("chair"), officer(Office.CHAIR), (), 26),
    Column("secretary", _("secretary"), officer(Office.SECRETARY), (), 26),
    Column("treasurer", _("treasurer"), officer(Office.TREASURER), (), 26),
    Column("ability", _("ability class"), ability, (), 12),
    Column(
        "ability_year",
        _("year of the class"),
        lambda chunk: [found[0] if found else None for found in chunk["classes"]],
        (),
        8,
    ),
    Column(
        "decree",
        _("number of the decree"),
        lambda chunk: [found[0] if found else "" for found in chunk["decrees"]],
        (),
        22,
    ),
    Column(
        "decree_date",
        _("date of the decree"),
        lambda chunk: [found[1] if found else None for found in chunk["decrees"]],
        (),
        13,
    ),
    Column("simluhtan_id", _("SIMLUHTAN number"), plain("simluhtan_id"), ("simluhtan_id",)),
    Column("founded", _("founded"), lambda chunk: list(map(day, chunk["founded"])), ("founded",)),
    Column("coached_by", _("coached by"), plain("coached_by__name"), ("coached_by__name",), 30),
    Column("address", _("secretariat address"), contact("address"), ("address",), 36),
    Column("phone", _("phone"), contact("phone", display.phone), ("phone",), 19),
    Column("point", _("point"), point, ("latitude", "longitude"), 22),
    Column("commodities", _("commodities"), plain("commodities"), ("commodities",), 24),
    Column(
        "land_ha",
        _("land (ha)"),
        lambda chunk: list(map(hectares, chunk["land_ha"])),
        ("land_ha",),
        10,
    ),
)
PARTS = ((_("Group"), COLUMNS),)
USUAL = tuple(column.key for column in COLUMNS if column.key not in ("village_code", "point"))
ALWAYS = ("pk", "shows_phone")


class GroupExport(ExportSpec):
    """The file of groups."""

    kind: ClassVar[str] = "members.groups"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Groups"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = (*ALWAYS, *self.fields())
        shows = is_allowed(Group.access, self.user, "members.view_contact")
        groups = Group.objects.filter(pk__in=ids).with_member_count().annotate(shows_phone=shows)
        chunk = Chunk(names, in_order(ids, groups.order_by().values_list(*names)))
        if chunk.size:
            chunk.more["officers"] = _officers(chunk["pk"])
            chunk.more["classes"] = _latest(
                GroupClass.objects.order_by("group_id", "-year"), chunk["pk"], "year", "name"
            )
            chunk.more["decrees"] = _latest(
                Decree.objects.order_by("group_id", "-date", "-id"), chunk["pk"], "number", "date"
            )
        return chunk


def _officers(groups: Sequence[int]) -> list[dict[str, str]]:
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    terms = OfficeTerm.objects.open().filter(group__in=groups)
    for group, office, name in terms.values_list("group_id", "office", "membership__person__name"):
        found[group][office] = name
    return [found[pk] for pk in groups]


def _latest(rows: QuerySet[Any], groups: Sequence[int], *fields: str) -> list[Any]:
    """The first row of each group, None where there is none."""
    first = rows.filter(group__in=groups).distinct("group_id").values_list("group_id", *fields)
    found = {group: values for group, *values in first}
    return [found.get(pk) for pk in groups]


add_list(GroupExport.kind, _("groups"))
