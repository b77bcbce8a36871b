"""What the database refuses on a handover's paper, whatever path writes it."""

from __future__ import annotations

from typing import Any

import pytest

from aid.models import Handover, HandoverLine, Witness
from aid.models.handovers import TRANSITIONS as PAPER_STEPS
from tests.aid.factories import HandoverFactory, HandoverLineFactory, WitnessFactory
from tests.aid.refusals import refused

pytestmark = pytest.mark.django_db


def issued(**values: Any) -> Handover:
    return HandoverFactory(
        state="issued", issued_at="2023-05-31T03:00:00Z", content={"title": "BAST"}, **values
    )


@pytest.mark.parametrize("old", ["draft", "issued", "cancelled"])
def test_a_paper_only_goes_forward(old: str) -> None:
    paper = issued(cancelled_on="2023-06-01", cancel_reason="Salah ketik")
    Handover.objects.filter(pk=paper.pk).update(state="issued")
    if old == "draft":
        paper = HandoverFactory(cancelled_on="2023-06-01", cancel_reason="Salah ketik")
        Handover.objects.filter(pk=paper.pk).update(
            issued_at="2023-05-31T03:00:00Z", content={"title": "BAST"}
        )
    elif old == "cancelled":
        Handover.objects.filter(pk=paper.pk).update(state="cancelled")
    for new in ("draft", "issued", "cancelled"):
        if new == old or new in PAPER_STEPS.get(old, ()):
            continue
        with refused("handover_state_by_table"):
            Handover.objects.filter(pk=paper.pk).update(state=new)


def test_an_issued_paper_stays_as_it_is() -> None:
    paper = issued()
    for field, value in {
        "handed_on": "2023-06-01",
        "giver_number": "1/2023",
        "receiver_name": "Kasiyem",
        "duties": "Merawat",
        "content": {"title": "lain"},
    }.items():
        with refused("handover_issued_is_fixed"):
            Handover.objects.filter(pk=paper.pk).update(**{field: value})
    with refused("handover_issued_is_fixed"):
        HandoverLineFactory(handover=paper)
    with refused("handover_issued_is_fixed"):
        WitnessFactory(handover=paper)
    Handover.objects.filter(pk=paper.pk).update(agreement_number="NPHD/1/2023")


def test_what_stands_on_an_issued_paper_stays_too() -> None:
    paper = HandoverFactory()
    line, witness = HandoverLineFactory(handover=paper), WitnessFactory(handover=paper)
    Handover.objects.filter(pk=paper.pk).update(
        state="issued", issued_at="2023-05-31T03:00:00Z", content={}
    )
    for field, value in {"quantity": 2, "brand": "Honda", "unit_price": 1}.items():
        with refused("handover_issued_is_fixed"):
            HandoverLine.objects.filter(pk=line.pk).update(**{field: value})
    with refused("handover_issued_is_fixed"):
        Witness.objects.filter(pk=witness.pk).update(name="Karto")


def test_own_papers_have_a_number_and_others_none() -> None:
    with refused("handover_own_has_a_number"):
        issued(is_own=True)
    with refused("handover_number_only_for_own"):
        issued(register_number="001/BAST/V/2023")
    number = {"register_year": 2023, "register_seq": 1, "register_number": "001/BAST/V/2023"}
    paper = issued(is_own=True, verify_code="a" * 16, **number)
    with refused("handover_number_once"):
        issued(is_own=True, office=paper.office, verify_code="b" * 16, **number)
    with refused("handover_verify_code_once"):
        issued(is_own=True, verify_code="a" * 16, **number)


def test_a_cancelled_paper_has_a_reason_and_keeps_its_number() -> None:
    number = {"register_year": 2023, "register_seq": 1, "register_number": "001/BAST/V/2023"}
    paper = issued(is_own=True, verify_code="a" * 16, **number)
    rows = Handover.objects.filter(pk=paper.pk)
    with refused("handover_cancelled_with_reason"):
        rows.update(state="cancelled")
    rows.update(state="cancelled", cancelled_on="2023-06-02", cancel_reason="Salah kelompok")
    with refused("handover_issued_is_fixed"):
        rows.update(register_number="")


def test_nothing_is_taken_off_an_issued_paper() -> None:
    paper = HandoverFactory()
    line, witness = HandoverLineFactory(handover=paper), WitnessFactory(handover=paper)
    spare = HandoverLineFactory(handover=paper)
    assert spare.delete()[0] == 1
    Handover.objects.filter(pk=paper.pk).update(
        state="issued", issued_at="2023-05-31T03:00:00Z", content={}
    )
    for row in (line, witness):
        with refused("handover_issued_is_fixed"):
            type(row).objects.filter(pk=row.pk).delete()
