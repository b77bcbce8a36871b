"""That something was done, with the way to take it back one tap away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from core.access import may
from core.history import running_act
from core.receipts.models import Receipt
from core.receipts.running import done
from core.undo.plan import UNDO


def say_done(request: HttpRequest, words: str) -> None:
    """What the running act did; *Kembalikan* beside it for who may, where anything was written.

    For an act whose rows return: of a numbered paper or an account only say it.
    """
    is_offered = may(request.user, UNDO) and _has_written()
    messages.success(request, done(words) if is_offered else words)


def _has_written() -> bool:
    """Saving what was there already writes nothing, and has no receipt."""
    act = running_act()
    return act is not None and Receipt.objects.filter(pk=act).exists()
