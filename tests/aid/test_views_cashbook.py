"""Buku kas alat, and the papers of a machine."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from aid import cashbook
from aid.models import Equipment, Upkeep
from aid.models.seasons import year_span
from core.models import ExportLog
from members.models import Person
from tests.aid.pages import page, signed_in
from tests.aid.use_factories import (
    UseLogFactory,
)
from tests.aid.use_pages import address, machine, paper_text
from tests.cast import Cast
from tests.factories import MemberFactory, PlacementFactory

__all__ = ["machine"]


def test_the_cash_book_falls_out_of_the_uses(cast: Cast, machine: Equipment) -> None:
    UseLogFactory(equipment=machine, used_on="2023-12-31", fee=50_000, fuel_cost=20_000)
    UseLogFactory(
        equipment=machine, person=cast.person, used_on="2024-03-01", fee=100_000, other_cost=5_000
    )
    UseLogFactory(equipment=machine, used_on="2024-03-01", fee=0, fuel_cost=40_000)
    UseLogFactory(equipment=machine, used_on="2025-01-01", fee=999)
    UseLogFactory(used_on="2024-03-01", fee=999)
    Upkeep.objects.create(equipment=machine, date="2024-05-01", kind="oil", cost=10_000)
    book = cashbook.book(machine, year_span(2024), Person.objects.all())
    assert (book.before, book.money_in, book.money_out, book.balance) == (
        *(30_000, 100_000, 55_000, 75_000),
    )
    assert [row["balance"] for row in book.rows] == [
        "Rp130.000",
        "Rp125.000",
        "Rp85.000",
        "Rp75.000",
    ]
    html = page(cast.viewer, f"{address('cashbook_detail', machine.code)}?span=2024")
    assert "Rp75.000" in html
    assert "Perawatan" in html
    assert cast.person.name in html


def test_the_cash_book_is_printed_and_written_down(cast: Cast, machine: Equipment) -> None:
    abroad = MemberFactory(group=cast.group, name="Tukinem Abroad")
    PlacementFactory(person=abroad, status="abroad", returned=None)
    for person in (cast.person, abroad):
        UseLogFactory(equipment=machine, person=person, used_on="2024-03-01", fee=25_000)
    url = address("cashbook_paper", machine.code)
    text = paper_text(signed_in(cast.secretary).post(url, {"span": "2024"}))
    assert cast.person.name in text
    assert "Rp50.000" in text
    assert "Tukinem" not in text  # of who is abroad a secretary's paper holds no name
    assert "Tukinem" in paper_text(signed_in(cast.officer).post(url, {"span": "2024"}))
    log = ExportLog.objects.filter(user=cast.secretary).get()
    assert (log.what, log.rows, log.area) == ("aid.cash_book", 2, cast.group.village_id)


def test_a_blank_form_names_the_machine_and_nobody(cast: Cast, machine: Equipment) -> None:
    answer = signed_in(cast.secretary).get(address("use_form", machine.code))
    text = paper_text(answer)
    assert machine.serial in text
    assert cast.person.name not in text
    assert len(PdfReader(BytesIO(answer.content)).pages) == 1
