"""Rows of the secretariat that belong to a group and a person, for the walks over all models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import Group, Person
from secretariat.models import CheckIn, Referral, Service, ServiceNote
from tests.contracts.abroad_rows import ABROAD_ROWS
from tests.contracts.production_rows import PRODUCTION_ROWS, PRODUCTION_UNREAD
from tests.contracts.visit_rows import VISIT_READ, VISIT_ROWS
from tests.secretariat import desk_factories as desk
from tests.secretariat.checkin_factories import CheckInFactory

DESK_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {
    Service: lambda g, p: desk.ServiceFactory(group=g, asker=p),
    ServiceNote: lambda g, p: desk.ServiceNoteFactory(service__group=g),
    Referral: lambda g, p: desk.ReferralFactory(service__group=g),
    CheckIn: lambda g, p: CheckInFactory(group=g),
}
SECRETARIAT_ROWS = DESK_ROWS | ABROAD_ROWS | PRODUCTION_ROWS | VISIT_ROWS
# In the admin site these are read; others have pages of their own alone.
UNREAD = {*PRODUCTION_UNREAD, *(model for model in VISIT_ROWS if model not in VISIT_READ)}
SECRETARIAT_READ = tuple(model for model in SECRETARIAT_ROWS if model not in UNREAD)
