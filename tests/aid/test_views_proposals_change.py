"""A proposal is written, changed and withdrawn; its letter is kept."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aid.models import Proposal, ProposalLine
from members.models import Group
from tests.aid.factories import GoodsKindFactory, ProposalLineFactory
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import GroupFactory

ADD = "/aid/proposals/add/"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def line(cast: Cast) -> ProposalLine:
    """What the cast's group asks for, waiting for a visit."""
    return ProposalLineFactory(proposal__group=cast.group, kind__name="Mesin gulut", quantity=2)


def typed(**values: str) -> dict[str, object]:
    kind = values.pop("kind", None) or GoodsKindFactory().key
    first = {"kind_1": kind, "quantity_1": "1"}
    return {"proposed_on": "2023-01-16", "proposed_by": "group"} | first | values


def test_proposal_create_keeps_several_lines_and_the_letter(cast: Cast) -> None:
    first, second = GoodsKindFactory(), GoodsKindFactory()
    data = typed(
        kind=first.key,
        quantity_1="2",
        detail_1="6 PK",
        kind_3=second.key,
        quantity_3="12,5",
        purpose="Lahan cabai 4 ha",
    )
    assert signed_in(cast.viewer).post(ADD, data).status_code == 403
    data["group"] = cast.group.code
    data["upload"] = SimpleUploadedFile("surat.pdf", PDF)
    response = signed_in(cast.secretary).post(ADD, data)
    assert response.status_code == 302
    proposal = Proposal.objects.get()
    assert response.url == proposal.get_absolute_url()
    assert proposal.group == cast.group
    assert [(line.kind, line.quantity) for line in proposal.lines.all()] == [
        (first, 2),
        (second, 12.5),
    ]
    scan = f"{proposal.get_absolute_url()}scan/"
    assert b"".join(signed_in(cast.officer).get(scan).streaming_content) == PDF
    assert signed_in(cast.viewer).get(scan).status_code == 403
    assert signed_in(cast.other_secretary).get(scan).status_code == 404
    html = page(cast.viewer, proposal.get_absolute_url())
    assert "12,5 unit" in html
    assert "dirahasiakan" in html


def test_a_secretary_is_not_asked_for_her_group(cast: Cast) -> None:
    form = signed_in(cast.secretary).get(ADD).context["form"]
    assert form["group"].is_hidden
    assert form["group"].value() == cast.group.code
    GroupFactory()
    form = signed_in(cast.officer).get(f"{ADD}?group={cast.group.code}").context["form"]
    assert not form["group"].is_hidden
    assert form["group"].value() == cast.group.code


@pytest.mark.parametrize(
    ("field", "value", "at"),
    [
        ("kind_1", "", "kind_1"),
        ("kind_1", "bukanbarang", "kind_1"),
        ("quantity_1", "0", "quantity_1"),
        ("quantity_1", "-3", "quantity_1"),
        ("quantity_2", "3", "kind_2"),
        ("quantity_1", "", "quantity_1"),
        ("proposed_on", "2090-01-01", "proposed_on"),
        ("proposed_on", "1850", "proposed_on"),
        ("upload", b"<html><script>alert(1)</script>", "upload"),
        ("upload", b"%PDF-1.7 half", "upload"),
    ],
)
def test_proposal_create_answers_bad_input_in_a_sentence(
    cast: Cast, field: str, value: str | bytes, at: str
) -> None:
    data = typed(group=cast.group.code, purpose="Lahan cabai")
    data[field] = SimpleUploadedFile("surat.pdf", value) if isinstance(value, bytes) else value
    response = signed_in(cast.secretary).post(ADD, data)
    assert list(errors(response)) == [at]
    assert "Lahan cabai" in response.content.decode()
    assert not Proposal.objects.exists()


def test_a_foreign_or_dissolved_group_proposes_nothing(cast: Cast) -> None:
    gone = GroupFactory(state="dissolved", state_since="2022", state_reason="Bubar")
    for group in (cast.other_group, gone):
        response = signed_in(cast.officer).post(ADD, typed(group=group.code))
        assert list(errors(response)) == ["group"]
    assert not Proposal.objects.exists()


