"""secretariat.views.visit_follow_ups: what is to be done after a visit, and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from secretariat.models import VisitFollowUp
from tests.acts import acting
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.secretariat.visit_factories import HeldVisitFactory, VisitFollowUpFactory


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    with time_machine.travel("2024-05-06T09:00:00+07:00", tick=False):
        yield


def url(row: Any, what: str) -> str:
    return reverse(f"secretariat:visit_followup_{what}", args=[row.code])


def test_a_group_sees_its_own_and_says_that_it_is_done(cast: Cast) -> None:
    visit = HeldVisitFactory(group=cast.group)
    own = VisitFollowUpFactory(visit=visit, what="Ganti oli")
    other = VisitFollowUpFactory(
        visit=visit, what="Kirim surat", is_groups=False, owner=cast.officer
    )
    text = page(cast.secretary, visit.get_absolute_url())
    assert "Ganti oli" in text
    assert "Kirim surat" not in text
    data = {"done_on": "5 Mei 2024", "done_note": "Oli diganti Bu Sri"}
    assert signed_in(cast.secretary).post(url(other, "finish"), data).status_code == 404
    assert signed_in(cast.other_secretary).post(url(own, "finish"), data).status_code == 404
    assert signed_in(cast.viewer).post(url(own, "finish"), data).status_code == 403
    assert signed_in(cast.secretary).post(url(own, "finish"), data).status_code == 302
    own.refresh_from_db()
    assert (str(own.done_on), own.done_note, own.done_by) == (
        "2024-05-05",
        "Oli diganti Bu Sri",
        cast.secretary,
    )
    assert "Kirim surat" in page(cast.officer, visit.get_absolute_url())


def test_the_change_log_tells_a_group_its_own(cast: Cast) -> None:
    visit = HeldVisitFactory(group=cast.group)
    with acting(cast.officer, "secretariat.change_visit"):
        VisitFollowUpFactory(visit=visit, what="Ganti oli")
        VisitFollowUpFactory(visit=visit, what="Kirim surat", is_groups=False, owner=cast.officer)
    address = reverse("secretariat:visit_history", args=[visit.code])
    assert "Kirim surat" in page(cast.officer, address)
    text = page(cast.secretary, address)
    assert "Ganti oli" in text
    assert "Kirim surat" not in text


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ({"whose": "group", "owner_name": "Haryati"}, (True, "", "")),
        ({"whose": "user-petugas_uji"}, (False, "petugas_uji", "")),
        ({"whose": "other", "owner_name": "Haryati, S.P."}, (False, "", "Haryati, S.P.")),
    ],
)
def test_one_does_it(cast: Cast, typed: Any, owner: Any) -> None:
    visit = HeldVisitFactory(group=cast.group)
    data = {"what": "Ganti oli", "due_on": "2024-06-01"} | typed
    assert signed_in(cast.secretary).post(url(visit, "create"), data).status_code == 403
    assert signed_in(cast.officer).post(url(visit, "create"), data).status_code == 302
    row = VisitFollowUp.objects.get()
    assert (row.is_groups, row.owner.username if row.owner else "", row.owner_name) == owner
    signed_in(cast.officer).post(url(row, "update"), data | {"whose": "group"})
    row.refresh_from_db()
    assert (row.is_groups, row.owner, row.owner_name) == (True, None, "")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"whose": "other"}, "owner_name"),
        ({"whose": "user-sekretaris_uji"}, "whose"),
        ({"what": ""}, "what"),
        ({"due_on": "1850-01-01"}, "due_on"),
    ],
)
def test_a_wrong_answer_is_said_at_its_field(cast: Cast, typed: Any, field: str) -> None:
    visit = HeldVisitFactory(group=cast.group)
    data = {"what": "Ganti oli", "due_on": "2024-06-01", "whose": "group"} | typed
    assert list(errors(signed_in(cast.officer).post(url(visit, "create"), data))) == [field]
    assert not VisitFollowUp.objects.exists()


def test_one_is_dropped_with_a_reason(cast: Cast) -> None:
    row = VisitFollowUpFactory(visit__group=cast.group)
    client = signed_in(cast.officer)
    assert "reason" in errors(client.post(url(row, "cancel"), {"reason": ""}))
    assert signed_in(cast.secretary).post(url(row, "cancel"), {"reason": "x"}).status_code == 403
    client.post(url(row, "cancel"), {"reason": "Traktor dijual"})
    row.refresh_from_db()
    assert (str(row.ended_on), row.end_reason) == ("2024-05-06", "Traktor dijual")
    assert client.get(url(row, "finish")).status_code == 404


def test_what_is_done_stays_done(cast: Cast) -> None:
    row = VisitFollowUpFactory(visit__group=cast.group, done_on="2024-04-01")
    for what in ("finish", "cancel"):
        answer = signed_in(cast.officer).get(url(row, what))
        assert answer["Location"] == row.visit.get_absolute_url()
    future = {"done_on": "7 Mei 2024"}
    open_one = VisitFollowUpFactory(visit__group=cast.group)
    assert "done_on" in errors(signed_in(cast.officer).post(url(open_one, "finish"), future))


def test_home_pages_say_what_waits(cast: Cast) -> None:
    assert "Ganti oli" not in page(cast.secretary, "/")
    visit = HeldVisitFactory(group=cast.group, planned_on="2024-03-01")
    row = VisitFollowUpFactory(visit=visit)
    assert url(row, "finish") in page(cast.secretary, "/")
    assert url(row, "finish") not in page(cast.other_secretary, "/")
    officers = page(cast.officer, "/")
    assert "Kunjungan dengan tindak lanjut yang terlambat" in officers
    assert "Kelompok yang setahun tidak dikunjungi" not in officers
    with time_machine.travel("2025-05-06T09:00:00+07:00", tick=False):
        assert "Kelompok yang setahun tidak dikunjungi" in page(cast.officer, "/")
