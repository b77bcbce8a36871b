"""The forms of a training: what is planned, and the step that comes next."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import scopes_of
from core.forms import ActForm, RowForm
from core.history import give_reason
from institutions.forms import ProgrammeField
from institutions.models import Institution
from members.forms.fields import EARLIEST_DAY, PlainField
from regions.forms import RegionField
from training import services_trainings
from training.models import Certificate, Topic, Training
from training.models.participants import Attendance
from training.models.trainings import TRANSITIONS

# So far ahead nobody plans; so many days no training lasts of which each is a session.
YEARS_AHEAD, MOST_DAYS = 3, 60
State = Training.State


def day_input() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def pair(left: str, right: str) -> Row:
    return Row(Column(left), Column(right), css_class="align-items-end")


class TrainingForm(RowForm):
    """A training as it is planned; a new one gets a session on each of its days."""

    said_at = {"training_holds_its_sessions": "ends_on"}

    title = PlainField(label=gettext_lazy("Name of the training"), max_length=160)
    topic = forms.ModelChoiceField(
        label=gettext_lazy("Topic"),
        queryset=Topic.objects.all(),
        to_field_name="key",
        empty_label=gettext_lazy("choose"),
        help_text=gettext_lazy("A topic that is missing is added under Administration."),
    )
    organisers = forms.MultipleChoiceField(
        label=gettext_lazy("Organisers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    office = forms.ModelChoiceField(
        label=capfirst(gettext_lazy("recorded by")),
        queryset=Institution.objects.all(),
        to_field_name="code",
        empty_label=gettext_lazy("choose"),
    )
    programme = ProgrammeField(label=gettext_lazy("Programme"), required=False)
    place = PlainField(
        label=gettext_lazy("Place"),
        max_length=160,
        help_text=gettext_lazy("For example the village hall."),
    )
    village = RegionField(label=gettext_lazy("Village"), required=False)
    with_sessions = forms.BooleanField(
        label=gettext_lazy("A session of 8 hours on each day"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Hours and days can be changed afterwards."),
    )

    class Meta:
        model = Training
        fields = [
            *("title", "topic", "programme", "funding", "office", "place", "village", "starts_on"),
            *("ends_on", "quota", "summary", "certifies", "min_attendance", "hands_attendance"),
        ]
        widgets = {
            "starts_on": day_input(),
            "ends_on": day_input(),
            "summary": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [scope.area for scope in scopes_of(self.user, self.act) if scope.area is not None]
        self.fields["village"].near = next(iter(areas), "")
        self._offer_organisers(areas)
        if self.instance.pk:
            del self.fields["office"], self.fields["with_sessions"]
            self.initial.update(
                {name: getattr(self.instance, name) for name in ("topic", "programme")}
            )
        elif self._own_office():
            del self.fields["office"]
        self.fields["min_attendance"].help_text = _("Only where this office certifies it.")
        self.helper.layout = self._layout()

    def _own_office(self) -> bool:
        """Whether the user's institution is one for which she may record."""
        mine = self.user.institution
        return bool(mine) and self.fields["office"].queryset.filter(pk=mine.pk).exists()

    def _offer_organisers(self, areas: list[str]) -> None:
        rows = Institution.objects.serving(areas)
        named: list[str] = []
        if self.instance.pk:
            named = list(
                self.instance.organisers.filter(ended=False).values_list(
                    "institution__code", flat=True
                )
            )
            rows = rows | Institution.objects.filter(code__in=named)
        elif self.user.institution:
            named = [self.user.institution.code]
        self.offices = {row.code: row for row in rows.distinct()}
        field = self.fields["organisers"]
        field.choices = [(code, row.name) for code, row in self.offices.items()]
        field.initial = [code for code in named if code in self.offices]

    def _layout(self) -> Layout:
        office = ["office"] if "office" in self.fields else []
        sessions = ["with_sessions"] if "with_sessions" in self.fields else []
        return Layout(
            "seen_version",
            Fieldset(_("What"), "title", "topic", "summary"),
            Fieldset(
                _("When and where"), pair("starts_on", "ends_on"), *sessions, "place", "village"
            ),
            Fieldset(_("Who organises it"), "organisers", *office, pair("programme", "funding")),
            Fieldset(
                _("Participants and certificate"),
                *("quota", "hands_attendance", "certifies", "min_attendance"),
            ),
        )

    def clean_starts_on(self) -> dt.date:
        return self._plausible(self.cleaned_data["starts_on"])

    def clean_ends_on(self) -> dt.date:
        return self._plausible(self.cleaned_data["ends_on"])

    def _plausible(self, day: dt.date) -> dt.date:
        latest = timezone.localdate() + dt.timedelta(days=366 * YEARS_AHEAD)
        if not EARLIEST_DAY <= day <= latest:
            raise ValidationError(_("This date is not plausible. Compare it with the plan."))
        return day

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        first, last = (self.cleaned_data.get(name) for name in ("starts_on", "ends_on"))
        if first and last and last < first:
            self.add_error("ends_on", _("The last day lies before the first one."))
        elif first and last and self.cleaned_data.get("with_sessions"):
            self._check_length((last - first).days + 1)
        if self.instance.pk is None and "office" not in self.fields:
            self.instance.office = self.user.institution
        return cleaned

    def _check_length(self, days: int) -> None:
        if days > MOST_DAYS:
            words = _(
                "This training lasts %(days)s days. Correct the days, or untick the sessions."
            )
            self.add_error("ends_on", words % {"days": days})

    def clean_quota(self) -> int | None:
        return self._within("quota", "training_quota_plausible", 1, 1000)

    def clean_min_attendance(self) -> int | None:
        return self._within("min_attendance", "training_min_attendance_percent", 1, 100)

    def _within(self, name: str, rule: str, least: int, most: int) -> int | None:
        """The constraint's own sentence, at the field."""
        value = self.cleaned_data.get(name)
        if value is not None and not least <= value <= most:
            rules = {each.name: each for each in Training._meta.constraints}
            raise ValidationError(str(rules[rule].violation_error_message))
        return value

    def words_typed(self, name: str) -> str:
        if name != "organisers":
            return super().words_typed(name)
        return self._named(self.cleaned_data[name])

    def words_on_file(self, name: str) -> str:
        if name != "organisers":
            return super().words_on_file(name)
        return self._named(self.fields[name].initial)

    def _named(self, codes: list[str]) -> str:
        return "; ".join(self.offices[code].name for code in codes)

    def save(self, commit: bool = True) -> Training:
        is_new = self.instance.pk is None
        training = super().save(commit)
        chosen = [self.offices[code] for code in self.cleaned_data["organisers"]]
        services_trainings.name_organisers(training=training, institutions=chosen)
        if is_new and self.cleaned_data["with_sessions"]:
            services_trainings.make_sessions(training=training)
        return training


