"""Proposals: the list, one of them, how a line ends."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from aid.models import ProposalLine
from tests.aid.factories import (
    AidDecreeFactory,
    HandoverFactory,
    HandoverLineFactory,
    ProposalLineFactory,
    VerificationFactory,
)
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import AssignmentFactory, GroupFactory
from tests.queries import allowed, queries_of

LIST, ADD = "/aid/", "/aid/proposals/add/"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def line(cast: Cast) -> ProposalLine:
    """What the cast's group asks for, waiting for a visit."""
    return ProposalLineFactory(proposal__group=cast.group, kind__name="Mesin gulut", quantity=2)


def rows(user: object, address: str = LIST) -> list[str]:
    return re.findall(r'<a class="row-link name" href="[^"]+">([^<]+)</a>', page(user, address))


def test_proposal_list_shows_each_role_its_own(cast: Cast, line: ProposalLine) -> None:
    ProposalLineFactory(proposal__group=cast.other_group)
    for user in (cast.officer, cast.secretary):
        assert rows(user) == [cast.group.name]
    assert len(rows(cast.viewer)) == 2
    assert [rows(user) for user in cast.strangers] == [[cast.other_group.name]] * 2


def test_proposal_list_is_narrowed(cast: Cast, line: ProposalLine) -> None:
    other = ProposalLineFactory(
        proposal__group=GroupFactory(name="KWT Mawar"),
        proposal__proposed_on="2021-03-01",
        proposal__number="17/KWT/2021",
        decreed=True,
        verification__visited_on="2021-04-01",
    )
    assert rows(cast.officer) == [cast.group.name, "KWT Mawar"]
    assert rows(cast.officer, f"{LIST}?sort=old")[0] == "KWT Mawar"
    for query, found in {
        "state=decreed": "KWT Mawar",
        "state=proposed": cast.group.name,
        "year=2021": "KWT Mawar",
        f"group={cast.group.code}": cast.group.name,
        "q=mawar": "KWT Mawar",
        "q=mesin+gulut": cast.group.name,
        "q=17%2FKWT": "KWT Mawar",
        f"q={other.proposal.code}": "KWT Mawar",
    }.items():
        assert rows(cast.officer, f"{LIST}?{query}") == [found], query
    assert len(rows(cast.officer, f"{LIST}?state=open")) == 2
    assert "Tidak ada usulan yang cocok" in page(cast.officer, f"{LIST}?state=rejected")
    assert "tidak dikenal" in page(cast.officer, f"{LIST}?state=x&year=1")


def test_an_empty_list_says_what_to_do(cast: Cast) -> None:
    assert ADD in page(cast.secretary, LIST)
    assert "Usulkan bantuan" not in page(cast.viewer, LIST)


@pytest.mark.parametrize("role", ["officer", "secretary", "viewer"])
def test_proposal_list_costs_the_same_for_one_row_and_fifty(
    cast: Cast, client: Client, role: str
) -> None:
    client.force_login(getattr(cast, role))
    ProposalLineFactory(proposal__group=cast.group)
    one = queries_of(client, LIST)
    for _ in range(30):
        ProposalLineFactory(proposal__group=cast.group)
    assert queries_of(client, LIST) == one == allowed(f"{role} {LIST}")


@pytest.mark.parametrize(
    ("state", "to", "status"),
    [
        ("proposed", "rejected", 302),
        ("verified", "cancelled", 302),
        ("decreed", "cancelled", 302),
        ("decreed", "rejected", 200),
    ],
)
def test_proposal_line_end_follows_the_table(
    cast: Cast, line: ProposalLine, state: str, to: str, status: int
) -> None:
    bring(line, state)
    url = f"{line.proposal.get_absolute_url()}lines/1/end/"
    data = {"state": to, "reason": "Anggaran tidak cukup"}
    assert signed_in(cast.secretary).post(url, data).status_code == 403
    assert signed_in(cast.other_officer).post(url, data).status_code == 404
    assert signed_in(cast.officer).post(url, data).status_code == status
    line.refresh_from_db()
    assert (line.state == to) == (status == 302)
    if status == 302:
        assert "Anggaran tidak cukup" in page(cast.secretary, line.proposal.get_absolute_url())
        assert signed_in(cast.officer).get(url).status_code == 302
    assert signed_in(cast.officer).get(url.replace("lines/1/", "lines/2/")).status_code == 404


