"""Home and menu of the secretariat."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.registry import CardSource, MenuItem, SubjectLink, add_cards, add_link, add_menu
from secretariat import checkin_home_cards, desk_home  # noqa: F401 - importing is enough
from secretariat.abroad_cards import abroad_cards
from secretariat.visit_home_cards import group_cards as visit_group_cards
from secretariat.visit_home_cards import office_cards as visit_office_cards

# still abroad
add_menu(MenuItem(_("Still abroad"), "secretariat:abroad_list", "secretariat.view_abroad", 33))
add_cards(CardSource("secretariat.view_abroad", abroad_cards))
add_link(SubjectLink("person", _("Needs"), "secretariat:need_list", "secretariat.view_need"))

# openings
add_menu(MenuItem(_("Openings"), "secretariat:opening_list", "secretariat.view_opening", 36))

# coaching visits
add_menu(MenuItem(_("Coaching"), "secretariat:visit_list", "secretariat.view_visit", 44))
add_link(
    SubjectLink(
        "group", _("Plan a coaching visit"), "secretariat:visit_create", "secretariat.plan_visit"
    )
)
add_link(
    SubjectLink(
        "group", _("Minutes of meetings"), "secretariat:meeting_list", "secretariat.view_meeting"
    )
)
add_cards(CardSource("secretariat.plan_visit", visit_office_cards))
add_cards(CardSource("secretariat.finish_followup", visit_group_cards))

# monthly check
add_cards(CardSource("secretariat.answer_checkin", checkin_home_cards.group_cards))
add_cards(CardSource("secretariat.view_checkin", checkin_home_cards.office_cards))
add_link(
    SubjectLink(
        *("group", _("Monthly check"), "secretariat:checkin_group", "secretariat.view_checkin"),
        order=30,
    )
)
add_menu(
    MenuItem(
        *(_("Health of groups"), "secretariat:health_list", "secretariat.view_health", 47),
        views=("secretariat:checkin_",),
    )
)
add_link(
    SubjectLink(
        *("group", _("Health of the group"), "secretariat:health_detail"),
        act="secretariat.view_health",
        order=31,
    )
)

# production
OF_PRODUCTION = ("secretariat:harvest_", "secretariat:production_", "secretariat:livelihood_")
add_menu(
    MenuItem(
        *(_("Harvests"), "secretariat:harvest_list", "secretariat.view_harvest", 46),
        OF_PRODUCTION,
    )
)
add_link(
    SubjectLink(
        "group", _("Production"), "secretariat:production_group", "secretariat.view_harvest"
    )
)
add_link(
    SubjectLink(
        "person",
        _("Livelihood cards"),
        "secretariat:livelihood_list",
        "secretariat.view_livelihood",
    )
)
