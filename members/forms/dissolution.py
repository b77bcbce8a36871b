"""The form that dissolves a group: when, why, and an answer for everything that is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.filters import LightSelect
from core.forms import ActForm
from core.registry import DissolutionPart, OpenRow, Text, dissolution_parts
from members.dissolution import dissolve_group
from members.forms.fields import past_date, today
from members.models import Group

ALL = "all"


@dataclass(slots=True)
class Asked:
    """One part as the page shows it: its rows, and the fields that ask about them."""

    part: DissolutionPart
    rows: list[OpenRow]
    choices: list[tuple[str, Text]]
    fields: list[forms.BoundField] = field(default_factory=list)

    @property
    def is_asked(self) -> bool:
        return len(self.choices) > 1

    def name(self, key: str) -> str:
        return f"{self.part.key}-{key}"


class DissolveForm(ActForm):
    """Date and reason; for each part one answer for all, and another for single rows."""

    day = past_date(gettext_lazy("Dissolved on"), required=True)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("In one or two sentences; it stays on the group's page."),
    )

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group
        self.fields["day"].initial = today()
        self.parts = [self._asked(part) for part in dissolution_parts()]
        for asked in self.parts:
            asked.fields = [self[name] for name in self._add_fields(asked)]

    def _asked(self, part: DissolutionPart) -> Asked:
        rows = part.open_rows(self.group)
        return Asked(part, rows, part.choices(self.group, self.user) if rows else [])

    def _add_fields(self, asked: Asked) -> list[str]:
        if not asked.is_asked:
            return []
        names = [asked.name(ALL), *(asked.name(row.key) for row in asked.rows)]
        labels = [_("For everybody"), *(row.label for row in asked.rows)]
        first = [_("answer one by one below"), *[_("as for everybody")] * len(asked.rows)]
        for name, label, blank in zip(names, labels, first, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=str(label),
                required=False,
                choices=[("", blank), *asked.choices],
                widget=LightSelect,
            )
        return names

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for asked in self.parts:
            if not asked.is_asked or self.cleaned_data.get(asked.name(ALL)):
                continue
            for row in asked.rows:
                if not cleaned.get(asked.name(row.key)) and asked.name(row.key) not in self.errors:
                    self.add_error(asked.name(row.key), _("Choose what happens."))
        return cleaned

    def answers(self) -> dict[str, dict[str, str]]:
        return {
            asked.part.key: {row.key: self._answer(asked, row) for row in asked.rows}
            for asked in self.parts
        }

    def _answer(self, asked: Asked, row: OpenRow) -> str:
        if not asked.is_asked:
            return asked.choices[0][0]
        data = self.cleaned_data
        return data[asked.name(row.key)] or data[asked.name(ALL)]

    def try_dissolve(self) -> bool:
        """Do it; False, with the reason on the form, where it is refused."""
        if not self.is_valid():
            return False
        self.attempt(
            lambda: dissolve_group(
                actor=self.user,
                group=self.group,
                day=self.cleaned_data["day"],
                reason=self.cleaned_data["reason"],
                answers=self.answers(),
            )
        )
        return not self.errors
