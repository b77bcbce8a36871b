"""Home and menu of equipment aid: what waits for the office, what became of one's own proposals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aid.equipment_home_cards import equipment_cards
from aid.home_cards import office_cards, own_cards
from aid.idle_page import needs
from aid.use_home_cards import group_cards, idle_cards
from core.needs import NeedSource, add_needs
from core.registry import (
    CardSource,
    MenuItem,
    SubjectLink,
    add_cards,
    add_link,
    add_menu,
)

# proposals and decrees
add_menu(MenuItem(_("Equipment aid"), "aid:proposal_list", "aid.view_proposal", 30))
add_cards(CardSource("aid.verify_proposal", office_cards))
add_cards(CardSource("aid.add_proposal", own_cards))
add_link(
    SubjectLink("group", _("Proposals of aid"), "aid:group_proposals", "aid.view_proposal", 10)
)

# Turns, uses to write down, idle machines.
add_cards(CardSource("aid.add_booking", group_cards))
add_cards(CardSource("aid.view_idleanswer", idle_cards))
add_needs(NeedSource("aid.settle_idleanswer", needs))

# Equipment.
OF_MACHINES = ("aid:booking_", "aid:use_", "aid:idle_", "label:")
add_menu(MenuItem(_("Equipment"), "aid:equipment_list", "aid.view_equipment", 25, OF_MACHINES))
add_cards(CardSource("aid.handle_fault", equipment_cards))
