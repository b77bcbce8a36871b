"""Joining, leaving and moving between groups; offices; requests to hand somebody over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.display import long_date
from core.forms import ActForm, RowForm
from members import services, transfers
from members.forms.fields import GroupField, PlainField, past_date, today
from members.forms.warnings import WarnsFirst
from members.models import Membership, OfficeTerm, Person, TransferRequest

PLAIN_MEMBER = ("", gettext_lazy("member without an office"))


def office_field(**kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=gettext_lazy("Office"),
        choices=[PLAIN_MEMBER, *OfficeTerm.Office.choices],
        required=False,
        **kwargs,
    )


def ends_holder_field() -> forms.BooleanField:
    """Hidden until the office turns out to be held."""
    return forms.BooleanField(required=False, widget=forms.HiddenInput)


class TakesOffice(WarnsFirst):
    """A form with the fields ``office`` and ``ends_holder``."""

    def refuse_held_office(self, group: Any, *, besides: Membership | None = None) -> None:
        """Say who holds the chosen office, and offer to end that term in the same act."""
        office = self.cleaned_data.get("office")
        if not office or group is None:
            return
        terms = OfficeTerm.objects.held(group.pk, office).select_related("membership__person")
        term = terms.exclude(membership=besides).first()
        if term is None:
            return
        words = {
            "office": term.get_office_display(),
            "name": term.membership.person.name,
            "since": long_date(term.since),
        }
        self.fields["ends_holder"].widget = forms.CheckboxInput()
        self["ends_holder"].label = _("End the term of %(name)s on the same day") % words
        if not self.cleaned_data.get("ends_holder"):
            self.add_error("office", _held(term) % words)


def _held(term: OfficeTerm) -> str:
    if term.since is None:
        return _("%(name)s is %(office)s. Choose another office, or end that term.")
    return _("%(name)s is %(office)s since %(since)s. Choose another office, or end that term.")


class JoinForm(TakesOffice, ActForm):
    """Somebody joins a group."""

    group = GroupField()
    status = forms.ChoiceField(
        label=gettext_lazy("Status"),
        choices=Membership.Status.choices,
        initial=Membership.Status.MEMBER,
        widget=forms.RadioSelect,
    )
    joined = past_date(gettext_lazy("Joined"), initial=today)
    office = office_field()
    ends_holder = ends_holder_field()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        offer_group(self.fields["group"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        self.warn_of_man(self.person.sex, cleaned.get("group"))
        self.refuse_held_office(cleaned.get("group"))
        return cleaned

    def try_save(self) -> Membership | None:
        if not self.is_ready():
            return None
        return self.attempt(lambda: services.join_group(person=self.person, **self.cleaned_data))


def offer_group(field: Any) -> None:
    """Choose the only group there is beforehand: a secretary has no other."""
    only = list(field.queryset[:2])
    if len(only) == 1:
        field.initial, field.empty_label = only[0].code, None


class LeaveForm(ActForm):
    """Somebody leaves her group: when, why, and who keeps her file."""

    REASONS = [
        choice
        for choice in Membership.LeaveReason.choices
        if choice[0] not in Membership.NOT_CHOSEN
    ]

    left = past_date(gettext_lazy("Left on"), required=True, initial=today)
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=REASONS, widget=forms.RadioSelect
    )
    note = PlainField(
        label=gettext_lazy("In her own words"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only the office and whoever writes it can read this."),
    )
    keeper = forms.ChoiceField(
        label=gettext_lazy("Who serves her from now on?"),
        choices=[
            ("group", gettext_lazy("Still served by the group")),
            ("office", gettext_lazy("To the labour office")),
        ],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Whoever serves her keeps her file."),
    )

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._leave)

    def _leave(self) -> bool:
        services.leave_group(
            membership=self.membership,
            left=self.cleaned_data["left"],
            reason=self.cleaned_data["reason"],
            note=self.cleaned_data["note"],
            still_served=self.cleaned_data["keeper"] == "group",
            actor=self.user,
        )
        return True


class MoveForm(WarnsFirst, ActForm):
    """A member moves to another group within the office's region."""

    group = GroupField(label=gettext_lazy("To the group"))
    moved = past_date(gettext_lazy("Moved on"), required=True, initial=today)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        field = self.fields["group"]
        field.queryset = field.queryset.exclude(pk=membership.group_id)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        self.warn_of_man(self.membership.person.sex, cleaned.get("group"))
        return cleaned

    def try_save(self) -> Membership | None:
        if not self.is_ready():
            return None
        return self.attempt(
            lambda: services.move_person(
                membership=self.membership,
                to_group=self.cleaned_data["group"],
                moved=self.cleaned_data["moved"],
            )
        )


