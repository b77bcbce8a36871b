"""The forms of a session: when it is and how long, or why it was not held."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ActForm, RowForm
from core.history import give_reason
from members.forms.fields import PlainField
from training.models import Session


class SessionForm(RowForm):
    """One session, on a day of its training."""

    said_at = {"session_once": "begins_at", "session_within_its_training": "date"}

    subject = PlainField(label=gettext_lazy("Subject"), max_length=160, required=False)
    hours = forms.DecimalField(
        label=gettext_lazy("Hours"),
        max_digits=4,
        decimal_places=2,
        localize=True,
        help_text=gettext_lazy("Of teaching, for example 8 or 7.5."),
    )

    class Meta:
        model = Session
        fields = ["date", "begins_at", "hours", "subject"]
        widgets = {
            "date": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "begins_at": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        training = self.instance.training
        days = {"min": f"{training.starts_on:%Y-%m-%d}", "max": f"{training.ends_on:%Y-%m-%d}"}
        self.fields["date"].widget.attrs.update(days)

    def clean_date(self) -> dt.date:
        day, training = self.cleaned_data["date"], self.instance.training
        if not training.starts_on <= day <= training.ends_on:
            raise ValidationError(str(Session.trigger_messages["session_within_its_training"]))
        return day

    def clean_hours(self) -> Any:
        hours = self.cleaned_data["hours"]
        if not 0 < hours <= 24:
            raise ValidationError(_("Give hours above 0 and up to 24."))
        return hours


class SessionCancelForm(ActForm):
    """Why a session was not held."""

    reason = PlainField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args: Any, session: Session, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._call_off)

    def _call_off(self) -> bool:
        give_reason(self.cleaned_data["reason"])
        self.session.call_off(self.cleaned_data["reason"])
        return True
