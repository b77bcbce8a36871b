"""A bulk edit between its preview and its confirmation: encrypted, its owner's alone."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from dataclasses import asdict, dataclass, field
from typing import Any

from django.utils import timezone

from core import crypto
from core.bulk_edit.looking import Look, Outcome, Reasons
from core.bulk_edit.models import BulkEdit

PURPOSE = "core.bulk_edit"
KEPT_FOR = dt.timedelta(days=7)
OPEN = (BulkEdit.State.PREVIEW, BulkEdit.State.RUNNING)


@dataclass(slots=True)
class Parked:
    """All that is kept of one: what was typed, which rows it would change, which not and why."""

    typed: str
    words: str
    accepted: list[tuple[int, int]] = field(default_factory=list)
    refused: Reasons = field(default_factory=dict)
    left: Reasons = field(default_factory=dict)
    reason: str = ""


def park(*, owner: Any, kind: str, typed: str, words: str, look: Look) -> BulkEdit:
    """Keep what was looked at until it is confirmed, dropped or seven days old."""
    forget_old()
    edit = BulkEdit(owner=owner, kind=kind)
    refused = sum(map(len, look.refused.values()))
    edit.counts = {"accepted": len(look.accepted), "same": len(look.same), "refused": refused}
    save(edit, Parked(typed, words, look.accepted, look.refused))
    return edit


def save(edit: BulkEdit, parked: Parked) -> None:
    data = zlib.compress(json.dumps(asdict(parked), ensure_ascii=False).encode(), level=1)
    edit.payload = crypto.encrypt_bytes(data, PURPOSE, owner=_owner(edit))
    _save(edit)


def load(edit: BulkEdit) -> Parked | None:
    """What is kept; None where it is gone, or the key that opens it is."""
    if edit.payload is None:
        return None
    try:
        data = crypto.decrypt_bytes(edit.payload, PURPOSE, owner=_owner(edit))
    except crypto.DecryptionError:
        return None
    parked = Parked(**json.loads(zlib.decompress(data)))
    parked.accepted = [(pk, version) for pk, version in parked.accepted]
    return parked


def waits(edit: BulkEdit) -> bool:
    """Whether it can still be confirmed."""
    return edit.state == BulkEdit.State.PREVIEW and edit.created_at >= timezone.now() - KEPT_FOR


def settle(edit: BulkEdit, parked: Parked, outcome: Outcome) -> None:
    """Write down what became of it; which rows were left alone is told for some days."""
    left = sum(map(len, outcome.left.values()))
    edit.counts |= {"done": len(outcome.done), "left": left}
    edit.state, edit.settled_at = BulkEdit.State.DONE, timezone.now()
    parked.accepted, parked.left = [], outcome.left
    save(edit, parked)


def drop(edit: BulkEdit) -> None:
    edit.state, edit.settled_at, edit.payload = BulkEdit.State.CANCELLED, timezone.now(), None
    _save(edit)


def forget_old() -> int:
    """Drop what nobody has confirmed within seven days, and the names of the rest; return their
    number."""
    old = BulkEdit.objects.filter(created_at__lt=timezone.now() - KEPT_FOR, payload__isnull=False)
    waiting = old.filter(state__in=OPEN)
    dropped = waiting.update(
        state=BulkEdit.State.CANCELLED, payload=None, settled_at=timezone.now()
    )
    return dropped + old.filter(state=BulkEdit.State.DONE).update(payload=None)


def _save(edit: BulkEdit) -> None:
    """Whose turn it is stays as it is: another request may have taken over."""
    kept = ("payload", "state", "counts", "act_id", "settled_at")
    edit.save(update_fields=None if edit._state.adding else kept)


def _owner(edit: BulkEdit) -> str:
    return f"{edit.owner_id}:{edit.code}"
