"""The forms of a coaching visit: what is planned, what was found, photos, why it is called off."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.handover import colleagues
from accounts.models import User
from aid.forms.cancelling import CancelRowForm
from aid.forms.fields import KeepsPhotos, PhotosField
from core.forms import ActForm, RowForm
from institutions.models import Institution
from members.forms.fields import EARLIEST_DAY, DayField, PlainField
from members.models import Group
from secretariat import services_visits
from secretariat.models import Visit
from training.forms.fields import CodesField
from training.forms.trainings import day_input

DAYS_AHEAD = 366 * 2
MOST_AT_ONCE = 50
_NAME = PlainField(max_length=120, required=False)


def check_plausible(day: dt.date) -> dt.date:
    """A day of a plan: not before the registers begin, at most two years ahead."""
    latest = timezone.localdate() + dt.timedelta(days=DAYS_AHEAD)
    if not EARLIEST_DAY <= day <= latest:
        raise ValidationError(_("This date is not plausible. Compare it with the plan."))
    return day


def offer_office(form: Any) -> None:
    """Only who works at no office of the region is asked whose visit it is."""
    field, mine = form.fields["office"], form.user.institution
    if mine and field.queryset.filter(pk=mine.pk).exists():
        del form.fields["office"]


def office_of(form: Any) -> Institution:
    return form.cleaned_data.get("office") or form.user.institution


def office_field() -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=gettext_lazy("Office that visits"),
        queryset=Institution.objects.all(),
        to_field_name="code",
        empty_label=gettext_lazy("choose"),
    )


class NamesOfficers(RowForm):
    """A form about a visit that also says who goes: colleagues by a tick, others by their names."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = self._named()
        users = [self.user, *colleagues(self.user), *(row.user for row in named if row.user)]
        self.offered = {user.username: user for user in users}
        self.fields["officers"] = forms.MultipleChoiceField(
            label=_("Who goes"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=[(username, str(user)) for username, user in self.offered.items()],
            initial=[row.user.username for row in named if row.user],
        )
        self.fields["others"] = forms.CharField(
            label=_("Others who go"),
            required=False,
            max_length=600,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=_("For example the penyuluh. One name on each line."),
            initial="\n".join(row.name for row in named if row.name),
        )
        if not self.instance.pk:
            self.fields["officers"].initial = [self.user.username]

    def _named(self) -> list[Any]:
        if not self.instance.pk:
            return []
        return list(self.instance.officers.going().select_related("user"))

    def clean_others(self) -> str:
        lines = self.cleaned_data["others"].splitlines()
        return "\n".join(dict.fromkeys(name for line in lines if (name := _NAME.clean(line))))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        nobody = not self.cleaned_data.get("officers") and not self.cleaned_data.get("others")
        if nobody and not {"officers", "others"} & self.errors.keys():
            self.add_error("officers", _("Tick who goes, or write a name."))
        return cleaned

    def words_typed(self, name: str) -> str:
        return super().words_typed(name) if name != "officers" else self._words(self.chosen)

    def words_on_file(self, name: str) -> str:
        if name != "officers":
            return super().words_on_file(name)
        return self._words([self.offered[who] for who in self.fields[name].initial])

    def _words(self, users: list[User]) -> str:
        return "; ".join(map(str, users))

    @property
    def chosen(self) -> list[User]:
        return [self.offered[username] for username in self.cleaned_data["officers"]]

    def save(self, commit: bool = True) -> Visit:
        visit: Visit = super().save(commit)
        names = self.cleaned_data["others"].splitlines()
        services_visits.name_officers(visit=visit, users=self.chosen, names=names)
        return visit


class VisitForm(NamesOfficers):
    """A visit as it is planned, or one that was made and is about to be written up."""

    said_at: ClassVar[dict[str, str]] = {"visit_planned_once_a_day": "planned_on"}

    purpose = PlainField(
        label=gettext_lazy("What the visit is for"),
        max_length=300,
        help_text=gettext_lazy("For example: books of the group, use of the cultivator."),
    )
    place = PlainField(
        label=gettext_lazy("Place"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Empty: at the group's."),
    )
    office = office_field()

    class Meta:
        model = Visit
        fields: ClassVar = ["planned_on", "purpose", "place", "office"]
        widgets: ClassVar = {"planned_on": day_input()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["planned_on"].label = _("Date of the visit")
        if self.instance.pk:
            del self.fields["office"]
        else:
            offer_office(self)

    def clean_planned_on(self) -> dt.date:
        return check_plausible(self.cleaned_data["planned_on"])

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk is None and "office" not in self.fields:
            self.instance.office = self.user.institution
        return cleaned


class VisitRecordForm(KeepsPhotos, NamesOfficers):
    """What was found, written down on the spot or corrected later."""

    held_on = DayField(label=gettext_lazy("Visited on"))
    place = PlainField(label=gettext_lazy("Place"), max_length=160, required=False)
    findings = forms.CharField(
        label=gettext_lazy("What was found"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Read by the group and the office."),
    )
    summary = PlainField(
        label=gettext_lazy("In one sentence"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Stands in lists and is read by the province too. No names."),
    )
    photos = PhotosField(label=gettext_lazy("Photos"))

    class Meta:
        model = Visit
        fields: ClassVar = ["held_on", "place", "findings", "summary"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.is_planned:
            self.initial["held_on"] = min(self.instance.planned_on, timezone.localdate())
        names = ("held_on", "findings", "photos", "summary", "place", "officers", "others")
        self.helper.layout = Layout("seen_version", *names)

    def save(self, commit: bool = True) -> Visit:
        self.instance.state = Visit.State.HELD
        visit = super().save(commit)
        services_visits.add_photos(visit=visit, files=self.kept)
        return visit


class VisitCancelForm(CancelRowForm):
    """Why a visit does not take place, or should never have been written down."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("For example: the road was flooded.")


class PlanForm(ActForm):
    """Several groups are visited on one day; each gets a visit of its own."""

    said_at: ClassVar[dict[str, str]] = {"visit_planned_once_a_day": "planned_on"}

    groups = CodesField(Group.objects.not_dissolved(), label=gettext_lazy("Groups"))
    planned_on = forms.DateField(label=gettext_lazy("Date of the visits"), widget=day_input())
    purpose = PlainField(label=gettext_lazy("What the visits are for"), max_length=300)
    office = office_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = _("Tick at least one group.")
        self.fields["groups"].error_messages |= {"required": words, "invalid_list": words}
        offer_office(self)
        names = [name for name in ("planned_on", "purpose", "office") if name in self.fields]
        self.helper.layout = Layout(*names)

    def clean_groups(self) -> list[Group]:
        groups = list(self.cleaned_data["groups"])
        if len(groups) > MOST_AT_ONCE:
            raise ValidationError(_("Choose at most %(n)s groups.") % {"n": MOST_AT_ONCE})
        return groups

    def clean_planned_on(self) -> dt.date:
        return check_plausible(self.cleaned_data["planned_on"])

    def try_plan(self) -> list[Visit] | None:
        return self.attempt(self._plan) if self.is_valid() else None

    def _plan(self) -> list[Visit]:
        return services_visits.plan_visits(
            groups=self.cleaned_data["groups"],
            day=self.cleaned_data["planned_on"],
            purpose=self.cleaned_data["purpose"],
            office=office_of(self),
            actor=self.user,
        )
