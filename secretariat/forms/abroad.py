"""Of those abroad: what was heard, and that she is back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ActForm, RowForm
from members.forms.fields import DayField, PlainField, past_date, today
from members.models import Placement
from secretariat.models import Contact
from secretariat.services_abroad import record_return

Teller = Contact.Teller


def radios(choices: Any) -> list[tuple[str, str]]:
    return [(value, capfirst(label)) for value, label in choices]


class ContactForm(RowForm):
    """Somebody abroad was heard of: a few taps, and a note where there is one."""

    said_at = {"contact_source_of_others": "source"}

    day = DayField(label=gettext_lazy("When?"))
    source = PlainField(
        label=gettext_lazy("Who told it?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Only where it was not herself, for example: Paiman, her husband."),
    )

    class Meta:
        model = Contact
        fields = ["told_by", "source", "channel", "day", "note"]
        widgets = {
            "told_by": forms.RadioSelect,
            "channel": forms.RadioSelect,
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_by"].choices = radios(Teller.choices)
        self.fields["told_by"].label = _("From whom?")
        self.fields["channel"].choices = radios(Contact.Channel.choices)
        self.fields["channel"].label = _("How?")
        self.fields["note"].help_text = _("Only what she may know that it is written here.")
        self.initial["day"] = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("told_by") == Teller.HERSELF:
            cleaned["source"] = ""
        elif cleaned.get("told_by") and not cleaned.get("source") and "source" not in self.errors:
            self.add_error("source", _("Write who told it, where it was not herself."))
        return cleaned

    def save(self, commit: bool = True) -> Contact:
        self.instance.recorded_by = self.user
        row: Contact = super().save(commit)
        return row


class ReturnForm(ActForm):
    """Why first, then when; of who died it is the day of her death."""

    said_at = {"placement_return_after_departure": "returned"}

    reason = forms.ChoiceField(
        label=gettext_lazy("Why did she come home?"),
        choices=radios(Placement.ReturnReason.choices),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Only the office and whoever writes it can read this."),
    )
    returned = past_date(
        gettext_lazy("When?"),
        required=True,
        initial=today,
        help_text=gettext_lazy("A year alone is enough. If she died: the day of her death."),
    )

    def __init__(self, *args: Any, stay: Placement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stay = stay

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._record)

    def _record(self) -> bool:
        record_return(actor=self.user, stay=self.stay, **self.cleaned_data)
        return True
