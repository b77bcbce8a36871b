"""Home pages: what of aid waits, and each figure equals its list."""

from __future__ import annotations

from typing import Any

import pytest

from aid import periods
from tests.aid.factories import (
    EquipmentFactory,
    FaultReportFactory,
    ProposalLineFactory,
    UpkeepFactory,
    VerificationFactory,
)
from tests.aid.pages import signed_in
from tests.aid.use_factories import BookingFactory, UseLogFactory, day, morning
from tests.cast import Cast
from tests.queries import allowed, queries_of


def tasks(user: Any, title: str) -> list[dict[str, Any]]:
    context = signed_in(user).get("/").context
    cards = [c.context for c in context["main"] if c.template == "components/_tasks.html"]
    return next((list(c["tasks"]) for c in cards if str(c["title"]) == title), [])


def test_the_pages_of_a_machine_stand_under_equipment_in_the_menu(cast: Cast) -> None:
    machine = EquipmentFactory(group=cast.group)
    rows = (BookingFactory(equipment=machine), UseLogFactory(equipment=machine))
    client = signed_in(cast.secretary)
    for url in (machine.get_absolute_url(), *(row.get_absolute_url() for row in rows)):
        menu = client.get(url).context["menu"]
        assert [item["url"] for item in menu if item["is_current"]] == ["/aid/equipment/"], url
    menu = client.get("/aid/").context["menu"]
    assert [item["url"] for item in menu if item["is_current"]] == ["/aid/"]


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


@pytest.mark.parametrize("name", ["officer", "secretary"])
def test_home_costs_the_same_with_equipment_on_every_card(cast: Cast, name: str) -> None:
    client = signed_in(getattr(cast, name))
    fill_machines(cast, 1)
    few = queries_of(client, "/")
    fill_machines(cast, 8)
    assert queries_of(client, "/") == few == allowed(f"{name} / with equipment")


def test_each_card_of_a_group_has_the_turns_that_are_its_own(cast: Cast) -> None:
    fill_machines(cast, 2)
    context = signed_in(cast.secretary).get("/").context
    cards = {str(c.context.get("title")): c.context for c in context["main"]}
    turns = [row["note"] for row in cards["Giliran alat"]["rows"]]
    assert sorted(cast.person.name in note for note in turns) == [False, False, True, True]
    called_off = cards["Giliran dibatalkan, karena alatnya sudah berakhir"]["tasks"]
    assert [task["note"].split(" · ")[1] for task in called_off] == ["rusak berat"] * 2
    over = cards["Tulis pemakaiannya"]["tasks"]
    assert [task["note"] for task in over] == [periods.briefly(morning(n)) for n in (-1, -2)]


def fill_machines(cast: Cast, number: int) -> None:
    """For each card about machines, and for the one about proposals, something to tell."""
    for each in range(number):
        machine = EquipmentFactory(group=cast.group)
        UpkeepFactory(equipment=machine, next_due=day(-1))
        UpkeepFactory(equipment=EquipmentFactory(group=cast.group), next_due=day(3))
        FaultReportFactory(equipment=machine)
        ended = EquipmentFactory(group=cast.group)
        reason = {"person": cast.person, "cancel_reason": "rusak berat"}
        BookingFactory(equipment=ended, state="cancelled", **reason)
        type(ended).objects.filter(pk=ended.pk).update(
            state="ended", end_kind="withdrawn", ended_on=day(0), end_reason="rusak berat"
        )
        BookingFactory(equipment=machine, person=cast.person)
        BookingFactory(equipment=machine, person=cast.person, period=morning(-1 - each))
        ProposalLineFactory(proposal__group=cast.group)
