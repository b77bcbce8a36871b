"""What stands on a draft, and what is attached to a paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aid.models import GoodsKind, Handover, HandoverLine
from core.models import ExportLog
from tests.aid.factories import (
    EquipmentFactory,
    GoodsKindFactory,
    HandoverFactory,
    HandoverLineFactory,
    ProposalFactory,
    ProposalLineFactory,
)
from tests.aid.test_services_handovers import issue
from tests.aid.test_views_handovers import url
from tests.cast import Cast
from tests.members.pages import file_of, page, signed_in
from tests.pictures import upload

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def draft(cast: Cast) -> Handover:
    return HandoverFactory(group=cast.group, giver_number="BAST/7/2023")


@pytest.fixture
def paper(cast: Cast, draft: Handover) -> Handover:
    """Another office's, issued."""
    HandoverLineFactory(handover=draft)
    return issue(draft)


def goods(kind: GoodsKind, **instead: Any) -> dict[str, Any]:
    return {"kind": kind.key, "quantity": "1", "condition": "good"} | instead


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("18.500.000", 18_500_000),
        ("Rp18.500.000", 18_500_000),
        ("Rp 18.500.000,00", 18_500_000),
        ("rp. 18 500 000", 18_500_000),
        ("18500000", 18_500_000),
        ("18,500,000", 18_500_000),
        ("1.000.000.000.000", 10**12),
        ("0", 0),
        ("", None),
    ],
)
def test_a_price_is_read_as_the_office_writes_it(
    cast: Cast, draft: Handover, text: str, amount: int | None
) -> None:
    data = goods(GoodsKindFactory(), unit_price=text)
    assert signed_in(cast.officer).post(url("line_create", draft), data).status_code == 302
    line = HandoverLine.objects.get()
    assert (line.unit_price, line.unit) == (amount, "unit")
    html = page(cast.officer, url("line_update", draft, line_code=line.code))
    assert amount is None or f'value="{amount:,}"'.replace(",", ".") in html


@pytest.mark.parametrize(
    ("instead", "field"),
    [
        ({"unit_price": "1.000.000.000.001"}, "unit_price"),
        ({"unit_price": "9" * 400}, "unit_price"),
        ({"unit_price": "18.50"}, "unit_price"),
        ({"unit_price": "-5"}, "unit_price"),
        ({"unit_price": "dua juta"}, "unit_price"),
        ({"quantity": "0"}, "quantity"),
        ({"quantity": "1,5"}, "quantity"),
        ({"quantity": "2", "refused_quantity": "3", "refused_reason": "x"}, "refused_quantity"),
        ({"quantity": "2", "refused_quantity": "1"}, "refused_reason"),
        ({"serials": "LS-1\nls 1"}, "serials"),
        ({"serials": "LS-1\nLS-2"}, "serials"),
        (
            {
                "quantity": "2",
                "refused_quantity": "1",
                "refused_reason": "x",
                "serials": "LS-1\nLS-2",
            },
            "serials",
        ),
        ({"serials": "S" * 61}, "serials"),
        ({"built": "1700"}, "built"),
        ({"kind": "tidakada"}, "kind"),
    ],
)
def test_wrong_goods_come_back_with_a_sentence(
    cast: Cast, draft: Handover, instead: dict[str, str], field: str
) -> None:
    data = goods(GoodsKindFactory(), brand="Yanmar") | instead
    answer = signed_in(cast.officer).post(url("line_create", draft), data)
    errors = answer.context["form"].errors
    assert field in errors or "__all__" in errors
    assert 'value="Yanmar"' in answer.content.decode()
    assert not HandoverLine.objects.exists()


def test_a_serial_that_lives_elsewhere_is_refused(cast: Cast, draft: Handover) -> None:
    there = EquipmentFactory(serial="LS-2023 2395")
    data = goods(there.kind, serials="ls20232395")
    answer = signed_in(cast.officer).post(url("line_create", draft), data)
    assert "sudah tercatat" in answer.context["form"].errors["serials"][0]


def test_consumables_may_be_counted_in_parts(cast: Cast, draft: Handover) -> None:
    seed = GoodsKindFactory(handling=GoodsKind.Handling.CONSUMABLE, unit="kg")
    signed_in(cast.officer).post(url("line_create", draft), goods(seed, quantity="12,5"))
    assert "12,5 kg" in page(cast.secretary, draft.get_absolute_url())


