"""Home and menu of trainings: what the office has to do next, where a group's people go."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from core.registry import CardSource, MenuItem, SubjectLink, add_cards, add_link, add_menu
from training.home_cards import coming_cards, followup_cards, office_cards

# trainings
add_menu(MenuItem(_("Trainings"), "training:training_list", "training.view_training", 28))
add_cards(CardSource("training.change_training", office_cards))
add_cards(CardSource("training.view_training", coming_cards))

# skills
add_link(SubjectLink("person", _("Skills"), "training:skill_list", "training.view_skill"))

# follow-ups
add_cards(CardSource("training.answer_followup", followup_cards))
