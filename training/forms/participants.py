"""The forms of the list: enrol, correct, withdraw, join a named participant to a person."""

from __future__ import annotations

from typing import Any, ClassVar

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import acts_brought, scopes_of
from core.filters import LightSelect
from core.forms import ActForm, RowForm
from members.forms.fields import GroupField, PhoneField, PlainField
from members.forms.warnings import WarnsFirst
from members.models import Person, Relative
from regions.forms import RegionField
from training import services
from training.forms.fields import CodesField, ScoreField
from training.models import Participant, Training
from training.same_day import conflicts

CONTACT = "members.view_contact"
HIGHEST_NUMBER = 9_999
NAMED = ("name", "relation", "village", "phone")


class EnrolForm(WarnsFirst, ActForm):
    """Members who are put on the list together."""

    people = CodesField(Person.objects.living())

    def __init__(self, *args: Any, training: Training, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.training = training

    @property
    def ticked(self) -> list[str] | None:
        """The codes that were sent; None where nothing was sent yet."""
        return self.data.getlist("people") if self.is_bound else None

    def clean(self) -> dict[str, Any]:
        super().clean()
        self._warn(list(self.cleaned_data.get("people", ())))
        return self.cleaned_data

    def _warn(self, people: list[Person]) -> None:
        enrolled = self.training.participants.enrolled()
        there = set(enrolled.filter(person__in=people).values_list("person_id", flat=True))
        fresh = {person.pk: person for person in people if person.pk not in there}
        if fresh:
            warn_of_quota(self, self.training, enrolled.count() + len(fresh))
        for pk, where in conflicts(self.training, list(fresh), self.user).items():
            words = {"name": fresh[pk].name, "where": where}
            self.warnings.append(_("%(name)s is at another training: %(where)s.") % words)

    def try_save(self) -> services.Enrolled | None:
        if not self.is_ready():
            return None
        people = sorted(
            self.cleaned_data["people"], key=lambda person: (person.sort_key, person.pk)
        )
        return self.attempt(
            lambda: services.enrol(training=self.training, people=people, actor=self.user)
        )


def warn_of_quota(form: WarnsFirst, training: Training, wanted: int) -> None:
    if training.quota and wanted > training.quota:
        words = {"n": wanted, "quota": training.quota}
        form.warnings.append(
            _("With these there are %(n)s participants. The quota is %(quota)s.") % words
        )


class GroupEnrolForm(EnrolForm):
    """The members of one group; the group is chosen beforehand."""

    group = GroupField(widget=forms.HiddenInput)


class NamedForm(WarnsFirst, RowForm):
    """Somebody who is not registered: a member's relative, or who comes by herself."""

    name = PlainField(label=gettext_lazy("Name"), max_length=120)
    relation = forms.ChoiceField(
        label=gettext_lazy("Relation"),
        choices=[("", "—"), *Relative.Relation.choices],
        required=False,
    )
    relative_of = forms.ModelChoiceField(
        queryset=Person.objects.all(),
        to_field_name="code",
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": gettext_lazy("Choose the member again.")},
    )
    village = RegionField(label=gettext_lazy("Village"), required=False)
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)

    class Meta:
        model = Participant
        fields = ["name", "relation", "relative_of", "village", "phone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["village"].near = next(
            (scope.area for scope in scopes_of(self.user, self.act) if scope.area), ""
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        data, training = self.cleaned_data, self.instance.training
        if data.get("relative_of") and not data.get("relation") and "relation" not in self.errors:
            self.add_error("relation", _("Say how she or he is related."))
        warn_of_quota(self, training, training.participants.enrolled().count() + 1)
        key, alike = data.get("name", "").casefold(), training.participants.filter(person=None)
        if key and any(name.casefold() == key for name in alike.values_list("name", flat=True)):
            self.warnings.append(_("Somebody of this name is on the list already."))
        return data

    def try_save(self) -> Participant | None:
        return super().try_save() if self.is_ready() else None

    def save(self, commit: bool = True) -> Participant:
        return services.enrol_named(participant=self.instance, actor=self.user)


class ParticipantForm(RowForm):
    """Her number and scores; of somebody who is only named also who that is."""

    number = forms.IntegerField(
        label=gettext_lazy("No."),
        min_value=1,
        max_value=HIGHEST_NUMBER,
        help_text=gettext_lazy("As on the paper list."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
    )
    pre_score = ScoreField(label=gettext_lazy("Score before"))
    post_score = ScoreField(label=gettext_lazy("Score after"))
    name, relation, village, phone = (NamedForm.base_fields[name] for name in NAMED)

    said_at: ClassVar[dict[str, str]] = {"participant_scores_to_100": "post_score"}

    class Meta:
        model = Participant
        fields = ["number", *NAMED, "pre_score", "post_score"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [] if self.instance.person_id else list(NAMED)
        if CONTACT not in acts_brought(self.instance) and "phone" in shown:
            shown.remove("phone")
        for name in set(NAMED) - set(shown):
            del self.fields[name]
        scores = Row(Column("pre_score"), Column("post_score"))
        self.helper.layout = Layout("seen_version", "number", *shown, scores)

    def clean_number(self) -> int:
        number: int = self.cleaned_data["number"]
        others = self.instance.training.participants.exclude(pk=self.instance.pk)
        holder = others.filter(number=number).select_related("person").first()
        if holder is not None:
            raise ValidationError(
                _("%(name)s has this number. Give that one another number first.")
                % {"name": holder}
            )
        return number


class WithdrawForm(ActForm):
    """Why somebody does not take part."""

    reason = PlainField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("For example: a child is ill."),
    )

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participant = participant

    def try_save(self) -> bool:
        return self.is_valid() and bool(self.attempt(self._withdraw))

    def _withdraw(self) -> bool:
        services.withdraw(participant=self.participant, actor=self.user, **self.cleaned_data)
        return True


class JoinForm(ActForm):
    """Which registered person a named participant is."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.all(),
        to_field_name="code",
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": gettext_lazy("Choose the person again."),
            "required": gettext_lazy("Search the person first."),
        },
    )

    said_at: ClassVar[dict[str, str]] = {"participant_once": "person"}

    def __init__(self, *args: Any, participant: Participant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.participant = participant

    def try_save(self) -> Person | None:
        if not self.is_valid():
            return None
        return self.attempt(self._join)

    def _join(self) -> Person:
        person: Person = self.cleaned_data["person"]
        services.join(participant=self.participant, person=person, actor=self.user)
        return person


class GroupChoice(ActForm):
    """Which group's members are to be enrolled."""

    group = GroupField(widget=LightSelect)
