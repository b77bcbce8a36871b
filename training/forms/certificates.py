"""The forms of certificates: issuing a class's, ending one, registering another office's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import scopes_of
from core.forms import ActForm
from core.storage import keep_scan
from institutions.models import Institution
from members.forms.fields import PlainField
from members.forms.groups import KeepsFile, upload
from training.models import Certificate, Participant


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget)


class IssueForm(ActForm):
    """Who of those that attended enough gets a certificate, and when and where it is signed."""

    ticked = forms.MultipleChoiceField(
        label=gettext_lazy("Who gets one"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick at least one participant."),
            "invalid_choice": gettext_lazy(
                "Somebody whom you ticked has a certificate by now, or attended too little."
            ),
        },
    )
    day = _day(capfirst(gettext_lazy("date of the certificate")))
    signed_at = PlainField(
        label=gettext_lazy("Signed at"),
        max_length=60,
        help_text=gettext_lazy("The town that stands before the date."),
    )

    def __init__(
        self, *args: Any, offered: Sequence[Participant], unticked: set[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.code: one for one in offered}
        self.fields["ticked"].choices = [
            (code, f"{one.number}. {one}") for code, one in self.offered.items()
        ]
        self.initial["ticked"] = [c for c, one in self.offered.items() if one.pk not in unticked]
        self.initial.setdefault("day", timezone.localdate())

    @property
    def chosen(self) -> list[int]:
        return [self.offered[code].pk for code in self.cleaned_data["ticked"]]


class CertificateReasonForm(ActForm):
    """Why a certificate is revoked, or issued anew."""

    reason = PlainField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("It stays on the certificate’s page, not on the public one."),
    )


class RegisterForm(KeepsFile):
    """Another office's certificate, letter for letter, with its scan."""

    file_field, keep = "scan", staticmethod(keep_scan)

    number = PlainField(
        label=gettext_lazy("Number"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("As it stands on the certificate; empty where it bears none."),
    )
    issued_on = _day(capfirst(gettext_lazy("date of the certificate")))
    office = forms.ModelChoiceField(
        label=capfirst(gettext_lazy("issued by")),
        queryset=Institution.objects.all(),
        to_field_name="code",
        empty_label="—",
    )
    upload = upload(gettext_lazy("Scan"), required=False)

    class Meta:
        model = Certificate
        fields = ["number", "issued_on", "office"]

    field_order = ["office", "number", "issued_on", "upload"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = [scope.area for scope in scopes_of(self.user, self.act) if scope.area is not None]
        self.fields["office"].queryset = Institution.objects.serving(areas)

    def save(self, commit: bool = True) -> Any:
        self.instance.issued_by = self.user
        return super().save(commit)

    def clean_issued_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["issued_on"]
        if not self.instance.participant.training.starts_on <= day <= timezone.localdate():
            raise ValidationError(_("This date is not plausible. Compare it with the paper."))
        return day


class ScanForm(KeepsFile):
    """The paper as it was signed, attached afterwards."""

    file_field, keep = "scan", staticmethod(keep_scan)

    upload = upload(gettext_lazy("Scan of the signed certificate"))

    class Meta:
        model = Certificate
        fields: list[str] = []