def bring(line: ProposalLine, state: str) -> None:
    """Lead a line on to a state, by its papers."""
    changes: dict[str, object] = {"state": "verified"}
    if state != "proposed":
        changes["verification"] = VerificationFactory(proposal=line.proposal)
        ProposalLine.objects.filter(pk=line.pk).update(**changes)
    if state in ("decreed", "handed_over"):
        ProposalLine.objects.filter(pk=line.pk).update(
            state="decreed", decree=AidDecreeFactory(), decreed_quantity=line.quantity
        )
    if state == "handed_over":
        ProposalLine.objects.filter(pk=line.pk).update(state="handed_over")
    line.refresh_from_db()


def test_a_line_that_went_on_meanwhile_is_not_ended_unseen(cast: Cast, line: ProposalLine) -> None:
    url = f"{line.proposal.get_absolute_url()}lines/1/end/"
    bring(line, "verified")
    data = {"state": "rejected", "reason": "Tidak layak", "seen_state": "proposed"}
    response = signed_in(cast.officer).post(url, data)
    assert "petugas lain" in str(errors(response)["__all__"])
    data["seen_state"] = response.context["form"]["seen_state"].value()
    assert signed_in(cast.officer).post(url, data).status_code == 302


def test_the_page_tells_where_each_line_stands(cast: Cast, line: ProposalLine) -> None:
    bring(line, "decreed")
    paper = HandoverFactory(group=cast.group, giver_number="12/BAST/2023")
    HandoverLineFactory(handover=paper, proposal_line=line, kind=line.kind)
    for user in (cast.officer, cast.secretary, cast.viewer):
        html = page(user, line.proposal.get_absolute_url())
        assert "Mesin gulut, 2 unit" in html
        assert "Ditetapkan" in html
        assert line.decree.number in html
        assert "12/BAST/2023" in html
        assert "Slamet Riyadi, Penyuluh pertanian" in html
    assert f"/aid/decrees/{line.decree.code}/" not in page(
        cast.secretary, line.proposal.get_absolute_url()
    )


def test_reversed_dates_are_shown_with_their_reason(cast: Cast, line: ProposalLine) -> None:
    bring(line, "decreed")
    ProposalLine.objects.filter(pk=line.pk).update(order_reason="SK terbit menyusul")
    type(line.decree).objects.filter(pk=line.decree.pk).update(date="2022-12-01")
    html = page(cast.viewer, line.proposal.get_absolute_url())
    assert "urutan terbalik" in html
    assert "SK terbit menyusul" in html


@pytest.mark.parametrize("role", ["officer", "secretary", "viewer", "admin"])
def test_a_page_costs_the_same_for_any_number_of_lines(
    cast: Cast, client: Client, role: str, line: ProposalLine
) -> None:
    client.force_login(getattr(cast, role))
    bring(line, "verified")
    one = queries_of(client, line.proposal.get_absolute_url())
    for _ in range(5):
        bring(ProposalLineFactory(proposal=line.proposal), "verified")
    assert queries_of(client, line.proposal.get_absolute_url()) == one


def test_buttons_are_only_there_for_who_may(cast: Cast, line: ProposalLine) -> None:
    start, ways = line.proposal.get_absolute_url(), ("edit/", "visit/", "withdraw/", "lines/1/end/")
    shown = {
        user.username: {way for way in ways if f"{start}{way}" in page(user, start)}
        for user in (cast.officer, cast.secretary, cast.viewer, cast.admin)
    }
    assert shown == {
        "petugas_uji": {"edit/", "visit/", "withdraw/", "lines/1/end/"},
        "sekretaris_uji": {"edit/", "withdraw/"},
        "pemantau_uji": set(),
        "administrator_uji": {"edit/", "withdraw/"},
    }


def test_a_group_s_page_leads_to_its_proposals(cast: Cast, line: ProposalLine) -> None:
    AssignmentFactory(user=cast.secretary, role="secretary", group=GroupFactory())
    for user in (cast.officer, cast.secretary, cast.viewer):
        assert f"/aid/groups/{cast.group.code}/" in page(user, cast.group.get_absolute_url())
        response = signed_in(user).get(f"/aid/groups/{cast.group.code}/")
        assert rows(user, response.url) == [cast.group.name]
    assert signed_in(cast.other_officer).get(f"/aid/groups/{cast.group.code}/").status_code == 404
