"""Adding somebody: herself, her group and her work abroad on one page."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Field, Fieldset, Layout, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import works_in_groups
from core.forms import ActForm, ScopedForm
from members import services
from members.consent_text import current
from members.forms.consents import NO, consent_fields, consent_rows, record_answers
from members.forms.fields import GroupField, PlainField, country_choices, past_date
from members.forms.memberships import TakesOffice, ends_holder_field, offer_group, office_field
from members.forms.people import PersonForm, pair, rt_and_rw
from members.forms.placements import departure_field
from members.models import Consent, Membership, Person, Placement


class More(Fieldset):
    """A part of a form that may wait: closed until it is opened or the form comes back."""

    template = "members/_form_more.html"

    def get_template_name(self, template_pack: str) -> str:
        return self.template

    def render(self, form: Any, context: Any, *args: Any, **kwargs: Any) -> str:
        names = [pointer.name for pointer in self.get_field_names()]
        self.is_open = form.is_bound and any(
            name in form.errors or form.has_input(name) for name in names
        )
        return super().render(form, context, *args, **kwargs)


PHOTO_KEPT = f"consent_{Consent.Purpose.PHOTO_KEPT}"
STAY = ("country", "stay_status", "departed", "returned", "occupation")


class StayForm(ActForm):
    """One stay abroad of somebody who is being added."""

    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=country_choices, required=False
    )
    stay_status = forms.ChoiceField(
        label=gettext_lazy("Where is she now?"),
        choices=Placement.Status.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    departed = departure_field()
    returned = past_date(gettext_lazy("Returned on"))
    occupation = PlainField(
        label=gettext_lazy("Occupation"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "occupations", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].required = True

    def clean(self) -> dict[str, Any]:
        super().clean()
        check_stay(self)
        return self.cleaned_data


def check_stay(form: ScopedForm) -> None:
    """A country needs its answer where she is now, and an answer its country."""
    cleaned = form.cleaned_data
    if cleaned.get("country"):
        if not cleaned.get("stay_status") and "stay_status" not in form.errors:
            form.add_error("stay_status", _("Say where she is now, or that nobody knows."))
    elif "country" not in form.errors and any(cleaned.get(name) for name in STAY[1:]):
        form.add_error("country", _("Choose the country."))


def new_stay(cleaned: dict[str, Any]) -> Placement:
    """The stay that was typed; not saved, and nobody's yet."""
    keys = ("country", "departed", "returned", "occupation")
    stay = Placement(status=cleaned["stay_status"], **{key: cleaned[key] for key in keys})
    stay.name_occupation()
    return stay


class PersonCreateForm(TakesOffice, PersonForm):
    """A new person. Only her name is demanded; the rest becomes the list of what is missing."""

    group = GroupField(required=False, empty_label=gettext_lazy("no group"))
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=Membership.Status.choices,
        initial=Membership.Status.MEMBER,
        required=False,
        widget=forms.RadioSelect,
    )
    joined = past_date(gettext_lazy("Member since"))
    office = office_field()
    ends_holder = ends_holder_field()
    country, stay_status, departed, returned, occupation = (
        StayForm.base_fields[name] for name in STAY
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= consent_fields()
        self.consent_text = current()
        # Stays that were asked one by one; each is valid before this form is saved.
        self.more_stays: list[StayForm] = []
        group = self.fields["group"]
        group.required = self.works_in_groups
        if group.required:
            offer_group(group)
        self.fields["village"].help_text = _("Leave it empty if she lives in the group's village.")

    def has_input(self, name: str) -> bool:
        """Whether something other than the first answer was typed or chosen."""
        return name in self.changed_data

    @property
    def works_in_groups(self) -> bool:
        """Whether the user is a secretary and no more: whom she adds is of her group."""
        return works_in_groups(self.user, self.act)

    def layout(self) -> Layout:
        return self._short_layout() if self.works_in_groups else self._full_layout()

    def _full_layout(self) -> Layout:
        return Layout(
            "seen_version",
            Fieldset(_("Who she is"), *self.identity()),
            Fieldset(_("Group"), "group", *self.membership()),
            Fieldset(_("Where she lives, how to reach her"), *self.address()),
            More(_("Work abroad"), *self.stay()),
            More(_("Further data"), *self.further()),
            More(_("Consent"), *consent_rows()),
        )

    def _short_layout(self) -> Layout:
        """What a secretary has at hand; the rest may wait."""
        sex = Field("sex", wrapper_class="choices-in-row")
        return Layout(
            "seen_version",
            "name",
            *self.asked_nik(),
            sex,
            "birth_date",
            "phone",
            "has_no_phone",
            Row(*rt_and_rw()),
            "group",
            More(_("Work abroad"), *self.stay()),
            More(_("Membership and office"), *self.membership()),
            More(
                _("Further data"), "nickname", "birth_place", "village", "hamlet", *self.further()
            ),
            More(_("Consent"), *consent_rows()),
        )

    def membership(self) -> list[Any]:
        status = Field("status", wrapper_class="choices-in-row")
        return [status, pair("joined", "office"), "ends_holder"]

    def stay(self) -> list[Any]:
        status = Field("stay_status", wrapper_class="choices-in-row")
        return ["country", status, pair("departed", "returned"), "occupation"]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        group = cleaned.get("group")
        if (
            group is None
            and not cleaned.get("village")
            and not {"group", "village"} & set(self.errors)
        ):
            self.add_error("village", _("Choose a group or a village."))
        if group is not None and not cleaned.get("village") and "village" not in self.errors:
            self.instance.village = cleaned["village"] = group.village
        if cleaned.get("photo_file") and cleaned.get(PHOTO_KEPT) == NO:
            cleaned["photo_file"] = None
            self.notes.append(_("The photo is not kept, because she does not agree to that."))
        self.refuse_held_office(group)
        check_stay(self)
        return cleaned

    def warn_of_sex(self) -> None:
        self.warn_of_man(self.cleaned_data.get("sex", ""), self.cleaned_data.get("group"))

    def write(self, person: Person) -> Person:
        keys = ("group", "joined", "office", "ends_holder")
        typed = [self.cleaned_data] if self.cleaned_data["country"] else []
        typed += [form.cleaned_data for form in self.more_stays]
        services.add_person(
            person=person,
            status=self.cleaned_data["status"] or Membership.Status.MEMBER,
            stays=[new_stay(cleaned) for cleaned in typed],
            **{key: self.cleaned_data[key] for key in keys},
        )
        record_answers(self, person)
        return person
