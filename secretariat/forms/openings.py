"""Peluang: written as a draft, published once it is ticked that it is no job abroad, withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ActForm, RowForm
from core.partial_dates import years_from_today
from institutions.models import Institution
from members.forms.fields import PlainField
from secretariat.forms.abroad import radios
from secretariat.job_abroad import REFUSAL, told_in
from secretariat.models import Opening
from training.models import Topic

READ = ("title", "text", "audience", "place", "contact", "commodity")
YEARS_AHEAD = 5


class OpeningForm(RowForm):
    """One opening; what reads like a job abroad is refused where it stands."""

    said_at = {"opening_until_after_publishing": "until"}

    title = PlainField(label=capfirst(gettext_lazy("title of the opening")), max_length=120)
    audience = PlainField(
        label=gettext_lazy("For whom?"),
        max_length=200,
        help_text=gettext_lazy("For example: PMI purna who grow chilli."),
    )
    place = PlainField(label=gettext_lazy("Place"), max_length=120, required=False)
    contact = PlainField(
        label=gettext_lazy("Whom to ask?"),
        max_length=200,
        help_text=gettext_lazy("An office with its telephone number. Anybody can read it."),
    )
    topic = forms.ModelChoiceField(
        label=capfirst(gettext_lazy("skill")),
        queryset=Topic.objects.all(),
        to_field_name="key",
        required=False,
        help_text=gettext_lazy("Whoever knows this is proposed as somebody whom it may suit."),
    )
    commodity = PlainField(
        label=capfirst(gettext_lazy("commodity")),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Members of groups that grow it are proposed too."),
    )
    office = forms.ModelChoiceField(
        label=gettext_lazy("In the name of"),
        queryset=Institution.objects.all(),
        to_field_name="code",
        empty_label=gettext_lazy("choose"),
    )

    class Meta:
        model = Opening
        fields = [
            *("kind", "title", "text", "audience", "place", "until", "contact"),
            *("topic", "commodity", "office"),
        ]
        widgets = {
            "kind": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 6}),
            "until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = radios(Opening.Kind.choices)
        self.fields["text"].label = _("What is offered?")
        self.fields["until"].label = _("Until when?")
        if self.instance.pk:
            del self.fields["office"]
            self.initial["topic"] = self.instance.topic
        elif self._own_office():
            del self.fields["office"]
            self.instance.office = self.user.institution

    def _own_office(self) -> bool:
        """Whether the user's institution is one in whose name she may publish."""
        mine = self.user.institution
        return bool(mine) and self.fields["office"].queryset.filter(pk=mine.pk).exists()

    def clean_until(self) -> dt.date:
        until: dt.date = self.cleaned_data["until"]
        if until == self.instance.until:
            return until
        if not timezone.localdate() <= until <= years_from_today(YEARS_AHEAD):
            raise ValidationError(_("Choose a day from today on, within five years."))
        return until

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in READ:
            if found := told_in(self.cleaned_data.get(name) or ""):
                self.add_error(name, REFUSAL % {"found": found})
        return self.cleaned_data


class PublishForm(ActForm):
    """Anybody may read it from now on."""

    no_job_abroad = forms.BooleanField(
        label=gettext_lazy("This is no job abroad"),
        error_messages={"required": gettext_lazy("Tick that this is no job abroad.")},
        help_text=gettext_lazy("Whoever wants to work abroad goes through SISKOP2MI and BP3MI."),
    )

    def __init__(self, *args: Any, opening: Opening, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opening = opening

    def clean(self) -> dict[str, Any]:
        super().clean()
        texts = (str(getattr(self.opening, name)) for name in READ)
        if found := next(filter(None, map(told_in, texts)), ""):
            raise ValidationError(REFUSAL % {"found": found})
        if self.opening.until < timezone.localdate():
            raise ValidationError(_("Its last day is past. Correct the day first."))
        return self.cleaned_data

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._publish)

    def _publish(self) -> bool:
        self.opening.publish(by=self.user)
        return True


class WithdrawForm(ActForm):
    """It no longer holds; the reason stands in the register alone."""

    reason = PlainField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args: Any, opening: Opening, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opening = opening

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._withdraw)

    def _withdraw(self) -> bool:
        self.opening.withdraw(reason=self.cleaned_data["reason"])
        return True