class StateForm(ActForm):
    """The next step of a training; only those that may follow are offered."""

    state = forms.ChoiceField(label=gettext_lazy("What happens"), widget=forms.RadioSelect)
    reason = PlainField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen_state = forms.CharField(widget=forms.HiddenInput, required=False, max_length=9)

    def __init__(self, *args: Any, training: Training, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.training = training
        steps = TRANSITIONS.get(training.state, ())
        self.fields["state"].choices = [(step, self._words(step)) for step in steps]
        self.fields["seen_state"].initial = training.state
        self.fields["reason"].help_text = _("Needed to cancel it, and to reopen it.")

    def _words(self, step: str) -> str:
        if self.training.state == State.FINISHED:
            return _("Reopen it: something is still to be corrected")
        return {
            State.PLANNED.value: _("Back to planned: nobody enrols yet"),
            State.OPEN.value: _("Open it for enrolment"),
            State.RUNNING.value: _("Start it"),
            State.FINISHED.value: _("Finish it"),
            State.CANCELLED.value: _("Cancel it"),
        }[step]

    @property
    def _is_reopened(self) -> bool:
        return self.training.state == State.FINISHED

    def clean_state(self) -> str:
        step = self.cleaned_data["state"]
        starts_on = self.training.starts_on
        if step in (State.RUNNING, State.FINISHED) and starts_on > timezone.localdate():
            raise ValidationError(
                _("The first day is still to come. Correct the days of the training first.")
            )
        if step == State.CANCELLED and self._was_held():
            raise ValidationError(
                _("Attendance or certificates are recorded. Finish the training instead.")
            )
        return step

    def _was_held(self) -> bool:
        attended = Attendance.objects.recorded().filter(session__training=self.training)
        given = Certificate.objects.valid().filter(participant__training=self.training)
        return attended.exists() or given.exists()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen = self.cleaned_data.get("seen_state")
        if seen and seen != self.training.state:
            self.data = self.data.copy()
            self.data["seen_state"] = self.training.state
            raise ValidationError(str(Training.trigger_messages["training_state_by_table"]))
        step = self.cleaned_data.get("state")
        needs_reason = step == State.CANCELLED or (step and self._is_reopened)
        if needs_reason and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Give the reason."))
        return cleaned

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._move)

    def _move(self) -> bool:
        reason = self.cleaned_data["reason"]
        give_reason(reason)
        self.training.move_to(self.cleaned_data["state"], reason)
        return True
