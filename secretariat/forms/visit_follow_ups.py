"""The forms of a visit's follow-ups: what is to be done and by whom; that it is done."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid.forms.cancelling import CancelRowForm
from core.forms import ActForm, RowForm
from members.forms.fields import DayField, PlainField
from secretariat.forms.visits import check_plausible
from secretariat.models import VisitFollowUp
from training.forms.trainings import day_input

GROUP, OTHER = "group", "other"


class FollowUpForm(RowForm):
    """One thing to do. The group sees what is its own."""

    what = PlainField(label=gettext_lazy("What is to be done"), max_length=300)
    whose = forms.ChoiceField(label=gettext_lazy("Who does it"), widget=forms.RadioSelect)
    owner_name = PlainField(
        label=gettext_lazy("Name, if it is somebody else"), max_length=120, required=False
    )

    class Meta:
        model = VisitFollowUp
        fields: ClassVar = ["what", "owner_name", "due_on"]
        widgets: ClassVar = {"due_on": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visit, row = self.instance.visit, self.instance
        named = visit.officers.going().filter(user__isnull=False).select_related("user")
        users = [*(officer.user for officer in named), *filter(None, [row.owner]), self.user]
        self.owners = {f"user-{user.username}": user for user in users}
        people = [(key, str(user)) for key, user in self.owners.items()]
        whose = self.fields["whose"]
        whose.choices = [(GROUP, str(visit.group)), *people, (OTHER, _("somebody else"))]
        whose.initial = self._whose(row)
        self.fields["due_on"].label = _("Until when")
        self.helper.layout = Layout("seen_version", "what", "whose", "owner_name", "due_on")

    def _whose(self, row: VisitFollowUp) -> str:
        if row.owner:
            return f"user-{row.owner.username}"
        return OTHER if row.owner_name else GROUP

    def clean_due_on(self) -> dt.date:
        return check_plausible(self.cleaned_data["due_on"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        whose = self.cleaned_data.get("whose")
        if whose == OTHER and not self.cleaned_data.get("owner_name"):
            if "owner_name" not in self.errors:
                self.add_error("owner_name", _("Write who does it."))
        elif whose != OTHER:
            self.cleaned_data["owner_name"] = ""
        self.instance.is_groups = whose == GROUP
        self.instance.owner = self.owners.get(whose or "")
        return cleaned


class FinishForm(ActForm):
    """It is done: when, and what came of it."""

    done_on = DayField(label=gettext_lazy("Done on"))
    done_note = PlainField(
        label=gettext_lazy("What was done"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, row: VisitFollowUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["done_on"].initial = timezone.localdate()

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._finish)

    def _finish(self) -> bool:
        typed = self.cleaned_data
        self.row.finish(on=typed["done_on"], note=typed["done_note"], actor=self.user)
        return True


class DropForm(CancelRowForm):
    """Why it is no longer to be done."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = ""
