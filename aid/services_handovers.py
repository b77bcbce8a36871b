"""Serah terima: issuing a paper, and cancelling it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from aid.handover_checks import blockers, cancel_refusal, delivered, issue_refusal
from aid.handover_content import accepted, content_of, serials_of
from aid.models import Equipment, Handover, HandoverLine, ProposalLine
from core.codes import new_public_code
from institutions.models import Series
from institutions.services import next_number

ISSUED = (
    *("state", "issued_at", "issued_by", "content", "verify_code"),
    *("register_year", "register_seq", "register_number"),
)
_PARTIES = ("office", "giver", "channel", "accompanying", "programme", "group__village")


@transaction.atomic
def issue_handover(*, handover: Handover, actor: Any, address: Callable[[str], str]) -> Handover:
    """Number an own paper, freeze what it says, and put its pieces into the group's hands.

    ``address(code)`` is the absolute address at which anybody verifies the paper. Raises
    ValidationError with the sentences that say what has to be done first, or whose paper it is.
    """
    paper = _locked(handover)
    asked = _lock_asked(paper)
    lines = list(paper.lines.select_related("kind", "proposal_line"))
    if not paper.is_draft:
        raise ValidationError(Handover.trigger_messages["handover_state_by_table"])
    if refusal := issue_refusal(paper, actor):
        raise ValidationError(refusal)
    if problems := blockers(paper, lines):
        raise ValidationError(problems)
    if paper.is_own:
        _number(paper)
    paper.state = Handover.State.ISSUED
    paper.issued_at, paper.issued_by = timezone.now(), actor
    url = address(paper.verify_code) if paper.is_own else ""
    paper.content = content_of(paper, verify_url=url)
    paper.save(update_fields=ISSUED)
    Equipment.objects.bulk_create(_pieces(paper, lines))
    _hand_over(asked)
    return paper


@transaction.atomic
def cancel_handover(*, handover: Handover, actor: Any, reason: str) -> Handover:
    """Cancel a paper: its number stays, its pieces end, its lines wait for a handover again.

    A piece that has ended already keeps its own end. Raises ValidationError with the sentence
    that says whose paper it is.
    """
    paper = _locked(handover)
    asked = _lock_asked(paper)
    if paper.state == Handover.State.CANCELLED:
        raise ValidationError(_("This paper is already cancelled."))
    if refusal := cancel_refusal(paper, actor):
        raise ValidationError(refusal)
    was_issued = not paper.is_draft
    paper.state = Handover.State.CANCELLED
    paper.cancelled_on, paper.cancel_reason = timezone.localdate(), reason
    paper.save(update_fields=["state", "cancelled_on", "cancel_reason"])
    if was_issued:
        _end_pieces(paper, reason)
        _take_back(asked)
    return paper


def _locked(handover: Handover) -> Handover:
    papers = Handover.objects.select_for_update(of=("self",)).select_related(*_PARTIES)
    return papers.get(pk=handover.pk)


def _lock_asked(paper: Handover) -> list[ProposalLine]:
    """The proposals' lines on the paper; two papers that deliver one line stand in line."""
    asked = paper.lines.exclude(proposal_line=None).values("proposal_line")
    return list(ProposalLine.objects.select_for_update().filter(pk__in=asked).order_by("pk"))


def _number(paper: Handover) -> None:
    number = next_number(
        institution=paper.office, kind=Series.Kind.HANDOVER.value, day=paper.handed_on
    )
    paper.register_year, paper.register_seq = number.year, number.seq
    paper.register_number, paper.verify_code = number.text, new_public_code()


def _pieces(paper: Handover, lines: Iterable[HandoverLine]) -> list[Equipment]:
    """A piece of equipment for each that was taken, with its serial as far as one is known."""
    return [
        Equipment(
            group=paper.group,
            kind=line.kind,
            brand=line.brand,
            serial=serial,
            specification=line.specification,
            built=line.built,
            acquired_on=paper.handed_on.isoformat(),
            title=paper.title,
            programme=paper.programme,
            value=line.unit_price,
            handover_line=line,
            condition=line.condition,
        )
        for line in lines
        if line.kind.is_tracked
        for serial in _serials(line)
    ]


def _serials(line: HandoverLine) -> list[str]:
    """One for each piece that was taken; "" where none is known."""
    known, number = serials_of(line), int(accepted(line))
    return [*known, *[""] * number][:number]


def _hand_over(asked: Sequence[ProposalLine]) -> None:
    """What is delivered in full is handed over; the rest waits for another paper."""
    taken = delivered(line.pk for line in asked)
    whole = [line.pk for line in asked if taken[line.pk] >= (line.decreed_quantity or 0)]
    ProposalLine.objects.filter(pk__in=whole).update(state=ProposalLine.State.HANDED_OVER)


def _take_back(asked: Sequence[ProposalLine]) -> None:
    taken = delivered(line.pk for line in asked)
    open_again = [line.pk for line in asked if taken[line.pk] < (line.decreed_quantity or 0)]
    ProposalLine.objects.filter(pk__in=open_again, state=ProposalLine.State.HANDED_OVER).update(
        state=ProposalLine.State.DECREED
    )


def _end_pieces(paper: Handover, reason: str) -> None:
    with override("id"):
        words = _("Handover cancelled: %(reason)s") % {"reason": reason}
    Equipment.objects.at_work().filter(handover_line__handover=paper).update(
        state=Equipment.State.ENDED,
        end_kind=Equipment.End.CANCELLED,
        ended_on=paper.cancelled_on,
        end_reason=words[:300],
    )