class OfficeForm(TakesOffice, ActForm):
    """A member takes an office, changes it or gives it up."""

    office = office_field(widget=forms.RadioSelect)
    ends_holder = ends_holder_field()
    since = past_date(gettext_lazy("From"), required=True, initial=today)

    def __init__(self, *args: Any, membership: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        term = membership.offices.open().first()
        self.now = term.office if term else ""
        self.fields["office"].initial = self.now

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("office") == self.now and "office" not in self.errors:
            self.add_error("office", _("This is her office now. Choose another, or cancel."))
        self.refuse_held_office(self.membership.group, besides=self.membership)
        return cleaned

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._change)

    def _change(self) -> bool:
        services.change_office(membership=self.membership, **self.cleaned_data)
        return True


class MembershipForm(RowForm):
    """What was noted wrongly when she joined, or a prospective member who is a member now."""

    joined = past_date(gettext_lazy("Joined"))

    class Meta:
        model = Membership
        fields = ["status", "joined"]
        widgets = {"status": forms.RadioSelect}


class TransferForm(ActForm):
    """The secretary asks for somebody whose NIK is registered elsewhere."""

    keeps_input = False  # it stands on the person's page, to which she comes back
    token = forms.CharField(widget=forms.HiddenInput, max_length=300)
    group = GroupField(widget=forms.HiddenInput)
    note = PlainField(
        label=gettext_lazy("Message to the office"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("For example that she has moved to your village."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_transfer_%s", **kwargs)
        # Drawn inside the form of the person, yet sent by one of its own.
        for field in self.fields.values():
            field.widget.attrs["form"] = "transfer"

    def try_save(self) -> TransferRequest | None:
        if not self.is_valid():
            return None
        return self.attempt(
            lambda: transfers.request_transfer(
                actor=self.user,
                nik=transfers.unseal(self.user, self.cleaned_data["token"]),
                to_group=self.cleaned_data["group"],
                note=self.cleaned_data["note"],
            )
        )


class TransferAnswerForm(ActForm):
    """The office that keeps somebody hands her over, or says why not."""

    answer = forms.ChoiceField(
        label=gettext_lazy("Answer"),
        choices=[
            (TransferRequest.Answer.ACCEPTED, gettext_lazy("Hand her over")),
            (TransferRequest.Answer.REFUSED, gettext_lazy("Refuse")),
        ],
        widget=forms.RadioSelect,
    )
    moved = past_date(gettext_lazy("Moved on"), initial=today)
    reason = PlainField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("The group that asked reads it. Write nothing about her."),
    )

    def __init__(self, *args: Any, transfer: TransferRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.transfer = transfer

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        answer = cleaned.get("answer")
        if answer == TransferRequest.Answer.ACCEPTED and not cleaned.get("moved", True):
            self.add_error("moved", _("Write since when she belongs to the other group."))
        if answer == TransferRequest.Answer.REFUSED and not cleaned.get("reason"):
            self.add_error("reason", _("Give the reason for refusing."))
        return cleaned

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._answer)

    def _answer(self) -> bool:
        if self.cleaned_data["answer"] == TransferRequest.Answer.REFUSED:
            transfers.refuse_transfer(
                actor=self.user, request=self.transfer, reason=self.cleaned_data["reason"]
            )
        else:
            transfers.accept_transfer(
                actor=self.user, request=self.transfer, moved=self.cleaned_data["moved"]
            )
        return True
