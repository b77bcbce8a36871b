"""Work abroad, and the relatives at home."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import PartialDateFormField
from core.forms import RowForm
from core.partial_dates import years_from_today
from members.forms.fields import DayField, PhoneField, PlainField, country_choices, past_date
from members.models import Placement, Relative

PLAIN = {
    "occupation": PlainField,
    "sector": PlainField,
    "agency": PlainField,
    "employer": PlainField,
}


def departure_field() -> PartialDateFormField:
    """Somebody may be about to leave: up to the end of next year."""
    return PartialDateFormField(
        label=gettext_lazy("Departed"), required=False, latest=lambda: years_from_today(1)
    )


class PlacementForm(RowForm):
    """One stay abroad. What is withheld from the user is not asked, and stays as it is."""

    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=country_choices)
    departed = departure_field()
    returned = past_date(gettext_lazy("Returned on"))

    class Meta:
        model = Placement
        fields = [
            "country",
            "status",
            "departed",
            "returned",
            "return_reason",
            "occupation",
            "sector",
            "scheme",
            "agency",
            "employer",
            "contract_ends",
        ]
        field_classes = PLAIN
        widgets = {
            "status": forms.RadioSelect,
            "occupation": forms.TextInput(attrs={"list": "occupations", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, shows_sensitive: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An empty first choice would be a fourth answer: not knowing is "unknown".
        self.fields["status"].choices = Placement.Status.choices
        self.withheld = [] if shows_sensitive else self._withhold()

    def _withhold(self) -> list[str]:
        """Drop the sensitive fields; what somebody else wrote is neither shown nor touched."""
        return [str(self.fields.pop(name).label) for name in Placement.SENSITIVE]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        is_abroad = cleaned.get("status") == Placement.Status.ABROAD
        if is_abroad and self.withheld and self.instance.return_reason:
            raise ValidationError(
                _(
                    "A reason for returning is on file that you do not see."
                    " Ask the labour office to change this stay."
                )
            )
        return cleaned

    def save(self, commit: bool = True) -> Placement:
        stay = self.instance
        if set(self.changed_data) & set(Placement.SENSITIVE):
            stay.sensitive_by = self.user
        stay.name_occupation()
        return super().save(commit=commit)


class RelativeForm(RowForm):
    """Somebody of the family, and the worker's own word on contact."""

    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    source_date = DayField(label=gettext_lazy("Told on"), required=False)

    class Meta:
        model = Relative
        fields = ["name", "relation", "phone", "consent", "source", "source_date"]
        field_classes = {"name": PlainField, "source": PlainField}
        widgets = {
            "consent": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].choices = Relative.Consent.choices
        self.hides_phone = bool(self.instance.phone) and not self.instance.may_be_contacted
        if self.hides_phone:
            self.initial["phone"] = ""
            self.fields["phone"].help_text = _(
                "A number is on file and not shown, because she has not allowed contact."
                " Type one only to replace it."
            )

    def clean_phone(self) -> str:
        """The number typed; where the one on file is hidden, leaving it empty keeps it."""
        typed = self.cleaned_data["phone"]
        return self.instance.phone if self.hides_phone and not typed else typed
