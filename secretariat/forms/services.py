"""Catat tamu: who came, about what; and what of it is corrected afterwards."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import works_in_groups
from core.codes import is_code
from core.forms import ActForm, RowForm
from members.forms.fields import DayField, GroupField, PhoneField, PlainField, country_choices
from members.models import Person
from secretariat import services_desk, services_sealed
from secretariat.forms.fields_desk import LongField, OfficersField
from secretariat.models import (
    AskerIs,
    Channel,
    SealedCase,
    Service,
    ServiceTopic,
    Urgency,
)
from secretariat.sealed_content import Content

YES, NO = "yes", "no"


def _topic_field(**kwargs: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=gettext_lazy("What is it about?"),
        queryset=ServiceTopic.objects.all(),
        to_field_name="key",
        empty_label=gettext_lazy("choose"),
        **kwargs,
    )


def _member_field(label: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label,
        queryset=Person.objects.order_by("name"),
        to_field_name="code",
        required=False,
        empty_label="—",
    )


class ServiceForm(ActForm):
    """Who asks, for whom, what. Where it has to be sealed, it asks who may read it besides."""

    is_sealed = False

    group = GroupField(required=False)
    asker_is = forms.ChoiceField(
        label=gettext_lazy("Who asks?"), choices=AskerIs.choices, widget=forms.RadioSelect
    )
    asker = _member_field(gettext_lazy("Member of the group"))
    asker_name = PlainField(
        label=gettext_lazy("Or her name, where she is no member"), max_length=120, required=False
    )
    topic = _topic_field()
    question = LongField(label=gettext_lazy("What does she say?"))
    channel = forms.ChoiceField(
        label=gettext_lazy("How did she come?"),
        choices=Channel.choices,
        initial=Channel.VISIT,
        widget=forms.RadioSelect,
    )
    about = _member_field(gettext_lazy("For which member?"))
    about_name = PlainField(
        label=gettext_lazy("Or the name of whom it is about"), max_length=120, required=False
    )
    country = forms.ChoiceField(
        label=gettext_lazy("In which country is she?"), choices=country_choices, required=False
    )
    reachable = forms.ChoiceField(
        label=gettext_lazy("Can she be reached?"),
        choices=[(YES, gettext_lazy("yes")), (NO, gettext_lazy("no"))],
        required=False,
        widget=forms.RadioSelect,
    )
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    may_call = forms.BooleanField(
        label=gettext_lazy("She agrees that the office calls this number"), required=False
    )
    urgency = forms.TypedChoiceField(
        label=gettext_lazy("How urgent is it?"),
        choices=Urgency.choices,
        coerce=int,
        initial=Urgency.NORMAL,
        widget=forms.RadioSelect,
    )
    opened_on = DayField(label=gettext_lazy("Asked on"))
    keep_sealed = forms.BooleanField(
        label=gettext_lazy("Only I and the officers whom I name may read it"), required=False
    )
    officers = OfficersField(required=False)

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened_on"].initial = timezone.localdate()
        self._offer_groups()
        self._offer_members(person)
        self._offer_officers()
        self.helper.layout = self._layout()

    def _offer_groups(self) -> None:
        field = self.fields["group"]
        own = works_in_groups(self.user, self.act)
        field.required = own
        if own and len(groups := field.queryset[:2]) == 1:
            field.initial, field.empty_label = groups[0].code, None
        elif not own:
            field.empty_label = _("the office’s own desk")

    def _offer_members(self, person: Person | None) -> None:
        """For a group its members are offered; elsewhere the one whose page led here."""
        for name in ("asker", "about"):
            field = self.fields[name]
            if not works_in_groups(self.user, self.act):
                known = {person.code} if person else set()
                known |= {str(self.data.get(self.add_prefix(name), ""))}
                field.queryset = field.queryset.filter(code__in=filter(is_code, known))
        if person is not None:
            self.fields["asker"].initial = person.code

    def _offer_officers(self) -> None:
        region = services_desk.office_region(self.user, self.act)
        field = self.fields["officers"]
        others = services_sealed.officers_for(region).exclude(pk=self.user.pk)
        field.queryset = others.select_related("institution")
        if not self._asks_for_officers():
            field.widget = forms.MultipleHiddenInput()

    def _asks_for_officers(self) -> bool:
        return self.is_bound and self._has_to_be_sealed(self.data)

    def _has_to_be_sealed(self, said: Any) -> bool:
        topic = said.get(self.add_prefix("topic"))
        key = topic.key if isinstance(topic, ServiceTopic) else topic
        # Compared here and not by the database, which takes no text that holds a NUL.
        seals = set(ServiceTopic.objects.filter(seals=True).values_list("key", flat=True))
        return key in seals or said.get("reachable") == NO or bool(said.get("keep_sealed"))

    def _layout(self) -> Layout:
        return Layout(
            Fieldset(_("Who asks"), "group", "asker_is", "asker", "asker_name"),
            Fieldset(_("What about"), "topic", "question", "channel"),
            Fieldset(_("For whom"), "about", "about_name", "country", "reachable"),
            Fieldset(_("How to go on"), "phone", "may_call", "urgency", "opened_on"),
            Fieldset(_("Who may read it"), "keep_sealed", "officers"),
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        said = self.cleaned_data
        if not said.get("asker") and not said.get("asker_name") and "asker" not in self.errors:
            self.add_error("asker_name", _("Choose the member, or write the name."))
        if said.get("phone") and not said.get("may_call"):
            words = _("Leave the number empty unless she agrees that the office calls it.")
            self.add_error("phone", words)
        self._check_officers()
        return cleaned

    def _check_officers(self) -> None:
        self.is_sealed = self._has_to_be_sealed(self.cleaned_data)
        least = services_sealed.least_to_name(self.user)
        if self.is_sealed and len(self.cleaned_data.get("officers") or ()) < least:
            words = _("This is kept sealed. Name at least two officers who may read it.")
            self.add_error("officers", words)

    def try_save(self) -> Service | SealedCase | None:
        return self.attempt(self._keep) if self.is_valid() else None

    def _keep(self) -> Service | SealedCase:
        return self._seal() if self.is_sealed else self._receive()

    def _region(self) -> str:
        return services_desk.region_of(self.cleaned_data["group"], self.user, self.act)

    def _names(self) -> tuple[str, str]:
        said = self.cleaned_data
        asker, about = said["asker"], said["about"]
        return (
            asker.name if asker else said["asker_name"],
            about.name if about else said["about_name"],
        )

    def _receive(self) -> Service:
        said = self.cleaned_data
        kept = ("group", "asker_is", "asker", "about", "country", "question", "channel", "topic")
        asker_name, about_name = self._names()
        service = Service(
            region_id=self._region(),
            asker_name=asker_name,
            about_name=about_name,
            phone=said["phone"],
            urgency=said["urgency"],
            opened_on=said["opened_on"],
            **{name: said[name] for name in kept},
        )
        return services_desk.receive(service=service, actor=self.user)

    def _seal(self) -> SealedCase:
        said = self.cleaned_data
        asker, about, group = said["asker"], said["about"], said["group"]
        asker_name, about_name = self._names()
        content = Content(
            asker_name=asker_name,
            asker_code=asker.code if asker else "",
            about_name=about_name,
            about_code=about.code if about else "",
            group_name=group.name if group else "",
            group_code=group.code if group else "",
            is_unreachable=said["reachable"] == NO,
            opened_on=said["opened_on"].isoformat(),
            **{
                name: said[name] for name in ("channel", "asker_is", "question", "country", "phone")
            },
        )
        return services_sealed.seal_new(
            content=content,
            region=self._region(),
            topic=said["topic"],
            officers=list(said["officers"]),
            actor=self.user,
        )


class ServiceChangeForm(RowForm):
    """What was written down wrongly. A topic that seals is no answer here: that is its own act."""

    asker_name = PlainField(label=gettext_lazy("Name of who asks"), max_length=120)
    about_name = PlainField(
        label=gettext_lazy("Name of whom it is about"), max_length=120, required=False
    )
    country = forms.ChoiceField(
        label=gettext_lazy("In which country is she?"), choices=country_choices, required=False
    )
    topic = _topic_field()
    question = LongField(label=gettext_lazy("What does she say?"))

    class Meta:
        model = Service
        fields = [
            *("asker_is", "asker_name", "topic", "question", "channel", "about_name", "country"),
            *("urgency", "due_on"),
        ]
        widgets = {"due_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = self.fields["topic"]
        topics.queryset = topics.queryset.filter(seals=False)
        topics.help_text = _("A complaint is sealed: choose “Seal” on the page of the case.")
        self.initial["topic"] = self.instance.topic

    def clean_due_on(self) -> Any:
        due_on = self.cleaned_data["due_on"]
        if due_on and due_on < self.instance.opened_on:
            raise ValidationError(_("It cannot be due before it was asked."))
        return due_on

    def save(self, commit: bool = True) -> Service:
        """What an old book held is looked through by whoever saves it."""
        if self.instance.state == Service.State.REVIEW:
            self.instance.state = Service.State.OPEN
        return super().save(commit)
