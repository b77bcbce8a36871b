"""The demonstration for tests: in a transaction, with one district's regions instead of all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test.utils import override_settings

import regions
from core.indonesia import RegionName
from kwt_registry.management.commands import seed_demo
from regions.services import replace_regions

CENTROIDS = Path(regions.__file__).parent / "data" / "lampung_selatan_centroids.csv"


def lampung_selatan() -> Iterator[RegionName]:
    """Name the district, its kecamatan and their villages."""
    yield RegionName("18", "Lampung")
    yield RegionName("18.01", "Kabupaten Lampung Selatan")
    with CENTROIDS.open(newline="") as handle:
        for row in csv.DictReader(handle):
            yield RegionName(row["code"], row["name"])


@contextmanager
def seeded() -> Iterator[str]:
    """Hold the demonstration in the database for as long as the block runs.

    Gives what the command said.
    """
    said = io.StringIO()
    with override_settings(DEMO=True), transaction.atomic():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(seed_demo, "load_regions", lambda: replace_regions(lampung_selatan()))
            call_command("seed_demo", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)
