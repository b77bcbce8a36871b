"""What the public page tells of a handover: no person, no value."""

from __future__ import annotations

import pytest
from django.test import Client

from aid.models import Handover
from aid.verification import find
from tests.aid.factories import HandoverFactory, HandoverLineFactory
from tests.aid.test_services_handovers import cancel, issue, own

pytestmark = pytest.mark.django_db


def issued() -> Handover:
    draft = own()
    HandoverLineFactory(handover=draft, brand="Yanmar", serials="LS20232395", unit_price=18_500_000)
    return issue(draft)


def test_a_paper_is_shown_without_names_and_values(client: Client) -> None:
    paper = issued()
    page = client.get(f"/verify/{paper.verify_code}/").content.decode()
    for words in ("001/BAST/V/2023", "31 Mei 2023", paper.giver.name, paper.group.name, "Yanmar"):
        assert words in page, words
    assert "Sah" in page
    for secret in ("Marsinah", "Harun", "18.500.000", "LS20232395", paper.code, paper.group.code):
        assert secret not in page, secret


def test_a_cancelled_paper_is_shown_as_such(client: Client) -> None:
    paper = issued()
    cancel(paper, reason="Salah kelompok Marsinah")
    page = client.get(f"/verify/{paper.verify_code}/").content.decode()
    assert "Dibatalkan" in page
    assert "tidak berlaku lagi" in page
    assert "Marsinah" not in page


def test_drafts_and_other_offices_papers_have_no_public_page() -> None:
    own()
    other = HandoverFactory()
    HandoverLineFactory(handover=other)
    issue(other)
    assert find("") is None
    assert find(other.code) is None
