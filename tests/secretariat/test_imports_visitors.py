"""The import of an old visitor's book: the sample row by row, and what is sealed of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from accounts.roles import Role
from core.imports.engine import read_file, review
from secretariat.imports.visitors import VisitorBook
from secretariat.models import Referral, SealedCase, Service
from secretariat.sealed_content import opened
from tests.acts import acting
from tests.cast import Cast
from tests.factories import InstitutionFactory, make_user, region

DATA = Path(__file__).resolve().parents[1] / "data"
BOOK = DATA / "visitors_2023.csv"
EXPECTED = json.loads((DATA / "visitors_2023.csv.expected.json").read_text())
FIRST_LINE = 2


def preview_of(user: Any, group: Any, data: bytes = BOOK.read_bytes()) -> tuple[Any, Any]:
    spec = VisitorBook(user=user, group=group)
    preview = read_file(spec, data, "buku_tamu.csv")
    review(spec, preview)
    return spec, preview


def facts_of(spec: VisitorBook, row: Any) -> dict[str, Any]:
    """A row in the words of the expectations."""
    visit = spec.visits[row.sheet, row.number]
    topic = "modal" if visit.topic.name == "Modal dan KUR" else visit.topic.name.lower()
    referred = f", referred to {visit.office.name}" if visit.office else ""
    state = f"closed{referred}" if visit.is_closed else "open, to be reviewed"
    return {
        "row": row.number,
        "date": visit.day.isoformat(),
        "visitor": visit.name,
        "topic": topic,
        "sealed": visit.is_sealed,
        "state": state,
    }


@pytest.fixture
def second(cast: Cast) -> Any:
    return make_user("petugas_kedua", Role.OFFICER, region=region("18.01"))


@pytest.mark.django_db
def test_the_sample_is_read_as_expected(cast: Cast, second: Any) -> None:
    InstitutionFactory(name="BP3MI", kind="bp3mi", region=region("18"))
    spec, preview = preview_of(cast.secretary, cast.group)
    assert [facts_of(spec, row) for row in preview.rows] == EXPECTED
    assert not preview.refused


@pytest.mark.django_db
def test_what_is_sealed_is_written_sealed_and_nothing_twice(cast: Cast, second: Any) -> None:
    InstitutionFactory(name="BP3MI", kind="bp3mi", region=region("18"))
    spec, preview = preview_of(cast.secretary, cast.group)
    spec.write(preview.accepted)
    sealed = [row for row in EXPECTED if row["sealed"]]
    assert SealedCase.objects.read_by(cast.secretary).count() == len(sealed)
    assert Service.objects.count() == len(EXPECTED) - len(sealed)
    referred = [row for row in EXPECTED if "BP3MI" in row["state"] and not row["sealed"]]
    assert Referral.objects.count() == len(referred)
    for service in Service.objects.all():
        assert "HP" not in service.question
        assert service.phone == ""
    names = {opened(case).asker_name for case in SealedCase.objects.all()}
    assert names == {row["visitor"] for row in sealed}
    assert not SealedCase.objects.read_by(cast.other_officer).exists()
    again, repeated = preview_of(cast.secretary, cast.group)
    again.write(repeated.accepted)
    assert (Service.objects.count(), SealedCase.objects.count()) == (
        len(EXPECTED) - len(sealed),
        len(sealed),
    )


@pytest.mark.django_db
def test_wrong_rows_are_refused_with_a_sentence(cast: Cast, second: Any) -> None:
    data = (
        "Tgl;Nama Tamu;Keperluan\n;Painem;KUR\n3/2023;Painem;KUR\n32/1/2023;Painem;KUR\n"
        "3/3/2023;;KUR\n3/3/2023;Painem;\n3/3/2023;Painem;KUR\n3/3/2023;Painem;KUR\n"
    )
    _spec, preview = preview_of(cast.secretary, cast.group, data.encode())
    assert [row.is_refused for row in preview.rows] == [True] * 5 + [False, True]
    assert all(row.problems for row in preview.refused)


@pytest.mark.django_db
def test_nothing_is_sealed_where_nobody_could_read_it(cast: Cast) -> None:
    cast.other_officer.assignments.update(expires_on="2020-01-01")
    _spec, preview = preview_of(cast.secretary, cast.group)
    refused = {row.number for row in preview.refused}
    assert refused == {row["row"] for row in EXPECTED if row["sealed"]}


@pytest.mark.django_db
def test_a_book_is_taken_back_but_for_what_is_sealed(cast: Cast, second: Any, client: Any) -> None:
    InstitutionFactory(name="BP3MI", kind="bp3mi", region=region("18"))
    spec, preview = preview_of(cast.secretary, cast.group)
    with acting(cast.secretary, "secretariat.import_service") as code:
        spec.write(preview.accepted)
    client.force_login(cast.secretary)
    client.post(f"/receipts/{code}/undo/")
    assert not Service.objects.exists()
    assert SealedCase.objects.count() == sum(row["sealed"] for row in EXPECTED)
