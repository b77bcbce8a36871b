"""The monthly check: three questions, the problem in words, what the office answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import ActForm, RowForm, check_in_scope
from members.forms.fields import PlainField
from members.models import Group
from secretariat.models import CheckIn
from secretariat.models.checkins import MOST_ANSWER, MOST_NOTE

YES, NO = "yes", "no"
ANSWERS = ((NO, _("No")), (YES, _("Yes")))
CHANGED, BROKEN, PROBLEM = "changed", "broken", "problem"


class CheckInForm(ActForm):
    """Three times yes or no, so that no is always: nothing changed. The month's second answer
    takes the place of the first.
    """

    changed = forms.ChoiceField(label=_("Did anybody join or leave the group?"), choices=ANSWERS)
    broken = forms.ChoiceField(label=_("Is a machine damaged?"), choices=ANSWERS)
    problem = forms.ChoiceField(
        label=_("Is there a problem that the office should know of?"), choices=ANSWERS
    )

    def __init__(
        self, *args: Any, group: Group, month: dt.date, has_machines: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.month = group, month
        if not has_machines:
            del self.fields[BROKEN]

    @property
    def questions(self) -> list[str]:
        """The names of what is asked, in order."""
        return [name for name in (CHANGED, BROKEN, PROBLEM) if name in self.fields]

    def try_save(self) -> CheckIn | None:
        return self.attempt(self._answer) if self.is_valid() else None

    def _answer(self) -> CheckIn:
        said = {name: self.cleaned_data[name] == YES for name in self.questions}
        values: dict[str, Any] = {
            "answered_on": timezone.localdate(),
            "answered_by": self.user,
            "members_changed": said[CHANGED],
            "machines_sound": not said[BROKEN] if BROKEN in said else None,
            "has_problem": said[PROBLEM],
        }
        if not said[PROBLEM]:
            values |= {"note": "", "settled_on": None, "settled_note": ""}
        check, _is_new = CheckIn.objects.update_or_create(
            group=self.group, month=self.month, defaults=values
        )
        check_in_scope(check, self.user, self.act)
        return check


class CheckInNoteForm(RowForm):
    """The problem in the group's own words; other words are for the office to answer anew."""

    note = PlainField(
        label=_("What is the problem?"),
        max_length=MOST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In a few words. The office reads it and answers here."),
    )

    class Meta:
        model = CheckIn
        fields = ["note"]

    def save(self, commit: bool = True) -> CheckIn:
        if "note" in self.changed_data:
            self.instance.settled_on, self.instance.settled_note = None, ""
        return super().save(commit)


class CheckInSettleForm(RowForm):
    """What the office answers a group that has a problem."""

    settled_note = PlainField(
        label=_("What was agreed: who does what, and when"),
        max_length=MOST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The group reads it on its page of monthly checks."),
    )

    class Meta:
        model = CheckIn
        fields = ["settled_note"]

    def save(self, commit: bool = True) -> CheckIn:
        self.instance.settled_on = timezone.localdate()
        return super().save(commit)
