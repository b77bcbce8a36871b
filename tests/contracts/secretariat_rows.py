"""Rows of the secretariat that belong to a group and a person, for the walks over all models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import Group, Person
from tests.contracts.production_rows import PRODUCTION_ROWS, PRODUCTION_UNREAD

SECRETARIAT_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {}
SECRETARIAT_ROWS |= PRODUCTION_ROWS
# These have pages of their own alone.
UNREAD: set[type[Any]] = {*PRODUCTION_UNREAD}
from tests.contracts.abroad_rows import ABROAD_ROWS

SECRETARIAT_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {}
SECRETARIAT_ROWS |= ABROAD_ROWS
from secretariat.models import CheckIn
from tests.secretariat.checkin_factories import CheckInFactory

SECRETARIAT_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {}
SECRETARIAT_ROWS[CheckIn] = lambda group, person: CheckInFactory(group=group)
from secretariat.models import Referral, Service, ServiceNote
from tests.secretariat import desk_factories as desk

SECRETARIAT_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {}
# service desk
SECRETARIAT_ROWS[Service] = lambda g, p: desk.ServiceFactory(group=g, asker=p)
SECRETARIAT_ROWS[ServiceNote] = lambda g, p: desk.ServiceNoteFactory(service__group=g)
SECRETARIAT_ROWS[Referral] = lambda g, p: desk.ReferralFactory(service__group=g)

# In the admin site these are read.
SECRETARIAT_READ = tuple(model for model in SECRETARIAT_ROWS if model not in UNREAD)
from tests.contracts.visit_rows import VISIT_READ, VISIT_ROWS

SECRETARIAT_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {}
SECRETARIAT_ROWS |= VISIT_ROWS
# In the admin site these are read.
SECRETARIAT_READ: tuple[type[Any], ...] = ()
SECRETARIAT_READ += VISIT_READ
