"""What of the service desk returns when an act is taken back."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.undo.rules import Stays, Undo, add_undo
from secretariat.models import Referral, Service, ServiceNote, ServiceTopic

_SAID = Stays(_("What the family was told stays as it was written."), where=Q(for_family=True))

add_undo(
    Undo(ServiceTopic, act="secretariat.change_servicetopic"),
    Undo(Service, act="secretariat.change_service"),
    Undo(ServiceNote, stays=_SAID, act="secretariat.change_service"),
    Undo(Referral, act="secretariat.change_service"),
)
