"""What somebody typed is shown as it was typed, and is never run."""

from __future__ import annotations

import pytest
from django.apps import apps

from tests.cast import Cast
from tests.contracts.places import Place
from tests.contracts.side_pages import client_of, shown

pytestmark = pytest.mark.one_server

MARKUP = "<img src=x onerror=alert(1)>{{ 7|add:7 }}{% now 'Y' %}"
TYPED = {
    "members.Person": "name nickname hamlet birth_place",
    "members.Group": "name address commodities state_reason",
    "members.Decree": "number issuer",
    "members.Relative": "name source end_reason",
    "members.Placement": "occupation sector agency employer",
    "members.Membership": "leave_note",
    "members.TransferRequest": "note answer_reason",
    "aid.Proposal": "proposer number purpose",
    "aid.ProposalLine": "detail state_reason order_reason",
    "aid.Verification": "verifier verifier_position findings operator workshop against_reason",
    "aid.AidDecree": "number issuer title",
    "accounts.User": "name",
    "secretariat.Visit": "place purpose findings summary",
    "secretariat.VisitOfficer": "name",
    "secretariat.VisitFollowUp": "what done_note",
    "secretariat.Meeting": "place agenda leader note_taker text guests",
}


@pytest.mark.parametrize("role", ["officer", "secretary", "administrator"])
def test_what_somebody_typed_is_shown_and_never_run(cast: Cast, own: Place, role: str) -> None:
    for name, fields in TYPED.items():
        for number, row in enumerate(apps.get_model(name).objects.all()):
            typed = dict.fromkeys(fields.split(), f"{MARKUP}{number}")
            dated = {"source_date": "2024-01-31"} if "source" in typed else {}
            type(row).objects.filter(pk=row.pk).update(**typed, **dated)
    texts = shown(client_of(cast.insiders[role]), own)
    assert sum("&lt;img src=x" in text for text in texts.values()) >= 10
    for url, text in texts.items():
        assert "<img src=x" not in text, url
        assert "14{%" not in text, url
