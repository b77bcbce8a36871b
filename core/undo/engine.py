"""Taking an act back: looked at beforehand by doing it and rolling it back, or done."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import may, works_in_groups
from core.history import running_act
from core.receipts.models import Receipt
from core.receipts.settling import settle
from core.undo.fitting import write
from core.undo.plan import UNDO, Plan, make_plan
from core.undo.rules import Text, reason_never


class NotUndoneError(Exception):
    """Why an act is not taken back, in one sentence. Nothing was changed."""


def refusal(receipt: Receipt, user: Any) -> Text:
    """Why this user does not take this act back; "" where she may try."""
    if not may(user, UNDO):
        return _("Your role does not take anything back.")
    if works_in_groups(user, UNDO) and receipt.user_id != user.pk:
        return _("Somebody else did this. Ask her, or the office, to take it back.")
    if receipt.undone_by_id and not receipt.rows_left:
        return _("This is undone already. Nothing was changed.")
    if receipt.at < timezone.now() - dt.timedelta(days=settings.UNDO_DAYS):
        words = _("This is more than %(days)s days ago and stays as it is.")
        return words % {"days": settings.UNDO_DAYS}
    return reason_never(receipt.act)


def undo_facts(receipt: Receipt, user: Any) -> dict[str, Any]:
    """For the page of a receipt: whether she may take it back, what took it back, what it took."""
    return {
        "is_offered": may(user, UNDO) and not refusal(receipt, user),
        "by": receipt.undone_by,
        "of": receipt.undoes.first(),
    }


def preview(receipt: Receipt, user: Any) -> Plan:
    """What undo would do at this moment; nothing of it is kept."""
    with transaction.atomic():
        plan = _carry_out(receipt, user, is_rehearsal=True)
        transaction.set_rollback(True)
    return plan


@transaction.atomic
def undo(*, receipt: Receipt, actor: Any) -> Plan:
    """Take an act back within the running act, whose receipt is then what took it back.

    Of two who press at once the second waits here, and reads that it is done.
    """
    held = Receipt.objects.select_for_update().get(pk=receipt.pk)
    if reason := refusal(held, actor):
        raise NotUndoneError(reason)
    plan = _carry_out(held, actor)
    if plan.whole or not plan.returning:
        raise NotUndoneError(plan.whole or _("Nothing of this returns any more."))
    Receipt.objects.filter(pk=held.pk).update(undone_by=running_act(), rows_left=plan.left)
    # What this had taken back holds again.
    Receipt.objects.filter(undone_by=held).update(undone_by=None, rows_left=None)
    return plan


def _carry_out(receipt: Receipt, user: Any, *, is_rehearsal: bool = False) -> Plan:
    settle()
    try:
        plan = make_plan(receipt, user)
        if plan.returning and not plan.whole:
            write(plan, is_rehearsal=is_rehearsal)
    except (IntegrityError, OperationalError) as error:
        words = _("Somebody else is changing these rows at this moment. Try again.")
        raise NotUndoneError(words) from error
    return plan