def test_a_group_that_is_dissolved_meanwhile_proposes_nothing(
    cast: Cast, line: ProposalLine
) -> None:
    cast.person.memberships.all().delete()
    Group.objects.filter(pk=cast.group.pk).update(
        state="dissolved", state_since="2024", state_reason="Bubar"
    )
    url = f"{line.proposal.get_absolute_url()}edit/"
    assert signed_in(cast.officer).post(url, typed()).status_code == 302
    assert ProposalLine.objects.count() == 1
    assert "Ubah" not in page(cast.officer, line.proposal.get_absolute_url()).split("<footer")[0]


def test_proposal_update_changes_what_no_office_has_decided(cast: Cast, line: ProposalLine) -> None:
    url = f"{line.proposal.get_absolute_url()}edit/"
    kind = GoodsKindFactory(name="Pompa uji")
    data = typed(kind=line.kind.key, quantity_1="3", kind_2=kind.key, quantity_2="1")
    assert signed_in(cast.other_officer).post(url, data).status_code == 404
    assert signed_in(cast.secretary).post(url, data).status_code == 302
    assert [(row.kind_id, row.quantity) for row in line.proposal.lines.all()] == [
        (line.kind_id, 3),
        (kind.pk, 1),
    ]
    ProposalLine.objects.filter(pk=line.pk).update(state="rejected", state_reason="Sudah punya")
    response = signed_in(cast.secretary).post(url, data | {"quantity_1": "5"}, follow=True)
    assert "tidak dapat diubah lagi" in response.content.decode()
    line.refresh_from_db()
    assert line.quantity == 3


def test_goods_that_somebody_else_changed_are_compared_first(
    cast: Cast, line: ProposalLine
) -> None:
    url = f"{line.proposal.get_absolute_url()}edit/"
    client = signed_in(cast.secretary)
    seen = client.get(url).context["form"]["seen_lines"].value()
    ProposalLine.objects.filter(pk=line.pk).update(quantity=7)
    data = typed(kind=line.kind.key, quantity_1="3", seen_lines=seen)
    response = client.post(url, data)
    assert "7 unit" in str(errors(response)["__all__"])
    data["seen_lines"] = response.context["form"]["seen_lines"].value()
    assert client.post(url, data).status_code == 302
    line.refresh_from_db()
    assert line.quantity == 3


def test_proposal_withdraw_takes_back_some_lines_with_a_reason(
    cast: Cast, line: ProposalLine
) -> None:
    second = ProposalLineFactory(proposal=line.proposal)
    url = f"{line.proposal.get_absolute_url()}withdraw/"
    client = signed_in(cast.secretary)
    assert list(errors(client.post(url, {"lines": ["1"]}))) == ["reason"]
    data = {"lines": ["1"], "reason": "Sudah dibeli sendiri"}
    assert signed_in(cast.other_secretary).post(url, data).status_code == 404
    assert client.post(url, data).status_code == 302
    line.refresh_from_db()
    second.refresh_from_db()
    assert (line.state, line.state_reason) == ("cancelled", "Sudah dibeli sendiri")
    assert second.state == "proposed"
    assert list(errors(client.post(url, data))) == ["lines"]
    assert client.post(url, data | {"lines": ["2"]}).status_code == 302
    assert client.get(url).status_code == 302


def test_the_history_tells_proposal_lines_and_visits(cast: Cast) -> None:
    client = signed_in(cast.secretary)
    client.post(ADD, typed(kind=GoodsKindFactory(name="Pompa uji").key, group=cast.group.code))
    proposal = Proposal.objects.get()
    data = {"lines": ["1"], "reason": "Sudah dibeli sendiri"}
    client.post(f"{proposal.get_absolute_url()}withdraw/", data)
    html = page(cast.officer, f"{proposal.get_absolute_url()}history/")
    assert "mengusulkan bantuan: Pompa uji" in html
    assert "Sudah dibeli sendiri" in html
    assert "mengusulkan bantuan" in page(cast.officer, f"/groups/{cast.group.code}/history/")
