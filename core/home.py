"""The menu's first entry, and how somebody is addressed there."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.registry import MenuItem, add_menu

add_menu(MenuItem(gettext_lazy("Home"), "core:home", None, 0))
add_menu(MenuItem(gettext_lazy("Data taken out"), "core:disclosure_list", "core.view_reveal", 80))
add_menu(MenuItem(gettext_lazy("Change log"), "core:receipt_list", "core.view_receipt", 79))

# What Balinese names begin with, telling the sex and the order of birth.
_BIRTH_WORDS = frozenset(
    [
        "I",
        "Ni",
        "Wayan",
        "Putu",
        "Gede",
        "Luh",
        "Made",
        "Kadek",
        "Nengah",
        "Nyoman",
        "Ketut",
        "Komang",
    ]
)


def addressed(user: Any) -> str:
    """``Bu Wiwik``, as one would say it; the full name where no form of address is known."""
    name = user.get_full_name() or user.get_username()
    titles = {"ibu": _("Bu %(name)s"), "bapak": _("Pak %(name)s")}
    title = titles.get(user.salutation)
    return title % {"name": _call_name(name)} if title else name


def _call_name(name: str) -> str:
    """The first word of a name; of a Balinese one the first that is hers alone."""
    words = name.split()
    own = [word for word in words if word not in _BIRTH_WORDS]
    return (own or words or [name])[0]
