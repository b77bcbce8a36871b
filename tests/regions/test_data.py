"""The outlines in regions/data speak of the same regions as the table."""

import csv
import json
from pathlib import Path

import pytest

import regions
from core.indonesia import all_regions

DATA = Path(regions.__file__).parent / "data"


def lampung_selatan():
    return {code: name for code, name in all_regions() if code.startswith("18.01.")}


@pytest.mark.parametrize(("file", "length", "count"), [("kecamatan", 8, 17), ("desa", 13, 260)])
def test_outlines_cover_every_region_by_its_name(file, length, count):
    text = (DATA / f"lampung_selatan_{file}.geojson").read_text()
    found = [feature["properties"] for feature in json.loads(text)["features"]]
    expected = {code: name for code, name in lampung_selatan().items() if len(code) == length}
    assert {one["code"]: one["name"] for one in found} == expected
    assert len(found) == count


def test_label_points_cover_every_region():
    with (DATA / "lampung_selatan_centroids.csv").open() as file:
        points = {row["code"]: row for row in csv.DictReader(file)}
    assert points.keys() == lampung_selatan().keys()
    assert all(
        -7 < float(row["lat"]) < -5 and 105 < float(row["lng"]) < 107 for row in points.values()
    )
