"""aid.views.handovers: who cancels a paper, and its change log."""

from __future__ import annotations

import pytest

from accounts.models import User
from aid.models import Equipment, Handover
from institutions.models import Institution
from tests.aid.test_services_handovers import issue
from tests.aid.test_views_handovers import office, own_draft, province, typed, url
from tests.cast import Cast
from tests.members.pages import page, signed_in

__all__ = ["office", "province"]


@pytest.mark.parametrize("is_own", [True, False])
def test_an_officer_of_a_wider_region_does_not_cancel_what_the_office_issued(
    cast: Cast, office: Institution, province: User, is_own: bool
) -> None:
    draft = own_draft(cast, office)
    assert url("cancel", draft) in page(province, draft.get_absolute_url())
    Handover.objects.update(is_own=is_own)
    paper = issue(Handover.objects.get())
    html = page(province, paper.get_absolute_url())
    assert f"Hanya petugas {office} yang dapat membatalkan" in html
    # What the office signed it attaches itself; another's paper often lies with the province.
    refused = ("cancel", "scan", "agreement") if is_own else ("cancel",)
    client = signed_in(province)
    for name in ("cancel", "scan", "agreement"):
        assert (url(name, paper) in html) is (name not in refused), name
        typed = {"reason": "Salah kelompok", "agreement_number": "NPHD/1"}
        answers = [client.get(url(name, paper)), client.post(url(name, paper), typed, follow=True)]
        is_refused = f"Hanya petugas {office}" in answers[1].content.decode()
        assert (answers[0].status_code == 302, is_refused) == (name in refused,) * 2
    paper.refresh_from_db()
    assert (paper.state, paper.agreement_number) == ("issued", "")
    assert url("photo_create", paper) in html
    html = page(cast.officer, paper.get_absolute_url())
    assert f"Hanya petugas {office}" not in html
    assert {url(name, paper) in html for name in ("cancel", "scan", "agreement")} == {True}


def test_a_paper_is_cancelled_with_a_reason(cast: Cast, office: Institution) -> None:
    paper = issue(own_draft(cast, office))
    client = signed_in(cast.officer)
    assert client.post(url("cancel", paper), {"reason": " "}).context["form"].errors["reason"]
    client.post(url("cancel", paper), {"reason": "Salah kelompok"})
    html = page(cast.secretary, paper.get_absolute_url())
    assert "Salah kelompok" in html
    assert "001/BAST/V/2023" in html
    assert Equipment.objects.get().end_kind == "cancelled"
    assert client.get(url("cancel", paper)).status_code == 302
    assert client.get(url("scan", paper)).status_code == 302


def test_the_change_log_tells_the_paper_its_goods_and_its_witnesses(
    cast: Cast, office: Institution
) -> None:
    draft = own_draft(cast, office, place="Balai Desa")
    client = signed_in(cast.officer)
    client.post(url("witnesses", draft), {"name-0": "Sutarman"})
    client.post(url("update", draft), typed(office, seen_version=draft.version, place="Kantor"))
    client.post(url("issue", draft), {"go": "1"})
    client.post(url("cancel", draft), {"reason": "Salah kelompok"})
    address = url("history", draft)
    html = page(cast.secretary, address)
    for words in ("Sutarman", "Balai Desa", "menerbitkan serah terima", "Salah kelompok"):
        assert words in html, words
    assert address in page(cast.officer, draft.get_absolute_url())
    assert address not in page(cast.viewer, draft.get_absolute_url())
    for user, status in [(cast.viewer, 403), *((user, 404) for user in cast.strangers)]:
        assert signed_in(user).get(address).status_code == status
