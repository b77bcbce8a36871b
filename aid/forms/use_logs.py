"""Writing down a use, mostly afterwards."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.forms.amounts import AmountField
from aid.forms.rupiah import RupiahField
from aid.models import Booking, Condition, Equipment, GoodsKind, UseLog
from aid.models.use_logs import MOST_MONEY
from core.forms import RowForm
from members.forms.fields import DayField, PlainField
from members.models import Membership, Person

PLAIN = dict.fromkeys(["operator", "work_words", "place", "note"], PlainField)


class ClockInput(forms.TimeInput):
    """The device's own clock."""

    def __init__(self) -> None:
        super().__init__(format="%H:%M", attrs={"type": "time"})


class MoneyField(RupiahField):
    """What one use brings in or costs."""

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        if found is not None and found > MOST_MONEY:
            raise ValidationError(_("Write an amount up to 1,000,000,000 rupiah."), code="money")
        return found


def first_answers(booking: Booking) -> dict[str, Any]:
    """What a turn tells of its use."""
    return {
        "person": booking.person,
        "used_on": timezone.localtime(booking.period.lower).date(),
        "hours": Decimal(booking.hours).quantize(Decimal("0.01")),
        "place": booking.place,
        "note": booking.purpose,
    }


class UseLogForm(RowForm):
    """One use: who, when, how much, what for, the money, how the machine is afterwards."""

    said_at: ClassVar[dict[str, str]] = {
        "uselog_meter_never_back": "hour_meter",
        "uselog_before_end": "used_on",
    }

    person = forms.ModelChoiceField(
        label=_("Member"),
        queryset=Person.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("nobody of the group"),
    )
    used_on = DayField(label=_("Used on"))
    hours = AmountField(label=_("Hours"))
    area_ha = AmountField(label=_("Area (ha)"))
    hour_meter = AmountField(
        label=_("Hour meter"), help_text=_("The figure on the machine, where it has one.")
    )
    fuel_litres = AmountField(label=_("Fuel (litres)"))
    fuel_cost = MoneyField(label=_("Fuel cost (rupiah)"), required=False)
    fee = MoneyField(
        label=_("Fee (rupiah)"), required=False, help_text=_("What the group received for the use.")
    )
    other_cost = MoneyField(label=_("Other cost (rupiah)"), required=False)

    class Meta:
        model = UseLog
        fields = [
            *("person", "operator", "used_on", "started", "ended", "hours", "area_ha"),
            *("hour_meter", "work", "work_words", "place", "fuel_litres", "fuel_cost", "fee"),
            *("other_cost", "condition", "note"),
        ]
        field_classes = PLAIN
        widgets = {
            "work": forms.RadioSelect,
            "condition": forms.RadioSelect,
            "started": ClockInput,
            "ended": ClockInput,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = self._members().allowed(self.user, self.act)
        if self.instance.person is not None:
            self.initial["person"] = self.instance.person
        if self.instance.pk is None:
            self._suggest()
        self.fields["work"].choices = UseLog.Work.choices
        self.fields["condition"].choices = Condition.choices
        self.fields["operator"].help_text = _("Only where somebody else ran the machine.")
        self.fields["work_words"].help_text = _("For work that is not on the list.")
        self.helper.layout = self._layout()

    def _suggest(self) -> None:
        """Today, and the work that was written down of this machine the last time."""
        self.initial["used_on"] = self.initial.get("used_on") or timezone.localdate()
        last = UseLog.objects.standing().filter(equipment=self.instance.equipment).first()
        self.initial["work"] = last.work if last else ""

    def _members(self) -> Any:
        """The members of the group, and whoever is named already."""
        machine: Equipment = self.instance.equipment
        members = Membership.objects.open().filter(group=machine.group_id).values("person")
        found = Q(pk__in=members)
        if self.instance.person_id:
            found |= Q(pk=self.instance.person_id)
        people: Any = Person.objects.filter(found)
        return people.order_by("sort_key", "id")

    def _layout(self) -> Layout:
        return Layout(
            Fieldset(_("Who and when"), "person", "operator", "used_on", *self._amounts()),
            Fieldset(_("Which work"), "work", "work_words", "place"),
            Fieldset(
                _("Fuel and money"), _pair("fuel_litres", "fuel_cost"), _pair("fee", "other_cost")
            ),
            Fieldset(_("Afterwards"), "condition", "hour_meter", "note"),
        )

    def _amounts(self) -> list[Any]:
        """Hours, hectares, times; what the kind of machine is counted in comes first."""
        first = ["hours", "area_ha"]
        if self.instance.equipment.kind.meter == GoodsKind.Meter.HECTARES:
            first.reverse()
        return [_pair(*first), _pair("started", "ended")]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        started, ended = cleaned.get("started"), cleaned.get("ended")
        if cleaned.get("hours") is None and started and ended and ended > started:
            cleaned["hours"] = _hours_between(started, ended)
        return cleaned

    def _save_in_scope(self) -> Any:
        log: Any = super()._save_in_scope()
        if log.booking is not None:
            log.booking.finish()
        return log


def _pair(*names: str) -> Row:
    return Row(*(Column(name) for name in names))


def _hours_between(started: dt.time, ended: dt.time) -> Decimal:
    minutes = 60 * (ended.hour - started.hour) + ended.minute - started.minute
    return (Decimal(minutes) / 60).quantize(Decimal("0.01"))
