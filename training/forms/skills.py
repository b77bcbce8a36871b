"""The form of a skill: what she knows, where she learned it, whether she can teach it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import RowForm
from core.indonesia import country_name
from members.forms.fields import PlainField, country_choices
from training.models import Skill, Topic, Training

Learned = Skill.Learned


class SkillForm(RowForm):
    """One skill of one woman; the topic of what she learned in a training follows from it."""

    said_at = {"skill_once": "topic"}

    topic = forms.ModelChoiceField(
        label=capfirst(gettext_lazy("skill")),
        queryset=Topic.objects.all(),
        to_field_name="key",
        required=False,
        empty_label=gettext_lazy("choose"),
        help_text=gettext_lazy("Not needed where you choose a training below."),
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        required=False,
        help_text=gettext_lazy("Only where she learned it at work abroad."),
    )
    training = forms.ModelChoiceField(
        label=gettext_lazy("Training"),
        queryset=Training.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("choose"),
        help_text=gettext_lazy("Only where she learned it in a training. It has to be finished."),
    )
    note = PlainField(label=gettext_lazy("Note"), max_length=160, required=False)

    class Meta:
        model = Skill
        fields = ["topic", "learned", "country", "training", "can_teach", "note"]
        widgets = {"learned": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        skill = self.instance
        self.fields["learned"].choices = Learned.choices
        self.fields["country"].choices = self._countries()
        trainings = self.fields["training"].queryset.finished_by(skill.person).values("pk")
        self.fields["training"].queryset = Training.objects.filter(
            Q(pk__in=trainings) | Q(pk=skill.training_id)
        ).order_by("-starts_on", "-id")
        if skill.pk:
            self.initial.update(topic=skill.topic, training=skill.training)

    def _countries(self) -> list[Any]:
        """Where she worked first, then all the others."""
        nothing, *others = country_choices()
        hers = self.instance.person.placements.order_by("id").values_list("country", flat=True)
        worked = [(code, country_name(code)) for code in dict.fromkeys(hers)]
        return [nothing, *([(_("Her work abroad"), worked)] if worked else []), *others]

    def clean(self) -> dict[str, Any]:
        super().clean()
        data, learned = self.cleaned_data, self.cleaned_data.get("learned")
        if learned == Learned.ABROAD:
            self._ask("country", _("Choose the country."))
        else:
            data["country"] = ""
        if learned == Learned.TRAINING:
            self._ask("training", _("Choose the training."))
            self._follow(data.get("training"))
        else:
            data["training"] = None
            self._ask("topic", _("Choose what she knows."))
        return data

    def _ask(self, name: str, words: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)

    def _follow(self, training: Training | None) -> None:
        """The topic of the training; another one that was chosen is not put aside silently."""
        if training is None or "topic" in self.errors:
            return
        chosen = self.cleaned_data.get("topic") or training.topic
        if chosen == training.topic:
            self.cleaned_data["topic"] = chosen
        else:
            words = _("This training was about %(topic)s. Choose that, or choose nothing here.")
            self.add_error("topic", words % {"topic": training.topic})
