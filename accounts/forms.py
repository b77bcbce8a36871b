"""The forms of accounts: whose account, until when, and the password that she chooses."""

from __future__ import annotations

import datetime as dt
from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, SignupWebAuthnForm
from allauth.mfa.webauthn.internal.flows import signup_authenticator
from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import handover, secretaries
from accounts.models import Assignment, User
from core.forms import ActForm
from members.forms.fields import DayField, PlainField
from members.models import Group, OfficeTerm


class LastDayField(DayField):
    """The last day on which a role holds: today or later, typed in any usual way."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("For example 31 December 2027. Empty: as long as she holds the office.")
        super().__init__(
            **{"label": _("Last day"), "required": False, "help_text": help_text} | kwargs
        )
        self.earliest, self.latest = timezone.localdate, None


class SecretaryForm(ActForm):
    """For which member an account is made; the group's secretary is chosen beforehand."""

    person = forms.ChoiceField(
        label=_("Member"),
        error_messages={"invalid_choice": _("She does not belong to this group. Choose a member.")},
    )
    expires_on = LastDayField()

    def __init__(self, *args: Any, group: Group, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = group.memberships.open().select_related("person").prefetch_related("offices")
        self.members = {m.person.code: m for m in members.order_by("person__sort_key", "pk")}
        offices = {code: _open_office(each) for code, each in self.members.items()}
        self.fields["person"].choices = [("", "—")] + [
            (
                code,
                f"{each.person.name} · {office.label}"
                if (office := offices[code])
                else each.person.name,
            )
            for code, each in self.members.items()
        ]
        holders = [c for c, office in offices.items() if office == OfficeTerm.Office.SECRETARY]
        self.fields["person"].initial = holders[0] if holders else ""

    def try_save(self, actor: Any) -> tuple[Assignment, str] | None:
        if not self.is_valid():
            return None
        member = self.members[self.cleaned_data["person"]]
        expires_on: dt.date | None = self.cleaned_data["expires_on"]
        return self.attempt(
            lambda: secretaries.make_account(actor=actor, membership=member, expires_on=expires_on)
        )


def _open_office(membership: Any) -> Any:
    return next(
        (OfficeTerm.Office(t.office) for t in membership.offices.all() if t.until is None), None
    )


class LastDayForm(ActForm):
    """Until when a secretary's role holds."""

    expires_on = LastDayField()

    def __init__(self, *args: Any, role: Assignment, **kwargs: Any) -> None:
        super().__init__(*args, initial={"expires_on": role.expires_on}, **kwargs)
        self.role = role

    def try_save(self) -> bool:
        if not self.is_valid():
            return False
        return self.attempt(self._prolong) or False

    def _prolong(self) -> bool:
        day = self.cleaned_data["expires_on"]
        secretaries.prolong(actor=self.user, role=self.role, expires_on=day)
        return True


class ConfirmForm(ActForm):
    """An act that asks nothing but whether it is meant."""


class EndForm(ActForm):
    """Why an account ends."""

    reason = PlainField(
        label=_("Reason"), max_length=300, help_text=_("For example: another secretary since May.")
    )


class HandOverForm(ActForm):
    """To which colleague an officer's open work goes, and why."""

    colleague = forms.ModelChoiceField(
        label=_("Colleague"),
        queryset=User.objects.none(),
        to_field_name="username",
        error_messages={"invalid_choice": _("Choose an officer of the same office.")},
    )
    reason = PlainField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For example: transferred to another office."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = handover.colleagues(self.user)

    @property
    def has_colleagues(self) -> bool:
        return self.fields["colleague"].queryset.exists()

    def try_save(self) -> handover.OpenWork | None:
        if not self.is_valid():
            return None
        return self.attempt(lambda: handover.hand_over(actor=self.user, **self.cleaned_data))


class ChoosePasswordForm(SetPasswordForm):
    """The password that somebody chooses when she comes by a one-time link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields.values()
        first.label, second.label = _("New Password"), _("New Password (again)")
        second.help_text = ""


class AddKeyForm(AddWebAuthnForm):
    """Another passkey of an account, with a name to tell it by."""

    name = forms.CharField(label=_("Name"), required=False)


class PasskeyForm(SignupWebAuthnForm):
    """The passkey that somebody makes instead of a password when she comes by a one-time link."""

    def keep(self, request: HttpRequest) -> None:
        name, credential = self.cleaned_data["name"], self.cleaned_data["credential"]
        signup_authenticator(request, user=self.user, name=name, credential=credential)
