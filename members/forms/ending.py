"""The end of a row that stays on file: since when, and why."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import ActForm
from members.forms.fields import DayField, PlainField


class EndForm(ActForm):
    """A relative or a skill that no longer holds; the row ends by ``end(on=…, reason=…)``."""

    ended_on = DayField(label=_("No longer valid since"), initial=timezone.localdate)
    end_reason = PlainField(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._end)

    def _end(self) -> bool:
        self.row.end(on=self.cleaned_data["ended_on"], reason=self.cleaned_data["end_reason"])
        return True
