"""Inspections, upkeep, fault reports."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.care import handle_fault, report_fault
from aid.ending import check_day, lock
from aid.forms.amounts import AmountField
from aid.forms.equipment import photo_field
from aid.forms.equipment_acts import OfEquipment
from aid.forms.rupiah import RupiahField
from aid.models import Condition, Equipment, FaultReport, Inspection, Upkeep
from core.fields import PartialDateFormField
from core.forms import ActForm, RowForm
from core.partial_dates import years_from_today
from core.storage import keep_photo
from members.forms.fields import DayField, PlainField
from members.forms.groups import KeepsFile


class OnEquipment(RowForm):
    """A row that hangs on a piece, which is held while the row is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            self.initial["date"] = timezone.localdate()

    @property
    def is_new(self) -> bool:
        return self.instance.pk is None

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if day is not None:
            check_day(self.instance.equipment, day)
        return day

    def _save_in_scope(self) -> Any:
        """Of a piece that has ended nothing new is recorded; what was may be put right."""
        if self.is_new:
            lock(self.instance.equipment)
        return super()._save_in_scope()


class InspectionForm(OnEquipment, KeepsFile):
    """Who looked at it, when, how it is, what was found."""

    file_field, keep = "photo", staticmethod(keep_photo)
    said_at: ClassVar[dict[str, str]] = {"inspection_before_end": "date"}

    date = DayField(label=_("Inspected on"))
    by = PlainField(label=_("Inspected by"), max_length=120)
    upload = photo_field(required=False)

    class Meta:
        model = Inspection
        fields = ["date", "by", "condition", "findings"]
        widgets = {
            "condition": forms.RadioSelect,
            "findings": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["condition"].choices = Condition.choices
        if self.is_new:
            self.initial["by"] = self.user.get_full_name() or self.user.get_username()


class UpkeepForm(OnEquipment):
    """What was done, with which parts, what it cost, when it is due again, a new hour meter."""

    said_at: ClassVar[dict[str, str]] = {
        "upkeep_before_end": "date",
        "upkeep_meter_fits_uses": "new_meter",
    }

    date = DayField(label=_("Done on"))
    parts = PlainField(
        label=_("Parts and work"),
        max_length=300,
        required=False,
        help_text=_("For example oil 1 litre, new fan belt."),
    )
    cost = RupiahField(label=_("Cost"), required=False)
    done_by = PlainField(
        label=_("Done by"), max_length=120, required=False, help_text=_("Workshop or person.")
    )
    next_due = PartialDateFormField(
        label=_("Due again on"),
        required=False,
        latest=lambda: years_from_today(10),
        help_text=_("For example 11 May 2027. Leave it empty where nothing is planned."),
    )

    is_meter_replaced = forms.BooleanField(
        label=_("The hour meter was replaced"),
        required=False,
        help_text=_("From this day on, readings are compared with the new meter only."),
    )
    new_meter = AmountField(
        label=_("The new meter begins at"),
        help_text=_("The figure it showed when it was put in; empty is 0."),
    )

    class Meta:
        model = Upkeep
        fields = [
            *("date", "kind", "parts", "cost", "done_by", "next_due", "condition_after"),
            "new_meter",
        ]
        widgets = {"kind": forms.RadioSelect, "condition_after": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*self.Meta.fields[:-1], "is_meter_replaced", "new_meter"])
        self.initial["is_meter_replaced"] = self.instance.new_meter is not None
        self.fields["kind"].choices = Upkeep.Kind.choices
        self.fields["condition_after"].choices = [
            ("", _("as before")),
            *Condition.choices,
        ]

    def clean_next_due(self) -> Any:
        due, done = self.cleaned_data["next_due"], self.cleaned_data.get("date")
        if due is None:
            return None
        if due.day is None:
            raise ValidationError(_("Write the day too, for example 11 May 2023."))
        if done is not None and due.first_day <= done:
            raise ValidationError(_("The next time lies after the day on which it was done."))
        return due.first_day

    def clean_new_meter(self) -> Any:
        begins = self.cleaned_data["new_meter"]
        if self.cleaned_data.get("is_meter_replaced"):
            return Decimal(0) if begins is None else begins
        if begins:
            raise ValidationError(
                _("Tick that the hour meter was replaced, or leave this figure empty.")
            )
        return None


class FaultForm(OfEquipment):
    """A member or the office says what is wrong."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"), choices=FaultReport.Kind.choices, widget=forms.RadioSelect
    )

    is_new = True

    def act_on(self, **answers: Any) -> None:
        self.is_new = report_fault(
            equipment=self.equipment, source=FaultReport.Source.MEMBER, **answers
        )


class LabelFaultForm(forms.Form):
    """What anybody may say through the label: one of four words, nothing about anybody."""

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=FaultReport.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )

    def __init__(self, *args: Any, equipment: Equipment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.equipment = equipment

    def send(self) -> None:
        report_fault(
            equipment=self.equipment,
            kind=self.cleaned_data["kind"],
            source=FaultReport.Source.PUBLIC,
        )


class HandleForm(ActForm):
    """What was done about a report; an upkeep may follow."""

    day = DayField(label=_("Dealt with on"), initial=timezone.localdate)
    note = PlainField(
        label=_("What was done?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: new spark plug; or: nothing was wrong."),
    )
    opens_upkeep = forms.BooleanField(
        label=_("Write down the parts and the cost as upkeep next"), required=False
    )

    def __init__(self, *args: Any, fault: FaultReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fault = fault

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day is not None and day < timezone.localdate(self.fault.at):
            raise ValidationError(_("This day lies before the report."))
        return day

    def try_save(self) -> bool:
        return bool(self.is_valid() and self.attempt(self._handle))

    def _handle(self) -> bool:
        data = self.cleaned_data
        if not handle_fault(fault=self.fault, day=data["day"], note=data["note"]):
            raise ValidationError(_("Somebody else has answered this report meanwhile."))
        return True
