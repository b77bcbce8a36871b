"""What somebody needs to get on: a few ticks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from core.forms import ActForm
from members.forms.fields import PlainField
from members.models import Person
from secretariat.forms.abroad import radios
from secretariat.models import Need


class NeedForm(ActForm):
    """The kinds of help that she asks for, each written down once."""

    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What does she need to get on?"),
        choices=radios(Need.Kind.choices),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick at least one, or choose “Nothing now”.")},
    )
    note = PlainField(
        label=gettext_lazy("In her words"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example: two goats to begin with. Nothing about her health."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._write)

    def _write(self) -> bool:
        Need.objects.write_down(self.person, self.cleaned_data["kinds"], self.cleaned_data["note"])
        return True
