"""An uploaded list between its preview and its confirmation: encrypted, its owner's alone."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from core import crypto
from core.collector import collector_paused
from core.history import running_act
from core.imports import parking
from core.imports.engine import review
from core.imports.rows import ImportRow
from core.imports.spec import ImportSpec, Preview
from core.models import Import

PURPOSE = "core.import"
SOURCE_PURPOSE = "core.import.source"
# What of a list is kept encrypted, each with its purpose.
FILES = {"payload": PURPOSE, "source": SOURCE_PURPOSE}
KEPT_FOR = dt.timedelta(days=7)


OPEN = (Import.State.READING, Import.State.COLUMNS, Import.State.PREVIEW)


class OutdatedPreviewError(Exception):
    """What the file would do has changed since its owner looked: she has to look again."""


def park(
    *,
    owner: Any,
    kind: str,
    target_id: int | None,
    filename: str,
    data: bytes,
    preview: Preview | None,
) -> Import:
    """Keep a file until it is confirmed, dropped, or seven days old.

    Without a preview it waits to be read; without a target each row says where it goes.
    """
    forget_old()
    row = Import(
        owner=owner,
        kind=kind,
        target_id=target_id,
        filename=filename[-200:],
        sha256=hashlib.sha256(data).hexdigest(),
    )
    row.source = crypto.encrypt_bytes(data, SOURCE_PURPOSE, owner=_owner(row))
    if preview is None:
        row.state = Import.State.READING
        row.save()
    else:
        save(row, preview)
    return row


def put_back(row: Import, preview: Preview) -> None:
    """Let the list wait to be read anew, by the columns that are chosen in its preview."""
    _keep(row, preview)
    row.state, row.problem = Import.State.READING, ""
    row.reader, row.beat_at, row.done, row.total = "", None, 0, 0
    row.save()


def save(row: Import, preview: Preview) -> None:
    _keep(row, preview)
    row.state = Import.State.COLUMNS if preview.needs_columns else Import.State.PREVIEW
    row.counts = preview.counts()
    row.save()


def load(row: Import) -> Preview:
    """The preview of a parked file. Raises DecryptionError where its key is gone."""
    return parking.unpack(crypto.decrypt_bytes(row.payload or b"", PURPOSE, owner=_owner(row)))


def before(row: Import) -> Preview | None:
    """What a list that waits to be read was read as earlier. Raises DecryptionError."""
    return load(row) if row.payload is not None else None


def source(row: Import) -> bytes:
    """The file itself. Raises DecryptionError where its key is gone."""
    return crypto.decrypt_bytes(row.source or b"", SOURCE_PURPOSE, owner=_owner(row))


def waiting(user: Any, kind: str) -> Any:
    """The user's own lists that wait for her."""
    return waiting_of(user).filter(kind=kind)


def waiting_of(user: Any) -> Any:
    """Every list of the user that waits for her, of whatever kind."""
    mine = Import.objects.owned_by(user).filter(state__in=OPEN)
    return mine.filter(created_at__gte=timezone.now() - KEPT_FOR)


def pass_on(owner: Any, heir: Any) -> int:
    """Make the lists that wait another's, encrypted for her alone; return their number.

    Raises DecryptionError where the key of one is gone.
    """
    lists = list(waiting_of(owner).select_for_update())
    for row in lists:
        kept = [
            (name, purpose, crypto.decrypt_bytes(value, purpose, owner=_owner(row)))
            for name, purpose in FILES.items()
            if (value := getattr(row, name)) is not None
        ]
        # Who is reading it now reads it with the rights of another.
        row.owner, row.reader, row.beat_at = heir, "", None
        for name, purpose, data in kept:
            setattr(row, name, crypto.encrypt_bytes(data, purpose, owner=_owner(row)))
        row.save(update_fields=["owner", "reader", "beat_at", *FILES])
    return len(lists)


def is_waiting(row: Import) -> bool:
    """Whether something can still be done with it."""
    return row.state in OPEN and row.created_at >= timezone.now() - KEPT_FOR


def waits_to_be_read(row: Import) -> bool:
    return row.state == Import.State.READING and is_waiting(row)


@transaction.atomic
@collector_paused()
def confirm(row: Import, spec: ImportSpec, preview: Preview) -> Import | None:
    """Write what the loaded preview says, all or nothing.

    Returns what is left: the refused rows, parked again, or None. Raises OutdatedPreviewError
    where the register has changed, so that the rows would do something else; IntegrityError
    where it changes at this very moment.
    """
    seen = preview.signature()
    review(spec, preview)
    if preview.signature() != seen:
        raise OutdatedPreviewError
    changing = [item for item in preview.accepted if item.action != ImportRow.SAME]
    spec.write(changing)
    rest = _park_rest(row, preview)
    row.counts["rest"] = rest.code if rest else ""
    row.act_id = running_act() if changing else None
    settle(row, Import.State.CONFIRMED)
    return rest


def settle(row: Import, state: str) -> None:
    """The file has served: its copy is gone."""
    row.state, row.settled_at = state, timezone.now()
    row.payload = row.source = None
    row.save()


def forget_old() -> int:
    """Drop the copies that nobody has confirmed within seven days; return their number."""
    old = Import.objects.filter(state__in=OPEN, created_at__lt=timezone.now() - KEPT_FOR)
    cancelled = Import.State.CANCELLED
    return old.update(payload=None, source=None, state=cancelled, settled_at=timezone.now())


def _park_rest(row: Import, preview: Preview) -> Import | None:
    preview.rows = preview.refused
    if not preview.rows:
        return None
    rest = Import(
        owner=row.owner,
        kind=row.kind,
        target_id=row.target_id,
        filename=row.filename,
        sha256=row.sha256,
    )
    save(rest, preview)
    return rest


def _keep(row: Import, preview: Preview) -> None:
    row.payload = crypto.encrypt_bytes(parking.pack(preview), PURPOSE, owner=_owner(row))


def _owner(row: Import) -> str:
    return f"{row.owner_id}:{row.code}"
