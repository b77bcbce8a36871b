"""The list of handovers: whose rows, which filters, what it costs."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from accounts.models import User
from institutions.models import Institution
from tests.aid.factories import (
    GoodsKindFactory,
    HandoverFactory,
    HandoverLineFactory,
    WitnessFactory,
)
from tests.aid.test_services_handovers import issue
from tests.aid.test_views_handovers import LIST, office, own_draft
from tests.cast import Cast
from tests.members.pages import page, signed_in
from tests.queries import allowed, queries_of

__all__ = ["office"]  # a fixture


def names(user: User, address: str = LIST) -> list[str]:
    return re.findall(r'<a class="row-link[^"]*" href="[^"]+">([^<]+)</a>', page(user, address))


def test_handover_list_shows_each_role_its_own(cast: Cast, office: Institution) -> None:
    HandoverFactory(group=cast.group, giver_number="A/1")
    HandoverFactory(group=cast.other_group, giver_number="B/1")
    assert names(cast.officer) == names(cast.secretary) == ["A/1"]
    assert sorted(names(cast.viewer)) == ["A/1", "B/1"]
    assert names(cast.other_secretary) == ["B/1"]
    for query in ("q=B/1", f"group={cast.other_group.code}", "place=18.02"):
        assert "B/1" not in names(cast.officer, f"{LIST}?{query}")


def test_handover_list_is_narrowed(cast: Cast, office: Institution) -> None:
    issue(own_draft(cast, office, handed_on="2024-02-01"))
    HandoverFactory(group=cast.group, giver_number="027/1234/V.07/2023")
    number = "001/BAST/II/2024"
    for query, expected in {
        "whose=own": [number],
        "whose=other": ["027/1234/V.07/2023"],
        "state=issued": [number],
        "year=2023": ["027/1234/V.07/2023"],
        "q=1234": ["027/1234/V.07/2023"],
        "q=bast/ii": [number],
        "q=kenanga": [number, "027/1234/V.07/2023"],
        "scan=missing": [number],
        "scan=there": [],
        "sort=old": ["027/1234/V.07/2023", number],
        "year=1800": [number, "027/1234/V.07/2023"],
    }.items():
        assert names(cast.officer, f"{LIST}?{query}") == expected, query


@pytest.mark.parametrize("role", ["officer", "secretary", "viewer"])
def test_handover_list_costs_the_same_for_any_number(cast: Cast, role: str) -> None:
    client = Client()
    client.force_login(cast.insiders[role])
    kind = GoodsKindFactory()
    counts = []
    for number in (1, 49):
        for _n in range(number):
            HandoverLineFactory(handover=HandoverFactory(group=cast.group), kind=kind)
        counts.append(queries_of(client, LIST))
    assert counts[0] == counts[1] == allowed(f"{role} {LIST}")


def test_handover_detail_costs_the_same_for_any_number(cast: Cast, office: Institution) -> None:
    draft = own_draft(cast, office)
    counts = []
    for number in (1, 12):
        for _n in range(number):
            HandoverLineFactory(handover=draft)
            WitnessFactory(handover=draft)
        counts.append(queries_of(signed_in(cast.officer), draft.get_absolute_url()))
    assert counts[0] == counts[1] == allowed("officer /aid/handovers/CODE/")


def test_empty_lists_say_what_to_do(cast: Cast) -> None:
    assert "Catat barang yang diterima kelompok" in page(cast.officer, LIST)
    assert "Begitu dinas mencatat" in page(cast.secretary, LIST)
    assert "Tidak ada serah terima yang cocok" in page(cast.officer, f"{LIST}?q=xyz")
