"""The addresses of the secretariat: how each is opened, what a right POST sends."""

from __future__ import annotations

from tests.contracts.production_addresses import PRODUCTION
from tests.contracts.walker import Address

SECRETARIAT: dict[str, Address] = {}
SECRETARIAT |= PRODUCTION
from tests.contracts.addresses_of_abroad import ABROAD
from tests.contracts.addresses_of_openings import OPENINGS
from tests.contracts.walker import Address

SECRETARIAT: dict[str, Address] = {}
SECRETARIAT |= ABROAD
SECRETARIAT |= OPENINGS
from tests.contracts.visit_addresses import MEETINGS, VISITS
from tests.contracts.walker import Address

SECRETARIAT: dict[str, Address] = {}
SECRETARIAT |= VISITS | MEETINGS
from tests.contracts.checkin_addresses import CHECK_INS, HEALTH
from tests.contracts.walker import Address

SECRETARIAT: dict[str, Address] = {}
SECRETARIAT |= CHECK_INS
SECRETARIAT |= HEALTH
from tests.contracts.desk_addresses import DESK
from tests.contracts.walker import Address

SECRETARIAT: dict[str, Address] = {}
# service desk
SECRETARIAT |= DESK
