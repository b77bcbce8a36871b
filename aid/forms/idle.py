"""Why a machine stands still: one answer, and a line about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.models import Equipment, IdleAnswer
from core.forms import ActForm, RowForm, check_in_scope
from members.forms.fields import PlainField

# What is asked about each answer.
NOTE_LABELS = {
    IdleAnswer.Answer.BROKEN: _("What is broken?"),
    IdleAnswer.Answer.NOT_SEASON: _("When does the work begin?"),
    IdleAnswer.Answer.NO_OPERATOR: _("Who could learn to run it?"),
    IdleAnswer.Answer.NOT_SUITABLE: _("What does not suit: the soil, the slope, the area?"),
    IdleAnswer.Answer.WITH_OTHERS: _("Who uses it, and since when?"),
}
SETTLE_LABELS = {
    IdleAnswer.Answer.NO_OPERATOR: _("What was agreed: who learns it, when and where"),
    IdleAnswer.Answer.NOT_SUITABLE: _("Why it stays with this group"),
}


class IdleForm(ActForm):
    """One of five plain answers. The same day's second answer takes the place of the first."""

    answer = forms.ChoiceField(label=_("Answer"), choices=IdleAnswer.Answer.choices)

    def __init__(self, *args: Any, equipment: Equipment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.equipment = equipment

    def try_save(self) -> IdleAnswer | None:
        return self.attempt(self._answer) if self.is_valid() else None

    def _answer(self) -> IdleAnswer:
        answer, _is_new = IdleAnswer.objects.update_or_create(
            equipment=self.equipment,
            asked_for=timezone.localdate(),
            defaults={
                "answer": self.cleaned_data["answer"],
                "answered_by": self.user,
                "settled_on": None,
                "settled_note": "",
            },
        )
        check_in_scope(answer, self.user, self.act)
        return answer


class IdleNoteForm(RowForm):
    """A line about the answer, for who reads the list."""

    class Meta:
        model = IdleAnswer
        fields = ["note"]
        field_classes = {"note": PlainField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = NOTE_LABELS[IdleAnswer.Answer(self.instance.answer)]


class IdleSettleForm(RowForm):
    """What the office answers: why the machine stays, or who learns to run it and when."""

    settled_note = PlainField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = IdleAnswer
        fields = ["settled_note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = IdleAnswer.Answer(self.instance.answer)
        self.fields["settled_note"].label = SETTLE_LABELS[asked]
        self.fields["settled_note"].help_text = _("The group reads it on the machine’s page.")

    def save(self, commit: bool = True) -> IdleAnswer:
        self.instance.settled_on = timezone.localdate()
        return super().save(commit)
