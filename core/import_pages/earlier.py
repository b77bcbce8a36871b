"""That a file was imported before: said to whoever sends it again, within what she may see."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from core import display
from core.models import Import
from core.receipts.models import Receipt
from core.receipts.rows import VIEW
from core.receipts.settling import settle

# Older ones add nothing to what the last says.
MOST = 20


def notice_of_earlier(row: Import, user: Any) -> dict[str, str] | None:
    """When and by whose role the same file was imported, with the way to its receipt.

    For one target, as a group, whoever may import into it is told; where each row says where it
    goes, who sees rows that it wrote.
    """
    found = list(_twins(row).select_related("owner")[:MOST])
    if not found:
        return None
    receipts = _receipts(found, user)
    for twin in found:
        if row.target_id or twin.owner_id == user.pk or twin.act_id in receipts:
            return _notice(twin, user, receipts)
    return None


def _twins(row: Import) -> Any:
    same = Import.objects.filter(kind=row.kind, target_id=row.target_id, sha256=row.sha256)
    confirmed = same.filter(state=Import.State.CONFIRMED, created_at__lt=row.created_at)
    return confirmed.order_by("-settled_at")


def _receipts(found: list[Import], user: Any) -> dict[UUID, Receipt]:
    """The receipts that the user may open."""
    settle()
    acts = [twin.act_id for twin in found if twin.act_id]
    return Receipt.objects.allowed(user, VIEW).in_bulk(acts)


def _notice(twin: Import, user: Any, receipts: dict[UUID, Receipt]) -> dict[str, str]:
    receipt = receipts.get(twin.act_id) if twin.act_id else None
    is_back = receipt is not None and receipt.undone_by_id is not None and not receipt.rows_left
    sentence = (
        _("This same file was imported on %(moment)s by %(who)s, and taken back later.")
        if is_back
        else _("This same file was imported before, on %(moment)s, by %(who)s.")
    )
    words = {"moment": display.moment(twin.settled_at), "who": _who(twin, user)}
    url = reverse("core:receipt_detail", args=[receipt.code]) if receipt else ""
    return {"text": sentence % words, "tone": "missing", "url": url, "label": _("See what it did")}


def _who(twin: Import, user: Any) -> str:
    if twin.owner_id == user.pk:
        return _("yourself")
    owner: Any = twin.owner
    return owner.role_label or _("an account that has ended")
