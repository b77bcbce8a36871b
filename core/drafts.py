"""What somebody has typed and not saved: kept encrypted for her alone, seven days."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.utils import timezone

from core import crypto
from core.access import OwnedQuerySet
from core.models import Draft

PURPOSE = "core.draft"
KEPT_FOR = dt.timedelta(days=7)
# So that no program fills the table under one name; the oldest give way.
MOST = 20


def of(user: Any, kind: str) -> OwnedQuerySet[Draft]:
    """Her own drafts of one kind that are not too old, the latest first."""
    young = timezone.now() - KEPT_FOR
    return Draft.objects.owned_by(user).filter(kind=kind, changed_at__gte=young)


def save(row: Draft, content: Any) -> Draft:
    """Keep what was typed; ``content`` is whatever JSON holds."""
    text = json.dumps(content, ensure_ascii=False).encode()
    row.payload = crypto.encrypt_bytes(text, PURPOSE, owner=_owner(row))
    row.changed_at = timezone.now()
    row.save()
    mine = Draft.objects.filter(owner=row.owner_id, kind=row.kind).order_by("-changed_at", "-pk")
    Draft.objects.filter(pk__in=list(mine.values_list("pk", flat=True)[MOST:])).delete()
    return row


def load(row: Draft) -> Any:
    """What was typed. Raises DecryptionError where its key is gone."""
    return json.loads(crypto.decrypt_bytes(row.payload, PURPOSE, owner=_owner(row)))


def forget_old() -> int:
    """Drop what nobody has taken up within seven days; return their number."""
    return Draft.objects.filter(changed_at__lt=timezone.now() - KEPT_FOR).delete()[0]


def _owner(row: Draft) -> str:
    return f"{row.owner_id}:{row.code}"
