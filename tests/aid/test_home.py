"""Home pages: what of aid waits, and each figure equals its list."""

from __future__ import annotations

from typing import Any

from tests.aid.factories import ProposalLineFactory, VerificationFactory
from tests.aid.pages import signed_in
from tests.cast import Cast


def tasks(user: Any, title: str) -> list[dict[str, Any]]:
    context = signed_in(user).get("/").context
    cards = [c.context for c in context["main"] if c.template == "components/_tasks.html"]
    return next((list(c["tasks"]) for c in cards if str(c["title"]) == title), [])


def fill(cast: Cast) -> None:
    both = ProposalLineFactory(proposal__group=cast.group)
    ProposalLineFactory(proposal=both.proposal)
    ProposalLineFactory(proposal=both.proposal, decreed=True)
    visited = VerificationFactory(proposal__group=cast.group)
    ProposalLineFactory(proposal=visited.proposal, verification=visited, state="verified")
    ended = ProposalLineFactory(proposal__group=cast.group, state="rejected", state_reason="x")
    ProposalLineFactory(proposal=ended.proposal, state="cancelled", state_reason="x")
    for _ in range(3):
        ProposalLineFactory(proposal__group=cast.group, decreed=True)
    ProposalLineFactory(proposal__group=cast.other_group)


def test_the_office_s_figures_equal_the_lists_that_they_open(cast: Cast) -> None:
    assert tasks(cast.officer, "Bantuan alat") == []
    fill(cast)
    client = signed_in(cast.officer)
    found = tasks(cast.officer, "Bantuan alat")
    assert [task["chip_label"] for task in found] == ["1", "1", "4"]
    for task in found:
        listed = client.get(task["url"]).context["page"].total
        assert str(listed) == task["chip_label"]
    for user in (cast.viewer, cast.admin, cast.secretary):
        assert tasks(user, "Bantuan alat") == []


def test_the_secretary_sees_her_group_s_open_proposals(cast: Cast) -> None:
    fill(cast)
    found = tasks(cast.secretary, "Usulan bantuan kami")
    assert len(found) == 4
    assert [task.get("chip_label") for task in found[:3]] == ["ditetapkan"] * 3
    listed = signed_in(cast.secretary).get(found[-1]["url"])
    assert listed.context["page"].total.value == 5
    assert len(tasks(cast.other_secretary, "Usulan bantuan kami")) == 1
    assert tasks(cast.officer, "Usulan bantuan kami") == []
