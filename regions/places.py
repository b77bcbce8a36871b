"""Choosing a place step by step: the regions below one's own, opened along the way."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from core.access import EVERYWHERE, area_q
from regions.models import Region

INDENT = "– "
_CODE = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")


def opened_places(roots: Iterable[str], chosen: str = "") -> list[tuple[str, str]]:
    """Codes and names of the regions to choose from, those of a lower level indented.

    ``roots`` are the codes of the regions within which one may choose ("" is everywhere): their
    children are offered, and where one has been chosen its own children too.
    """
    tops = _outermost(roots)
    if not tops:
        return []
    top = next((code for code in tops if _lies_in(chosen, code)), None)
    parents = {code for code in _way(chosen) if top is not None and _lies_in(code, top)}
    offered = Q(code__in=tops) if len(tops) > 1 else _below(tops[0])
    for parent in parents:
        offered |= _below(parent)
    found = Region.objects.current().filter(offered).order_by("code")
    start = min(_level(code) for code in tops) + (len(tops) == 1)
    return [
        (code, INDENT * (level - start) + name)
        for code, level, name in found.values_list("code", "level", "name")
    ]


def place_words(code: str, name: str) -> str:
    """``Kecamatan Palas``, ``Desa Bumi Daya``; regencies and provinces as they are named."""
    if _level(code) == Region.Level.DISTRICT:
        return _("District %(name)s") % {"name": name}
    if _level(code) == Region.Level.VILLAGE:
        # The Ministry numbers kelurahan from 1001 and desa from 2001.
        is_urban = code.rpartition(".")[2].startswith("1")
        words = _("Urban village %(name)s") if is_urban else _("Village %(name)s")
        return words % {"name": name}
    return name


def _level(code: str) -> int:
    return code.count(".") + 1 if code else 0


def _lies_in(code: str, region: str) -> bool:
    return region == EVERYWHERE or code == region or code.startswith(f"{region}.")


def _outermost(codes: Iterable[str]) -> list[str]:
    distinct = sorted(set(codes))
    return [c for c in distinct if not any(_lies_in(c, o) for o in distinct if o != c)]


def _way(code: str) -> list[str]:
    parts = code.split(".") if _CODE.fullmatch(code) else []
    return [".".join(parts[: depth + 1]) for depth in range(len(parts))]


def _below(code: str) -> Q:
    return Q(level=_level(code) + 1) & area_q("code", code)
