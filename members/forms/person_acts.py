"""Two acts on one person that ask for little: reading her NIK, recording her death."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ActForm
from members import services
from members.forms.fields import PlainField, past_date, today
from members.models import Person


class RevealForm(ActForm):
    """Why somebody needs to read a NIK; asked anew after a new sign-in."""

    keeps_input = False

    reason = PlainField(
        label=gettext_lazy("What do you need the NIK for?"),
        max_length=300,
        help_text=gettext_lazy("Your name, the time and this reason are recorded."),
    )


class DeathForm(ActForm):
    """When somebody died; empty takes a mistake back."""

    died = past_date(gettext_lazy("Died on"))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        field = self.fields["died"]
        field.required = not person.deceased_on
        field.initial = person.deceased_on or today
        if person.deceased_on:
            field.help_text = _("Clear the date if it was recorded by mistake.")

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._record)

    def _record(self) -> bool:
        services.record_death(person=self.person, died=self.cleaned_data["died"])
        return True
