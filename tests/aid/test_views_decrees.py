"""Decrees: verified lines of many groups are ticked, with warnings beside them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aid import services
from aid.models import AidDecree, ProposalLine
from core.history import recording
from members.models import Group
from tests.aid.factories import (
    AidDecreeFactory,
    EquipmentFactory,
    HandoverFactory,
    HandoverLineFactory,
    ProposalLineFactory,
    VerificationFactory,
)
from tests.aid.pages import errors, page, signed_in
from tests.aid.use_factories import UseLogFactory
from tests.cast import Cast
from tests.factories import (
    DecreeFactory,
    GroupFactory,
    InstitutionFactory,
    MemberFactory,
    OfficeTermFactory,
)
from tests.queries import allowed, queries_of

LIST, ADD = "/aid/decrees/", "/aid/decrees/add/"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def verified(**values: Any) -> ProposalLine:
    line = ProposalLineFactory(**values)
    visit = VerificationFactory(proposal=line.proposal)
    ProposalLine.objects.filter(pk=line.pk).update(state="verified", verification=visit)
    line.refresh_from_db()
    return line


@pytest.fixture
def line(cast: Cast) -> ProposalLine:
    office = InstitutionFactory()
    type(cast.officer).objects.filter(pk=cast.officer.pk).update(institution=office)
    return verified(proposal__group=cast.group, quantity=3)


def key(line: ProposalLine, number: int = 1) -> str:
    return f"{line.proposal.code}-{number}"


def test_the_change_log_tells_the_paper_and_the_lines_that_the_reader_sees(
    cast: Cast, line: ProposalLine
) -> None:
    signed_in(cast.officer).post(ADD, typed(line))
    decree = AidDecree.objects.get()
    elsewhere = verified(proposal__group=cast.other_group)
    with recording(cast.admin, "aid.add_aiddecree"):
        services.decree(decree=decree, quantities={elsewhere.pk: 1}, order_reason="")
    with recording(cast.officer, "aid.change_aiddecree"):
        AidDecree.objects.filter(pk=decree.pk).update(issuer="Gubernur")
    address = f"{decree.get_absolute_url()}history/"
    assert address in page(cast.officer, decree.get_absolute_url())
    html = page(cast.officer, address)
    assert f"menetapkan bantuan: {line.kind}, {cast.group}" in html
    assert "mengubah diterbitkan oleh" in html
    assert str(elsewhere.kind) not in html
    assert f"{elsewhere.kind}, {cast.other_group}" in page(cast.admin, address)
    assert address not in page(cast.viewer, decree.get_absolute_url())
    refused = [(cast.viewer, 403), (cast.secretary, 403), (cast.other_officer, 404)]
    for user, status in refused:
        assert signed_in(user).get(address).status_code == status


def typed(*lines: ProposalLine, **values: Any) -> dict[str, Any]:
    paper = {"number": "188/9/2023", "date": "2023-04-10", "issuer": "Bupati"}
    return paper | {f"line_{key(line)}": "on" for line in lines} | values


def test_decree_create_decrees_lines_of_many_groups(cast: Cast, line: ProposalLine) -> None:
    second = verified(proposal__group=GroupFactory())
    left = verified(proposal__group=GroupFactory())
    data = typed(line, second, **{f"quantity_{key(line)}": "2"})
    data["upload"] = SimpleUploadedFile("sk.pdf", PDF)
    assert signed_in(cast.secretary).post(ADD, typed(line)).status_code == 403
    response = signed_in(cast.officer).post(ADD, data)
    decree = AidDecree.objects.get()
    assert response.url == decree.get_absolute_url()
    for each in (line, second, left):
        each.refresh_from_db()
    assert [each.state for each in (line, second, left)] == ["decreed", "decreed", "verified"]
    assert [line.decreed_quantity, second.decreed_quantity] == [2, 1]
    assert decree.office == type(cast.officer).objects.get(pk=cast.officer.pk).institution
    html = page(cast.viewer, decree.get_absolute_url())
    assert cast.group.name in html
    assert second.proposal.group.name in html
    assert "dirahasiakan" in html
    scan = f"{decree.get_absolute_url()}scan/"
    assert b"".join(signed_in(cast.officer).get(scan).streaming_content) == PDF
    for user, status in ((cast.viewer, 403), (cast.secretary, 403), (cast.other_officer, 404)):
        assert signed_in(user).get(scan).status_code == status
    assert signed_in(cast.other_officer).get(decree.get_absolute_url()).status_code == 404
    assert "Ditetapkan: 2 unit" in page(cast.secretary, line.proposal.get_absolute_url())


def test_warnings_stand_beside_a_line_and_do_not_block(cast: Cast, line: ProposalLine) -> None:
    html = page(cast.officer, ADD)
    warnings = ("SK pengukuhan", "SIMLUHTAN", "bendahara belum ada")
    assert all(word in html for word in warnings)
    assert "sudah punya" not in html
    piece = EquipmentFactory(group=cast.group, kind=line.kind)
    assert "sudah punya 1 alat jenis ini; 1 di antaranya" in page(cast.officer, ADD)
    UseLogFactory(equipment=piece)
    assert "di antaranya" not in page(cast.officer, ADD)
    EquipmentFactory(group=cast.group, kind=line.kind, state="in_repair")
    EquipmentFactory(group=cast.group)
    assert "sudah punya 2 alat jenis ini; 1 di antaranya" in page(cast.officer, ADD)
    DecreeFactory(group=cast.group)
    Group.objects.filter(pk=cast.group.pk).update(simluhtan_id="18.01.0001")
    for office in ("chair", "secretary", "treasurer"):
        member = MemberFactory(group=cast.group)
        OfficeTermFactory(membership=member.memberships.get(), office=office)
    html = page(cast.officer, ADD)
    assert not any(word in html for word in warnings)
    assert "sudah punya 2" in page(cast.officer, line.proposal.get_absolute_url())
    assert "sudah punya 2" not in page(cast.secretary, line.proposal.get_absolute_url())
    assert signed_in(cast.officer).post(ADD, typed(line)).status_code == 302


def test_a_decree_before_the_visit_asks_why(cast: Cast, line: ProposalLine) -> None:
    client = signed_in(cast.officer)
    assert client.get(ADD).context["form"]["order_reason"].is_hidden
    response = client.post(ADD, typed(line, date="2023-02-01", title="Penetapan"))
    assert list(errors(response)) == ["date"]
    form = response.context["form"]
    assert not form["order_reason"].is_hidden
    assert form["title"].value() == "Penetapan"
    assert form[f"line_{key(line)}"].value()
    assert not AidDecree.objects.exists()
    data = typed(line, date="2023-02-01", order_reason="SK terbit lebih dulu")
    assert client.post(ADD, data).status_code == 302
    line.refresh_from_db()
    assert (line.is_reversed, line.order_reason) == (True, "SK terbit lebih dulu")
    assert "SK terbit lebih dulu" in page(cast.viewer, AidDecree.objects.get().get_absolute_url())


@pytest.mark.parametrize(
    ("field", "value", "at"),
    [
        ("number", "", "number"),
        ("issuer", "", "issuer"),
        ("date", "2090-01-01", "date"),
        ("quantity", "4", "quantity"),
        ("quantity", "0", "quantity"),
        ("upload", b"<html>", "upload"),
    ],
)
def test_decree_create_answers_bad_input_in_a_sentence(
    cast: Cast, line: ProposalLine, field: str, value: str | bytes, at: str
) -> None:
    names = {"quantity": f"quantity_{key(line)}"}
    is_file = isinstance(value, bytes)
    data = typed(line)
    data[names.get(field, field)] = SimpleUploadedFile("sk.pdf", value) if is_file else value
    response = signed_in(cast.officer).post(ADD, data)
    assert list(errors(response)) == [names.get(at, at)]
    assert not AidDecree.objects.exists()


def test_foreign_and_decided_lines_are_not_decreed(cast: Cast, line: ProposalLine) -> None:
    foreign = verified(proposal__group=cast.other_group)
    asked = ProposalLineFactory(proposal__group=cast.group)
    said = set()
    for each in (foreign, asked):
        response = signed_in(cast.officer).post(ADD, typed(line, each))
        said.add(str(errors(response)["__all__"]))
    assert len(said) == 1
    assert cast.other_group.name not in page(cast.officer, ADD)
    assert list(errors(signed_in(cast.officer).post(ADD, typed()))) == ["__all__"]
    assert not AidDecree.objects.exists()


def test_a_decree_is_recorded_once(cast: Cast, line: ProposalLine) -> None:
    client = signed_in(cast.officer)
    client.post(ADD, typed(line))
    second = verified(proposal__group=cast.group)
    response = client.post(ADD, typed(second))
    assert "sudah tercatat" in str(errors(response))
    second.refresh_from_db()
    assert second.state == "verified"
    url = f"{AidDecree.objects.get().get_absolute_url()}lines/"
    assert client.post(url, typed(second)).status_code == 302
    second.refresh_from_db()
    assert second.decree == AidDecree.objects.get()


def test_who_has_no_office_says_for_which(cast: Cast, line: ProposalLine) -> None:
    type(cast.officer).objects.filter(pk=cast.officer.pk).update(institution=None)
    other = InstitutionFactory(region_id=cast.other_group.village_id[:5])
    client = signed_in(cast.officer)
    for code in ("", other.code):
        assert list(errors(client.post(ADD, typed(line, office=code)))) == ["office"]
    office = InstitutionFactory()
    assert client.post(ADD, typed(line, office=office.code)).status_code == 302
    assert AidDecree.objects.get().office == office


def test_decree_update_moves_the_lines_date(cast: Cast, line: ProposalLine) -> None:
    client = signed_in(cast.officer)
    client.post(ADD, typed(line))
    decree = AidDecree.objects.get()
    url = f"{decree.get_absolute_url()}edit/"
    assert signed_in(cast.other_officer).post(url, typed()).status_code == 404
    assert client.post(url, typed(date="2023-04-12", number="188/10/2023")).status_code == 302
    line.refresh_from_db()
    assert str(line.decreed_on) == "2023-04-12"
    response = client.post(url, typed(date="2022-04-12"))
    assert list(errors(response)) == ["date"]
    data = typed(date="2022-04-12", order_reason="Salah tulis tahun di surat")
    assert client.post(url, data).status_code == 302
    line.refresh_from_db()
    assert line.order_reason == "Salah tulis tahun di surat"


def test_decree_update_stays_before_the_handover(cast: Cast, line: ProposalLine) -> None:
    client = signed_in(cast.officer)
    client.post(ADD, typed(line))
    HandoverLineFactory(
        handover=HandoverFactory(group=cast.group, handed_on="2023-05-31"),
        proposal_line=line,
        kind=line.kind,
    )
    url = f"{AidDecree.objects.get().get_absolute_url()}edit/"
    response = client.post(url, typed(date="2023-06-10"))
    assert "sudah diserahkan" in str(errors(response)["date"])
    assert response.context["form"]["order_reason"].is_hidden


def test_decree_list_shows_each_role_its_own(cast: Cast) -> None:
    decree = AidDecreeFactory(office=InstitutionFactory(), title="Penetapan alsintan")
    for user in (cast.officer, cast.viewer, cast.admin):
        assert decree.number in page(user, f"{LIST}?q=alsintan&year=2023")
    assert decree.number not in page(cast.other_officer, LIST)
    assert signed_in(cast.secretary).get(LIST).status_code == 403
    assert "Tidak ada SK yang cocok" in page(cast.officer, f"{LIST}?q=pupuk")
    assert "SK penetapan" not in page(cast.secretary, "/aid/")


def test_decree_pages_cost_the_same_for_one_row_and_many(
    cast: Cast, client: Client, line: ProposalLine
) -> None:
    client.force_login(cast.officer)
    decree = AidDecreeFactory(office=InstitutionFactory())
    ProposalLineFactory(proposal__group=cast.group, decreed=True, decree=decree)
    pages = (LIST, ADD, decree.get_absolute_url())
    one = [queries_of(client, url) for url in pages]
    for _ in range(8):
        verified(proposal__group=GroupFactory())
        ProposalLineFactory(proposal__group=GroupFactory(), decreed=True, decree=decree)
        AidDecreeFactory(office=decree.office)
    assert [queries_of(client, url) for url in pages] == one
    assert one[0] == allowed(f"officer {LIST}")
