"""The addresses of equipment aid: how each is opened, what a right POST sends."""

from __future__ import annotations

from tests.contracts.addresses_of_equipment import EQUIPMENT
from tests.contracts.addresses_of_handovers import HANDOVERS
from tests.contracts.addresses_of_proposals import PROPOSALS
from tests.contracts.addresses_of_turns import BOOKINGS

AID = PROPOSALS | HANDOVERS | EQUIPMENT | BOOKINGS
