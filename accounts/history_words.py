"""How the change log tells what the commands did."""

from django.utils.translation import gettext_lazy as _

from core.history_words import name_acts

name_acts(
    {
        "make_admin": _("made an administrator"),
        "seed_demo": _("wrote the example data"),
    }
)