def test_of_a_decreed_line_the_kind_stays(cast: Cast, draft: Handover) -> None:
    asked = ProposalLineFactory(decreed=True, proposal=ProposalFactory(group=cast.group))
    line = HandoverLineFactory(handover=draft, proposal_line=asked, kind=asked.kind)
    change = url("line_update", draft, line_code=line.code)
    data = goods(GoodsKindFactory(), brand="Honda", seen_version=line.version)
    assert signed_in(cast.officer).post(change, data).status_code == 302
    line.refresh_from_db()
    assert (line.kind, line.brand) == (asked.kind, "Honda")
    foreign = HandoverLineFactory()
    assert (
        signed_in(cast.officer).get(url("line_update", draft, line_code=foreign.code)).status_code
        == 404
    )
    remove = url("line_remove", draft, line_code=line.code)
    assert signed_in(cast.officer).get(remove).status_code == 405
    assert signed_in(cast.officer).post(remove).status_code == 302
    assert not draft.lines.exists()


def test_any_number_of_witnesses_in_their_order(cast: Cast, draft: Handover) -> None:
    client, address = signed_in(cast.officer), url("witnesses", draft)
    first = {"name-0": "Sutarman", "position-0": "Kepala Desa", "nip-1": "", "name-2": "Endang"}
    answer = client.post(address, first | {"more": "1"})
    assert answer["Location"] == address
    form = client.get(address).context["form"]
    assert len(form.rows) == 5
    assert [row[0].value() for row in form.rows[:3]] == ["Sutarman", "Endang", ""]
    second = {f"name-{n}": f"Saksi {n}" for n in range(5)}
    client.post(address, second | {"nip-4": "19720202 199503 2 002", "name-1": ""})
    assert [(w.name, w.nip) for w in draft.witnesses.all()] == [
        ("Saksi 0", ""),
        ("Saksi 2", ""),
        ("Saksi 3", ""),
        ("Saksi 4", "197202021995032002"),
    ]
    for wrong, field in (
        ({"nip-0": "123", "name-0": "X"}, "nip-0"),
        ({"position-0": "Camat"}, "name-0"),
    ):
        assert client.post(address, wrong).context["form"].errors[field]
    assert draft.witnesses.count() == 4


def test_scan_and_agreement_are_added_after_issue(cast: Cast, paper: Handover) -> None:
    client = signed_in(cast.officer)
    for name, more in (
        ("scan", {}),
        ("agreement", {"agreement_number": "NPHD/1", "agreement_date": "2023-05-30"}),
    ):
        wrong = more | {"upload": SimpleUploadedFile("bast.pdf", b"<html>x</html>")}
        assert client.post(url(name, paper), wrong).context["form"].errors["upload"]
        data = more | {"upload": SimpleUploadedFile("bast.pdf", PDF)}
        assert client.post(url(name, paper), data).status_code == 302
        file = url(f"{name}_file", paper)
        answer = signed_in(cast.secretary).get(file)
        assert file_of(answer) == PDF
        assert answer["Content-Disposition"].startswith("attachment")
        # A signed paper may bear a NIK in handwriting.
        assert signed_in(cast.viewer).get(file).status_code == 403
        assert signed_in(cast.other_officer).get(file).status_code == 404
    assert "dirahasiakan" in page(cast.viewer, paper.get_absolute_url())


def test_another_offices_paper_says_who_recorded_it(cast: Cast, paper: Handover) -> None:
    html = page(cast.secretary, paper.get_absolute_url())
    assert f"dicatat oleh {paper.office.name}" in html
    assert "Diterbitkan" not in html


def test_photos_are_attached_shown_and_taken_off(cast: Cast, paper: Handover) -> None:
    client = signed_in(cast.officer)
    wrong = {"upload": SimpleUploadedFile("foto.jpg", b"<html>x</html>")}
    assert client.post(url("photo_create", paper), wrong).context["form"].errors["upload"]
    data = {"upload": upload(), "caption": "Mesin"}
    assert client.post(url("photo_create", paper), data).status_code == 302
    key = paper.photos.get().file.sha256[:16]
    html = page(cast.viewer, paper.get_absolute_url())
    for size in ("thumb", "full"):
        photo = url("photo", paper, key=key, size=size)
        assert photo in html
        assert file_of(signed_in(cast.viewer).get(photo)).startswith(b"\xff\xd8")
        assert signed_in(cast.other_officer).get(photo).status_code == 404
    for bad in ("a" * 16, key[:4], "x"):
        assert client.get(url("photo", paper, key=bad, size="full")).status_code == 404
    remove = url("photo_remove", paper, key=key)
    assert remove not in html
    assert client.post(remove).status_code == 302
    assert not paper.photos.exists()


def test_the_paper_is_taken_by_post_and_written_down(cast: Cast, paper: Handover) -> None:
    address = url("paper", paper, paper="record")
    assert signed_in(cast.secretary).get(address).status_code == 405
    answer = signed_in(cast.secretary).post(address)
    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Disposition"].startswith("attachment")
    assert ExportLog.objects.get().user == cast.secretary
    assert signed_in(cast.other_secretary).post(address).status_code == 404
    nothing = signed_in(cast.secretary).post(url("paper", paper, paper="photos"))
    assert nothing.status_code == 404
    assert signed_in(cast.secretary).post(url("paper", paper, paper="x")).status_code == 404
