"""Visits: the three questions, what they say of each line, photos, the signed form."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from aid.models import Proposal, ProposalLine, Verification
from tests.aid.factories import ProposalLineFactory, VerificationFactory, VisitPhotoFactory
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.pictures import picture, upload


@pytest.fixture
def proposal(cast: Cast) -> Proposal:
    line = ProposalLineFactory(proposal__group=cast.group, kind__name="Mesin gulut")
    ProposalLineFactory(proposal=line.proposal)
    return line.proposal


def typed(**values: Any) -> dict[str, Any]:
    answers = dict.fromkeys(("fits_land", "can_run", "can_repair"), "fits")
    said = {"line_1": "verified", "line_2": "leave"}
    return {"visited_on": "2023-02-20", "verifier": "Slamet Riyadi"} | answers | said | values


def visit_of(proposal: Proposal) -> str:
    return f"{proposal.get_absolute_url()}visit/"


def states(proposal: Proposal) -> list[str]:
    return list(proposal.lines.order_by("pk").values_list("state", flat=True))


def test_proposal_verify_decides_each_line(cast: Cast, proposal: Proposal) -> None:
    data = typed(
        line_2="rejected",
        reason_2="Sudah punya",
        findings="Lahan datar",
        photos=[upload(picture(colour="peru")), upload()],
        upload=SimpleUploadedFile("formulir.jpg", picture()),
    )
    url = visit_of(proposal)
    assert signed_in(cast.secretary).post(url, typed()).status_code == 403
    assert signed_in(cast.other_officer).post(url, typed()).status_code == 404
    assert signed_in(cast.officer).post(url, data).status_code == 302
    visit = Verification.objects.get()
    assert [visit.findings, visit.photos.count()] == ["Lahan datar", 2]
    assert visit.scan is not None
    assert states(proposal) == ["verified", "rejected"]
    assert proposal.lines.get(state="rejected").state_reason == "Sudah punya"
    html = page(cast.secretary, proposal.get_absolute_url())
    assert "Cocok" in html
    assert "Sudah punya" in html
    assert "dirahasiakan" in page(cast.viewer, proposal.get_absolute_url())
    photo = f"/aid/visits/{visit.code}/photos/2/full/"
    assert b"".join(signed_in(cast.viewer).get(photo).streaming_content)[:2] == b"\xff\xd8"
    assert signed_in(cast.viewer).get(photo.replace("2/full", "3/full")).status_code == 404
    assert signed_in(cast.other_officer).get(photo).status_code == 404
    assert signed_in(cast.viewer).get(f"/aid/visits/{visit.code}/scan/").status_code == 403


def test_a_visit_may_leave_lines_open(cast: Cast, proposal: Proposal) -> None:
    client = signed_in(cast.officer)
    assert client.post(visit_of(proposal), typed()).status_code == 302
    assert states(proposal) == ["verified", "proposed"]
    assert list(client.get(visit_of(proposal)).context["form"].lines) == [
        proposal.lines.get(state="proposed")
    ]
    again = {k: v for k, v in typed(line_2="verified").items() if k != "line_1"}
    assert client.post(visit_of(proposal), again).status_code == 302
    assert states(proposal) == ["verified", "verified"]
    assert client.get(visit_of(proposal)).status_code == 302


@pytest.mark.parametrize("question", ["fits_land", "can_run", "can_repair"])
def test_approving_against_the_finding_needs_its_reason(
    cast: Cast, proposal: Proposal, question: str
) -> None:
    client, url = signed_in(cast.officer), visit_of(proposal)
    response = client.post(url, typed(**{question: "doubtful"}))
    assert list(errors(response)) == ["against_reason"]
    assert "mengapa tetap disetujui" in str(errors(response))
    assert states(proposal) == ["proposed", "proposed"]
    assert not Verification.objects.exists()
    data = typed(**{question: "doubtful", "against_reason": "Bengkel desa dibuka bulan depan"})
    assert client.post(url, data).status_code == 302
    assert "Bengkel desa dibuka bulan depan" in page(cast.secretary, proposal.get_absolute_url())


def test_what_does_not_fit_is_rejected_without_more(cast: Cast, proposal: Proposal) -> None:
    data = typed(fits_land="unsuitable", line_1="rejected", reason_1="Lahan terlalu miring")
    assert signed_in(cast.officer).post(visit_of(proposal), data).status_code == 302
    assert states(proposal) == ["rejected", "proposed"]


def test_a_visit_before_the_proposal_asks_why(cast: Cast, proposal: Proposal) -> None:
    client, url = signed_in(cast.officer), visit_of(proposal)
    assert client.get(url).context["form"]["order_reason"].is_hidden
    response = client.post(url, typed(visited_on="2022-12-01", findings="Lahan datar"))
    assert list(errors(response)) == ["visited_on"]
    assert "terbalik" in str(errors(response)["visited_on"])
    assert not response.context["form"]["order_reason"].is_hidden
    assert "Lahan datar" in response.content.decode()
    assert not Verification.objects.exists()
    data = typed(visited_on="2022-12-01", order_reason="Usulan tertulis menyusul")
    assert client.post(url, data).status_code == 302
    line = proposal.lines.get(state="verified")
    assert (line.is_reversed, line.order_reason) == (True, "Usulan tertulis menyusul")
    assert proposal.lines.get(state="proposed").order_reason == ""


def test_a_reason_that_is_not_needed_is_not_written(cast: Cast, proposal: Proposal) -> None:
    data = typed(order_reason="Usulan tertulis menyusul")
    assert signed_in(cast.officer).post(visit_of(proposal), data).status_code == 302
    assert not ProposalLine.objects.exclude(order_reason="").exists()


@pytest.mark.parametrize(
    ("field", "value", "at"),
    [
        ("verifier", "", "verifier"),
        ("fits_land", "", "fits_land"),
        ("can_run", "mungkin", "can_run"),
        ("visited_on", "2090", "visited_on"),
        ("line_1", "", "line_1"),
        ("line_2", "rejected", "reason_2"),
        ("photos", b"<html>", "photos"),
        ("upload", b"<html>", "upload"),
    ],
)
def test_proposal_verify_answers_bad_input_in_a_sentence(
    cast: Cast, proposal: Proposal, field: str, value: str | bytes, at: str
) -> None:
    is_file = isinstance(value, bytes)
    data = typed(**{field: SimpleUploadedFile("berkas.jpg", value) if is_file else value})
    response = signed_in(cast.officer).post(visit_of(proposal), data)
    assert list(errors(response)) == [at]
    assert not Verification.objects.exists()


def test_too_many_photos_are_refused(cast: Cast, proposal: Proposal) -> None:
    data = typed(photos=[upload(picture(8)) for _ in range(9)])
    assert list(errors(signed_in(cast.officer).post(visit_of(proposal), data))) == ["photos"]


def test_a_line_that_was_decided_meanwhile_is_said(cast: Cast, proposal: Proposal) -> None:
    first = proposal.lines.order_by("pk")[0]
    ProposalLine.objects.filter(pk=first.pk).update(state="rejected", state_reason="Sudah punya")
    response = signed_in(cast.officer).post(visit_of(proposal), typed())
    assert "petugas lain" in str(errors(response)["__all__"])
    assert not Verification.objects.exists()


def test_visit_update_corrects_and_adds(cast: Cast, proposal: Proposal) -> None:
    visit = VerificationFactory(proposal=proposal)
    VisitPhotoFactory(verification=visit)
    line = proposal.lines.order_by("pk")[0]
    ProposalLine.objects.filter(pk=line.pk).update(state="verified", verification=visit)
    url = f"/aid/visits/{visit.code}/"
    data = {"visited_on": "2023-02-25", "verifier": "Karto"}
    assert signed_in(cast.other_officer).post(url, data).status_code == 404
    client = signed_in(cast.officer)
    assert client.post(url, data | {"photos": [upload()]}).status_code == 302
    line.refresh_from_db()
    assert str(line.verified_on) == "2023-02-25"
    assert visit.photos.count() == 2
    data = {"visited_on": "2022-02-25", "verifier": "Karto"}
    response = client.post(url, data)
    assert list(errors(response)) == ["visited_on"]
    assert client.post(url, data | {"order_reason": "Salah tulis surat"}).status_code == 302
    line.refresh_from_db()
    assert line.order_reason == "Salah tulis surat"
