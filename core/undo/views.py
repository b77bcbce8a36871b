"""Kembalikan seperti semula: what would return, and one button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core import history
from core.access import requires
from core.forms import ActForm
from core.receipts.lines import head_of, what_words
from core.receipts.models import Receipt
from core.receipts.running import of_running_act
from core.receipts.views import find_receipt
from core.undo.engine import NotUndoneError, preview, refusal, undo
from core.undo.plan import UNDO
from core.undo.words import sections, summary


@requires(UNDO)
def receipt_undo(request: HttpRequest, code: str) -> HttpResponse:
    """What taking an act back would do, row by row; a POST does it."""
    receipt, _tables = find_receipt(request, code)
    if request.method == "POST":
        return _take_back(request, receipt)
    context = {
        "receipt": receipt,
        "head": head_of(receipt),
        "form": ActForm(user=request.user, act=UNDO),
        **_foreseen(receipt, request.user),
    }
    return render(request, "core/receipt_undo.html", context)


def _take_back(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    history.give_reason(_("Undone: %(what)s") % {"what": what_words(receipt.act)})
    try:
        plan = undo(receipt=receipt, actor=request.user)
    except NotUndoneError as error:
        messages.warning(request, str(error))
        return redirect("core:receipt_detail", code=receipt.code)
    messages.success(request, summary(plan))
    return redirect(of_running_act())


def _foreseen(receipt: Receipt, user: Any) -> dict[str, Any]:
    """What undo would do now, or why it would do nothing."""
    if reason := refusal(receipt, user):
        return {"problem": reason}
    try:
        plan = preview(receipt, user)
    except NotUndoneError as error:
        return {"problem": str(error)}
    nothing = "" if plan.returning else _("Nothing of this returns any more.")
    return {
        "problem": plan.whole or nothing,
        "sections": [] if plan.whole else sections(plan, receipt),
        "not_hers": len(plan.not_hers),
    }
