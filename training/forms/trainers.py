"""Who teaches: a member who knows it, or somebody who is only named."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import RowForm
from members.forms.fields import PlainField
from members.models import Person
from training.models import Trainer

MOST_FOUND = 12


class TrainerForm(RowForm):
    """A member found by her name (``q``), or a name that is typed."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Member or migrant"),
        queryset=Person.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Choose one of those who were found.")},
    )
    name = PlainField(
        label=gettext_lazy("Name of a trainer who is no member"), max_length=120, required=False
    )
    affiliation = PlainField(
        label=gettext_lazy("From"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("The office or business for which she or he teaches."),
    )

    class Meta:
        model = Trainer
        fields = ["person", "name", "affiliation"]

    def __init__(self, *args: Any, q: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["person"].queryset
        self.fields["person"].queryset = people.filter(deceased_on=None)
        found = self._found(q) if q.strip() else []
        self.fields["person"].widget.choices = found
        self.has_found = bool(found)
        if not found:
            self.fields["person"].widget = forms.HiddenInput()

    def _found(self, q: str) -> list[tuple[str, str]]:
        people = self.fields["person"].queryset.search_as(self.user, q)
        rows = people.order_by("sort_key", "id")
        columns = rows.values_list("code", "name", "group__name")[:MOST_FOUND]
        return [(code, " · ".join(filter(None, names))) for code, *names in columns]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        person, name = (self.cleaned_data.get(each) for each in ("person", "name"))
        if person and name:
            self.add_error("name", _("Choose a member, or write a name: not both."))
        elif not person and not name and not self.errors:
            self.add_error("name", _("Choose a member, or write a name."))
        self._take_up_again(person)
        return cleaned

    def _take_up_again(self, person: Person | None) -> None:
        """Who taught this training before and was taken off is the same trainer again."""
        before = Trainer.objects.filter(training=self.instance.training, person=person, ended=True)
        row = before.first() if person else None
        if row:
            self.instance = row
        self.instance.ended = False
