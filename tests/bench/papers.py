"""Papers of aid: handovers issued and drawn, and sheets of labels."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from accounts.roles import Role
from aid import handover_documents, label_documents
from aid.models import Equipment, GoodsKind, Handover, HandoverLine, Witness
from aid.services_handovers import issue_handover
from institutions.models import Institution, Series
from members.models import Group
from regions.models import Region
from tests.bench.asking import DISTRICT
from tests.bench.rate import Rate
from tests.factories import make_user

PAPERS = int(os.environ.get("PAPERS") or 60)
SHEETS = int(os.environ.get("SHEETS") or 8)


def handovers() -> Iterator[Rate]:
    """Papers of two lines and two witnesses: issued one by one, then drawn as PDF."""
    user = make_user("bench_bast", Role.ADMINISTRATOR)
    office = office_with_series("Dinas Cetak")
    user.institution = office
    papers = [written(office, group) for group in Group.objects.order_by("id")[:PAPERS]]
    issued: list[Handover] = []

    def issue(paper: Handover) -> None:
        issued.append(issue_handover(handover=paper, actor=user, address="https://x.test/".__add__))

    yield _rate("BAST issued", papers, issue)
    yield _rate("BAST PDF", issued, lambda paper: handover_documents.record(paper, user))


def labels() -> Iterator[Rate]:
    """The largest sheet of labels there is, in both sizes."""
    ids = list(Equipment.objects.at_work().values_list("pk", flat=True)[: label_documents.MOST])
    pieces = Equipment.objects.filter(pk__in=ids)
    for sheet in label_documents.SHEETS:
        yield _rate(
            f"{len(ids)} labels, {sheet}",
            range(SHEETS),
            lambda _n, sheet=sheet: label_documents.labels(
                pieces, sheet=sheet, address="https://x.test/l/".__add__
            ),
        )


def office_with_series(name: str) -> Institution:
    """An office of the district that numbers its papers."""
    region = Region.objects.get(code=DISTRICT)
    office = Institution.objects.create(name=name, kind="district_labour", region=region)
    Series.objects.create(institution=office, kind=Series.Kind.HANDOVER, template="[seq]/U/[year]")
    return office


def written(office: Institution, group: Group, day: str = "2026-02-03") -> Handover:
    """A draft of two lines, two pieces each, and two witnesses."""
    paper = Handover.objects.create(
        group=group,
        office=office,
        giver=office,
        is_own=True,
        handed_on=day,
        place="Aula dinas, Kalianda",
        first_name="Bambang Pengukur",
        first_position="Kepala Dinas",
        receiver_name="Ketua kelompok",
        receiver_position="Ketua",
        legal_basis="Keputusan Bupati Nomor 1 Tahun 2026",
        duties="Merawat barang.\nMencatat pemakaian.",
    )
    for kind in GoodsKind.objects.order_by("id")[:2]:
        HandoverLine.objects.create(
            handover=paper, kind=kind, brand="Swan", quantity=2, unit="unit", unit_price=875_000
        )
    for name in ("Camat Pengukur", "Kepala Desa Pengukur"):
        Witness.objects.create(handover=paper, name=name, position="Saksi")
    return paper


def _rate(name: str, rows: Any, act: Callable[[Any], Any]) -> Rate:
    """Each in turn, after one that does not count; its milliseconds stand in the name."""
    first, *others = rows
    act(first)
    times = []
    for row in others:
        started = time.perf_counter()
        act(row)
        times.append(time.perf_counter() - started)
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return Rate(f"{name}, ms: {1000 * p50:.0f}, p95 {1000 * p95:.0f}", len(times), sum(times))
