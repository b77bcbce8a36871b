"""The sample of an old inventory, what is expected of it, and its groups."""

from __future__ import annotations

import json

import pytest

from core.text import name_key
from members.models import Group
from regions.models import Region
from tests.aid.equipment_pages import kind_named
from tests.cast import Cast
from tests.core.workbooks import DATA
from tests.factories import GroupFactory, region

NAME = "inventory_2019_2023.xlsx"
EXPECTED = json.loads((DATA / f"{NAME}.expected.json").read_text())
VILLAGES = {
    "KWT PMI Purna Bumi Daya": "Bumi Daya",
    "KWT Sekar Arum": "Bumi Restu",
    "KWT Anggrek": "Bumi Asri",
    "KWT Melati": "Bali Agung",
    "KWT Srikandi": "Mekar Mulya",
    "KWT Kenanga": "Kalirejo",
    "KWT Dahlia": "Bumi Asih",
    "KWT Mekar Sari": "Palas Jaya",
}


@pytest.fixture
def groups(cast: Cast) -> dict[str, Group]:
    """The groups of the sample, in villages of Palas."""
    for name in ("Mesin gulut tanah", "Sprayer elektrik", "Pompa air", "Hand traktor"):
        kind_named(name)
    Group.objects.filter(pk=cast.group.pk).update(name="KWT Lain")
    return {
        name: GroupFactory(name=name, village=village_of_palas(number, village))
        for number, (name, village) in enumerate(VILLAGES.items())
    }


def village_of_palas(number: int, name: str) -> Region:
    """One of the district, under the name that the sample gives it."""
    path = f"{name}, {region('18.01.10').path}"
    values = {"name": name, "level": 4, "path": path, "search_key": name_key(name)}
    code = f"18.01.10.29{number:02d}"
    return Region.objects.get_or_create(code=code, defaults=values)[0]
