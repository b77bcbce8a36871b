"""Home: the figures of one's region, what waits for an answer, what is missing.

The cards ask for scopes and know no role: who works in a region sees the region's, who works
for a group sees the group's.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.registry import CardSource, MenuItem, SubjectLink, add_cards, add_link, add_menu
from members.group_home_cards import group_cards
from members.home_cards import (
    duplicate_cards,
    import_cards,
    region_cards,
    request_cards,
)
from members.steps_page import draft_cards

add_menu(MenuItem(_("Groups"), "members:group_list", "members.view_group", 10))
add_menu(MenuItem(_("Members & migrants"), "members:person_list", "members.view_person", 20))

add_link(
    SubjectLink("person", _("Recorded twice?"), "members:merge_start", "members.merge_people", 80)
)
add_cards(CardSource("members.view_person", region_cards))
add_cards(CardSource("members.answer_transfer", request_cards))
add_cards(CardSource("members.request_transfer", group_cards))
add_cards(CardSource("members.add_person", draft_cards))
add_cards(CardSource("members.import_people", import_cards))
add_cards(CardSource("members.merge_people", duplicate_cards))
