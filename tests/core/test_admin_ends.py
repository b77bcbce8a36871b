"""Ticked rows of the admin site end with a reason: as on their pages, all or none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from core.admin_ends import NAME
from core.models import Receipt
from core.receipts.codes import code_of
from members.models import Membership
from tests.aid import factories as aid
from tests.aid import use_factories as use
from tests.cast import Cast
from tests.factories import (
    MemberFactory,
    OfficeTermFactory,
    PlacementFactory,
    RelativeFactory,
)
from tests.members.pages import signed_in
from tests.training import factories as training
from training.models import Organiser

WHY = {"reason": "Salah catat"}
LEAVE = {"left": "2026-01-05", "reason": "own_wish", "keeper": "group"}


def offices_training(cast: Cast) -> Any:
    """A training of the officer's own office, so that she may end it."""
    return training.TrainingFactory(office__region=cast.officer.assignments.get().region)


def participant(cast: Cast) -> Any:
    return training.ParticipantFactory(training=offices_training(cast), person=cast.person)


# Row, what is answered, and the column that tells that it has ended.
Case = tuple[Callable[[Cast], Any], dict[str, str], str]
CASES: dict[str, Case] = {
    "membership": (lambda cast: cast.person.memberships.get(), LEAVE, "left"),
    "office": (
        lambda cast: OfficeTermFactory(membership=cast.person.memberships.get()),
        {"until": "2026-01-05", **WHY},
        "until",
    ),
    "placement": (
        lambda cast: PlacementFactory(person=cast.person, status="abroad", returned=""),
        {"returned": "2026-01-05", **WHY},
        "returned",
    ),
    "relative": (
        lambda cast: RelativeFactory(person=cast.person),
        {"on": "2026-01-05", **WHY},
        "ended_on",
    ),
    "training": (offices_training, WHY, "state_reason"),
    "participant": (participant, WHY, "withdrawn_on"),
    "line": (
        lambda cast: aid.ProposalLineFactory(proposal__group=cast.group),
        WHY,
        "state_reason",
    ),
    "turn": (
        lambda cast: use.BookingFactory(
            equipment=aid.EquipmentFactory(group=cast.group), person=cast.person
        ),
        WHY,
        "cancel_reason",
    ),
    "upkeep": (
        lambda cast: aid.UpkeepFactory(equipment=aid.EquipmentFactory(group=cast.group)),
        WHY,
        "cancelled_on",
    ),
}


def post(client: Client, rows: list[Any], **answers: str) -> Any:
    meta = rows[0]._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    ticked = {"action": NAME, "_selected_action": [row.pk for row in rows]}
    return client.post(url, {**ticked, **answers})


def ended(row: Model, column: str) -> bool:
    return bool(type(row)._base_manager.values_list(column, flat=True).get(pk=row.pk))


@pytest.mark.parametrize("name", CASES)
def test_rows_end_with_a_reason_and_can_be_taken_back(cast: Cast, name: str) -> None:
    make, answers, column = CASES[name]
    row = make(cast)
    client = signed_in(cast.officer)
    asked = post(client, [row])
    assert asked.status_code == 200
    assert "Akhiri dengan alasan" in asked.content.decode()
    unanswered = post(client, [row], is_answered="1")
    assert unanswered.context["form"].errors
    assert not ended(row, column)
    assert post(client, [row], is_answered="1", **answers).status_code == 302
    assert ended(row, column)
    receipt = Receipt.objects.latest("at")
    assert receipt.act
    client.post(reverse("core:receipt_undo", args=[code_of(receipt.pk)]))
    assert not ended(row, column)


def test_a_proposal_is_withdrawn_with_what_was_not_decided(cast: Cast) -> None:
    line = aid.ProposalLineFactory(proposal__group=cast.group)
    post(signed_in(cast.officer), [line.proposal], is_answered="1", **WHY)
    line.refresh_from_db()
    assert (line.state, line.state_reason) == ("cancelled", "Salah catat")


def test_one_that_is_refused_keeps_all_from_ending(cast: Cast) -> None:
    early = cast.person.memberships.get()
    late = MemberFactory(group=cast.group, name="Sarinah").memberships.get()
    Membership.objects.filter(pk=late.pk).update(joined="2026-03-01")
    answer = post(signed_in(cast.officer), [early, late], is_answered="1", **LEAVE)
    told = answer.content.decode()
    assert "Belum ada yang diakhiri" in told
    assert "Sarinah" in told
    assert not Membership.objects.exclude(left=None).exists()


def test_strangers_rows_and_ended_rows_do_not_end(cast: Cast) -> None:
    mine, other = (p.memberships.get() for p in (cast.person, cast.other_person))
    client = signed_in(cast.officer)
    post(client, [mine, other], is_answered="1", **LEAVE)
    assert (ended(mine, "left"), ended(other, "left")) == (True, False)
    again = post(client, [mine], is_answered="1", **LEAVE)
    assert again.status_code == 302
    page = client.get(again["Location"]).content.decode()
    assert "sudah berakhir, atau bukan" in page
    for user in (cast.secretary, cast.viewer):
        assert post(signed_in(user), [other], is_answered="1", **LEAVE).status_code in (302, 403)
    assert not ended(other, "left")


def test_who_may_not_end_is_not_offered_it(cast: Cast) -> None:
    row = offices_training(cast)
    assert isinstance(row.organisers.first(), Organiser | None)
    url = reverse("admin:training_training_changelist")
    page = signed_in(cast.officer).get(url).content.decode()
    assert f'value="{NAME}"' in page
    assert f'value="{NAME}"' not in signed_in(cast.admin).get(url).content.decode()
