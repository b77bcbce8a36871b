"""She is back: the stay is closed in one act, or her death is recorded."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from members.models import Placement
from members.services import record_death

Reason = Placement.ReturnReason


@transaction.atomic
def record_return(*, actor: Any, stay: Placement, reason: str, returned: str) -> None:
    """Close a stay that goes on; of who died abroad that is her death.

    The reason is sensitive: who writes it may read it again, unless the other sensitive fields
    are somebody else's. Raises ValidationError where the stay has been closed meanwhile.
    """
    going_on = Placement.objects.select_for_update().filter(status=Placement.Status.ABROAD)
    if not going_on.filter(pk=stay.pk).exists():
        raise ValidationError(_("Somebody else has recorded her return meanwhile."))
    if not stay.has_sensitive:
        stay.sensitive_by = actor
    stay.status, stay.returned, stay.return_reason = Placement.Status.RETURNED, returned, reason
    stay.save(update_fields=["status", "returned", "return_reason", "sensitive_by"])
    if reason == Reason.DECEASED:
        record_death(person=stay.person, died=returned)


def fits_membership(reason: str) -> bool:
    """Whether she is asked into a group: not who is on leave and goes back."""
    return reason not in (Reason.DECEASED, Reason.LEAVE)
