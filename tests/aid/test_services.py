"""Two officers at the same moment: one line is decided once, the other is told."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from aid import services
from aid.models import AidDecree, Proposal, ProposalLine, Verification
from institutions.models import Institution
from tests.aid.factories import ProposalLineFactory, VerificationFactory
from tests.factories import InstitutionFactory
from tests.meanwhile import Other, wait_for_a_waiter

ELSEWHERE = Callable[[Callable[[], Any]], Other]


def visit_of(line: ProposalLine, state: str) -> Verification:
    visit = Verification(
        proposal=Proposal.objects.get(pk=line.proposal_id),
        visited_on=dt.date(2023, 2, 20),
        verifier="Slamet Riyadi",
        **dict.fromkeys(("fits_land", "can_run", "can_repair"), "fits"),
    )
    reason = "Sudah punya" if state == "rejected" else ""
    decision = services.Decision(line.pk, state, reason)
    return services.verify(visit=visit, decisions=[decision])


def decree_of(office: Institution, number: str, *lines: int) -> AidDecree:
    decree = AidDecree(office=office, number=number, date=dt.date(2023, 4, 10), issuer="Bupati")
    return services.decree(decree=decree, quantities=dict.fromkeys(lines, Decimal(1)))


def verified() -> ProposalLine:
    line = ProposalLineFactory()
    visit = VerificationFactory(proposal=line.proposal)
    ProposalLine.objects.filter(pk=line.pk).update(state="verified", verification=visit)
    return line


def told(other: Other) -> str:
    """The sentence for whoever came second."""
    with pytest.raises(ValidationError) as refused:
        other.end()
    return " ".join(refused.value.messages)


def test_of_two_visits_at_the_same_moment_one_decides(
    transactional_db: None, elsewhere: ELSEWHERE
) -> None:
    line = ProposalLineFactory()
    with transaction.atomic():
        visit_of(line, "rejected")
        other = elsewhere(lambda: visit_of(line, "verified"))
        wait_for_a_waiter()
    assert "petugas lain" in told(other)
    line.refresh_from_db()
    assert line.state == "rejected"
    assert Verification.objects.count() == 1


def test_a_withdrawal_and_a_visit_at_the_same_moment(
    transactional_db: None, elsewhere: ELSEWHERE
) -> None:
    line = ProposalLineFactory()
    with transaction.atomic():
        visit_of(line, "verified")
        other = elsewhere(
            lambda: services.withdraw(
                proposal=Proposal.objects.get(pk=line.proposal_id),
                lines=[line.pk],
                reason="Sudah dibeli",
            )
        )
        wait_for_a_waiter()
    assert "Dinas" in told(other)
    line.refresh_from_db()
    assert line.state == "verified"


def test_of_two_decrees_over_the_same_lines_one_wins_whole(
    transactional_db: None, elsewhere: ELSEWHERE
) -> None:
    first, second, third = verified(), verified(), verified()
    office = InstitutionFactory()
    with transaction.atomic():
        decree_of(office, "1/2023", second.pk, first.pk)
        other = elsewhere(lambda: decree_of(office, "2/2023", second.pk, third.pk))
        wait_for_a_waiter()
    assert "petugas lain" in told(other)
    states = ProposalLine.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["decreed", "decreed", "verified"]
    assert AidDecree.objects.get().number == "1/2023"


def test_ten_officers_end_one_line_once(transactional_db: None) -> None:
    line = verified()
    start, ended, refused = threading.Barrier(10), [], []

    def end(number: int) -> None:
        row = ProposalLine.objects.get(pk=line.pk)
        start.wait()
        try:
            services.end_line(line=row, state="cancelled", reason=f"Alasan {number}")
            ended.append(number)
        except ValidationError as error:
            refused.append(error.messages[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=[number]) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(ended), len(refused)) == (1, 9)
    line.refresh_from_db()
    assert line.state_reason == f"Alasan {ended[0]}"


@pytest.mark.django_db
def test_a_second_reason_for_reversed_dates_stands_behind_the_first() -> None:
    line = verified()
    ProposalLine.objects.filter(pk=line.pk).update(order_reason="Usulan menyusul")
    decree = AidDecree(
        office=InstitutionFactory(), number="1", date=dt.date(2023, 1, 1), issuer="Bupati"
    )
    services.decree(decree=decree, quantities={line.pk: Decimal(1)}, order_reason="SK dulu")
    line.refresh_from_db()
    assert line.order_reason == "Usulan menyusul; SK dulu"
