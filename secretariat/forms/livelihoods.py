"""A livelihood card: the same four questions each time, read aloud by an officer."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import display
from core.forms import RowForm
from members.forms.fields import DayField
from secretariat.livelihood_text import CURRENT, question
from secretariat.models import Livelihood


class LivelihoodForm(RowForm):
    """One card; its questions and answers stand in the words of its wording."""

    said_at: ClassVar[dict[str, str]] = {
        "livelihood_once_a_year": "taken_on",
        "livelihood_date_plausible": "taken_on",
    }

    taken_on = DayField(label=gettext_lazy("Asked on"))

    class Meta:
        model = Livelihood
        fields = ("income", "work", "savings", "intends", "taken_on")
        widgets: ClassVar = dict.fromkeys(Livelihood.ASKED, forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self._begin()
        for name in Livelihood.ASKED:
            asked = question(name, self.instance.wording)
            self.fields[name].label = asked.text
            self.fields[name].choices = [
                (value, capfirst(words)) for value, words in asked.answers.items()
            ]

    def _begin(self) -> None:
        """A first card where she has none, else one of this year."""
        cards = self._others().filter(stage=Livelihood.Stage.BASELINE)
        stages = Livelihood.Stage
        self.instance.stage = stages.YEARLY if cards.exists() else stages.BASELINE
        self.instance.wording, self.instance.taken_by = CURRENT, self.user
        self.initial["taken_on"] = timezone.localdate()

    def _others(self) -> Any:
        cards = Livelihood.objects.standing().filter(person=self.instance.person)
        return cards.exclude(pk=self.instance.pk)

    def clean_taken_on(self) -> Any:
        """The first card is the earliest one."""
        day, cards = self.cleaned_data["taken_on"], self._others()
        if self.instance.stage == Livelihood.Stage.BASELINE:
            wrong = cards.filter(taken_on__lt=day)
        else:
            wrong = cards.filter(taken_on__gt=day, stage=Livelihood.Stage.BASELINE)
        if found := wrong.order_by("taken_on").first():
            words = _("The first card must be the earliest one: there is one of %(day)s.")
            raise ValidationError(words % {"day": display.long_date(found.taken_on)})
        return day
