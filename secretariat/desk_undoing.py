"""What of the service desk returns when an act is taken back."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.undo.rules import Stays, Undo, add_undo
from secretariat.models import Referral, Service, ServiceNote, ServiceTopic

_SAID = Stays(_("What was told to the family, or to the desk, stays as it was written."))

add_undo(
    Undo(ServiceTopic, act="secretariat.change_servicetopic"),
    Undo(Service, act="secretariat.change_service"),
    Undo(ServiceNote, stays=_SAID),
    Undo(Referral, act="secretariat.change_service"),
)
