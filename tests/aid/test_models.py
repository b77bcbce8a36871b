"""What the database refuses, whatever path writes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction

from aid.models import Handover, ProposalLine
from aid.models.proposals import TRANSITIONS
from tests.aid.factories import (
    AidDecreeFactory,
    GoodsKindFactory,
    HandoverFactory,
    HandoverLineFactory,
    ProposalFactory,
    ProposalLineFactory,
    VerificationFactory,
)
from tests.aid.refusals import refused

pytestmark = pytest.mark.django_db

STATES = [state.value for state in ProposalLine.State]


def decreed(**values: Any) -> ProposalLine:
    return ProposalLineFactory(decreed=True, **values)


def in_state(state: str) -> ProposalLine:
    """A line that has all its papers, in this state."""
    return decreed(state=state, state_reason="tidak cocok")


@pytest.mark.parametrize("old", STATES)
def test_only_steps_of_the_table(old: str) -> None:
    line = in_state(old)
    for new in STATES:
        if new in TRANSITIONS.get(old, ()) or new == old:
            with transaction.atomic():
                ProposalLine.objects.filter(pk=line.pk).update(state=new)
                transaction.set_rollback(True)
        else:
            with refused("proposalline_state_by_table"):
                ProposalLine.objects.filter(pk=line.pk).update(state=new)


@pytest.mark.parametrize(
    ("state", "constraint"),
    [
        ("verified", "proposalline_verified_by_a_visit"),
        ("rejected", "proposalline_ended_with_reason"),
        ("cancelled", "proposalline_ended_with_reason"),
    ],
)
def test_a_step_needs_its_paper(state: str, constraint: str) -> None:
    line = ProposalLineFactory()
    with refused(constraint):
        ProposalLine.objects.filter(pk=line.pk).update(state=state)


def test_a_decree_is_needed_for_decreed() -> None:
    proposal = ProposalFactory()
    line = ProposalLineFactory(
        proposal=proposal, state="verified", verification=VerificationFactory(proposal=proposal)
    )
    with refused("proposalline_decreed_by_a_decree"):
        ProposalLine.objects.filter(pk=line.pk).update(state="decreed")


def test_more_than_asked_is_not_decreed() -> None:
    line = decreed(quantity=2)
    with refused("proposalline_decreed_at_most_asked"):
        ProposalLine.objects.filter(pk=line.pk).update(decreed_quantity=3)


def test_a_visit_of_another_proposal_verifies_nothing() -> None:
    line = ProposalLineFactory()
    with refused("proposalline_own_verification"):
        ProposalLine.objects.filter(pk=line.pk).update(
            state="verified", verification=VerificationFactory()
        )


@pytest.mark.parametrize("answer", ["doubtful", "unsuitable"])
@pytest.mark.parametrize("question", ["fits_land", "can_run", "can_repair"])
def test_against_the_finding_only_with_a_reason(question: str, answer: str) -> None:
    proposal = ProposalFactory()
    visit = VerificationFactory(proposal=proposal, **{question: answer})
    line = ProposalLineFactory(proposal=proposal)
    assert visit.fit == answer
    with refused("proposalline_fits_or_has_a_reason"):
        ProposalLine.objects.filter(pk=line.pk).update(state="verified", verification=visit)
    type(visit).objects.filter(pk=visit.pk).update(against_reason="Lahan akan diratakan")
    ProposalLine.objects.filter(pk=line.pk).update(state="verified", verification=visit)


def test_a_line_carries_the_dates_of_its_papers() -> None:
    line = decreed()
    line.refresh_from_db()
    assert line.proposed_on == dt.date(2023, 1, 16)
    assert line.verified_on == dt.date(2023, 2, 20)
    assert line.decreed_on == dt.date(2023, 4, 10)


@pytest.mark.parametrize(
    ("paper", "field", "day"),
    [
        ("proposal", "proposed_on", "2023-02-21"),
        ("verification", "visited_on", "2023-01-15"),
        ("verification", "visited_on", "2023-04-11"),
        ("decree", "date", "2023-02-19"),
    ],
)
def test_dates_stay_in_order_whichever_paper_moves(paper: str, field: str, day: str) -> None:
    line = decreed()
    row = getattr(line, paper)
    rows = type(row).objects.filter(pk=row.pk)
    with refused("proposalline_dates_in_order"):
        rows.update(**{field: day})
    ProposalLine.objects.filter(pk=line.pk).update(order_reason="SK terbit menyusul")
    rows.update(**{field: day})


def test_goods_are_handed_over_after_their_decree() -> None:
    line = decreed()
    handover = HandoverFactory(group=line.proposal.group, handed_on="2023-04-09")
    with refused("handoverline_not_before_decree"):
        HandoverLineFactory(handover=handover, proposal_line=line, kind=line.kind)
    handover.handed_on = "2023-04-10"
    handover.save()
    row = HandoverLineFactory(handover=handover, proposal_line=line, kind=line.kind)
    with refused("handoverline_not_before_decree"):
        Handover.objects.filter(pk=handover.pk).update(handed_on="2023-04-01")
    with refused("handoverline_not_before_decree"):
        type(line.decree).objects.filter(pk=line.decree.pk).update(date="2023-05-01")
    Handover.objects.filter(pk=handover.pk).update(
        handed_on="2023-04-01", order_reason="Diserahkan saat panen raya"
    )
    row.refresh_from_db()
    assert (row.handed_on, row.order_reason) == (dt.date(2023, 4, 1), "Diserahkan saat panen raya")


def test_goods_of_a_handover_were_decreed_for_this_group() -> None:
    line = decreed()
    with refused("handoverline_of_own_proposal"):
        HandoverLineFactory(proposal_line=line, kind=line.kind)
    with refused("handoverline_of_own_proposal"):
        HandoverLineFactory(
            handover=HandoverFactory(group=line.proposal.group),
            proposal_line=line,
            kind=GoodsKindFactory(),
        )
    asked = ProposalLineFactory()
    with refused("handoverline_after_decree"):
        HandoverLineFactory(
            handover=HandoverFactory(group=asked.proposal.group),
            proposal_line=asked,
            kind=asked.kind,
        )


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"unit_price": 10**12 + 1}, "handoverline_price_plausible"),
        ({"unit_price": -1}, "handoverline_price_plausible"),
        ({"quantity": 0}, "handoverline_quantity_positive"),
        ({"refused_quantity": 1}, "handoverline_refused_with_reason"),
        ({"refused_quantity": 2, "refused_reason": "penyok"}, "handoverline_refused_with_reason"),
        ({"built": 1700}, "handoverline_year_plausible"),
    ],
)
def test_impossible_goods_are_refused(values: dict[str, Any], constraint: str) -> None:
    with refused(constraint):
        HandoverLineFactory(**values)


def test_one_decree_once() -> None:
    decree = AidDecreeFactory()
    with refused("aiddecree_once_per_office"):
        AidDecreeFactory(office=decree.office, number=decree.number, date=decree.date)
    with refused("aiddecree_has_number_and_issuer"):
        AidDecreeFactory(number="")
