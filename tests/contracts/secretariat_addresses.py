"""The addresses of the secretariat: how each is opened, what a right POST sends."""

from __future__ import annotations

from tests.contracts.addresses_of_abroad import ABROAD
from tests.contracts.addresses_of_openings import OPENINGS
from tests.contracts.checkin_addresses import CHECK_INS, HEALTH
from tests.contracts.desk_addresses import DESK
from tests.contracts.production_addresses import PRODUCTION
from tests.contracts.visit_addresses import MEETINGS, VISITS

SECRETARIAT = DESK | ABROAD | OPENINGS | VISITS | MEETINGS | CHECK_INS | HEALTH | PRODUCTION
