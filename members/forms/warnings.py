"""What looks wrong without being impossible is said before saving, and saved when confirmed."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils.translation import gettext as _

from core.forms import ScopedForm
from members.models import Group, Person


class WarnsFirst(ScopedForm):
    """A form that asks "save anyway?" about its warnings.

    The confirmation names the warnings that were read: a new one is asked about again.
    """

    CONFIRMED = "confirmed"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings: list[str] = []

    @property
    def warnings_key(self) -> str:
        return hashlib.sha256("\n".join(self.warnings).encode()).hexdigest()[:16]

    @property
    def asks_to_confirm(self) -> bool:
        """Whether nothing but a confirmation is missing."""
        if self.errors or not self.warnings:
            return False
        return bool(self.data.get(self.CONFIRMED) != self.warnings_key)

    def is_ready(self) -> bool:
        """Valid, and whatever it warns of is confirmed."""
        return self.is_valid() and not self.asks_to_confirm

    def warn_of_man(self, sex: str, group: Group | None) -> None:
        """A man may be a returnee; as a member of a women's group he is worth a second look."""
        if sex == Person.Sex.MALE and group is not None and group.kind == Group.Kind.KWT:
            sentence = _("%(group)s is a women's group, and this is a man's entry.")
            self.warnings.append(sentence % {"group": group})
