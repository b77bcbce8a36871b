"""Whether she still uses what she learned: one page, a few taps."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import RowForm
from core.lists import Count
from members.forms.fields import PlainField
from training.models import FollowUp
from training.models.follow_ups import MOST_INCOME


class IncomeField(forms.Field):
    """Whole rupiah in any usual spelling, less than before with a minus; None where empty."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "maxlength": 20})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "amount": gettext_lazy("Write whole rupiah, for example 150.000."),
        "too_much": gettext_lazy("This amount is not plausible."),
    }

    def to_python(self, value: Any) -> Any:
        text = re.sub(r"(?i)^\s*rp\.?|[\s.]+", "", str(value or ""))
        if not text:
            return None
        if not re.fullmatch(r"-?[0-9]{1,12}", text):
            raise ValidationError(self.error_messages["amount"], code="amount")
        if abs(int(text)) > MOST_INCOME:
            raise ValidationError(self.error_messages["too_much"], code="too_much")
        return int(text)

    def prepare_value(self, value: Any) -> Any:
        return str(Count(value)) if isinstance(value, int) else value


class FollowUpForm(RowForm):
    """Her answer after so many months. ``asks_income``: the office asks that too."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why not, or not all of it?"),
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("Only where the answer is “partly” or “no”."),
    )
    note = PlainField(label=capfirst(gettext_lazy("in her words")), max_length=300, required=False)
    income = IncomeField(
        label=capfirst(gettext_lazy("more income a month (rupiah)")),
        required=False,
        help_text=gettext_lazy("Asked and read by the office alone."),
    )

    class Meta:
        model = FollowUp
        fields = ("uses", "why", "note", "income")
        widgets: ClassVar = {"uses": forms.RadioSelect}

    def __init__(self, *args: Any, asks_income: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.was_done = self.instance.is_done
        self.fields["uses"].label = _("Does she still use what she learned?")
        for name, kinds in (("uses", FollowUp.Uses), ("why", FollowUp.Why)):
            self.fields[name].choices = [(kind, capfirst(label)) for kind, label in kinds.choices]
        if not asks_income:
            del self.fields["income"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        uses = self.cleaned_data.get("uses")
        if uses and uses not in FollowUp.NOT_ALL:
            self.cleaned_data["why"] = ""
        if uses == FollowUp.Uses.NO and not self.cleaned_data.get("why"):
            self.add_error("why", _("Choose why she does not use it."))
        if uses and uses not in FollowUp.ANSWERED and "income" in self.fields:
            self.cleaned_data["income"] = None
        return self.cleaned_data

    def save(self, commit: bool = True) -> FollowUp:
        """A correction leaves the day on which she was asked."""
        if not self.was_done:
            self.instance.asked_on = timezone.localdate()
            self.instance.asked_by = self.user
        row: FollowUp = super().save(commit)
        return row
