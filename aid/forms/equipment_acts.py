"""What happens to a piece: how it is, who answers for it, where it goes, how it ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.care import IN_REPAIR, report_condition
from aid.custody import change_custody, members_of
from aid.ending import BY_HAND, end_equipment
from aid.models import Condition, Equipment
from aid.moving import move_equipment
from core.forms import ActForm
from members.forms.fields import DayField, GroupField, PlainField
from members.models import Person

ANSWERS = [*Condition.choices, (IN_REPAIR, Equipment.State.IN_REPAIR.label)]


class OfEquipment(ActForm):
    """An act on one piece; ``act_on`` does it."""

    def __init__(self, *args: Any, equipment: Equipment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.equipment = equipment

    def try_save(self) -> bool:
        """Do it; False, with the reason on the form, where it is refused."""
        return bool(self.is_valid() and self.attempt(self._done))

    def _done(self) -> bool:
        self.act_on(**self.cleaned_data)
        return True

    def act_on(self, **answers: Any) -> None:
        raise NotImplementedError


class ConditionForm(OfEquipment):
    """One tap: good, light damage, heavy damage, under repair."""

    answer = forms.ChoiceField(label=_("How is it now?"), choices=ANSWERS, widget=forms.RadioSelect)

    def act_on(self, **answers: Any) -> None:
        report_condition(actor=self.user, equipment=self.equipment, **answers)


class CustodyForm(OfEquipment):
    """Who answers for the piece from a day on; nobody is an answer too."""

    person = forms.ModelChoiceField(
        label=_("Custodian"),
        queryset=Person.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("nobody at present"),
        help_text=_("A member of the group. Whoever answers for it now gives it up that day."),
    )
    since = DayField(label=_("Since"), initial=timezone.localdate)
    note = PlainField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, equipment: Equipment, **kwargs: Any) -> None:
        super().__init__(*args, equipment=equipment, **kwargs)
        members = members_of(equipment.group).allowed(self.user, self.act)
        self.fields["person"].queryset = members.order_by("sort_key", "id")

    def act_on(self, **answers: Any) -> None:
        change_custody(equipment=self.equipment, **answers)


class MoveForm(OfEquipment):
    """The piece goes to another group of the office's region."""

    to_group = GroupField(label=_("To the group"))
    day = DayField(label=_("Moved on"), initial=timezone.localdate)
    reason = PlainField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, equipment: Equipment, **kwargs: Any) -> None:
        super().__init__(*args, equipment=equipment, **kwargs)
        field = self.fields["to_group"]
        field.queryset = field.queryset.exclude(pk=equipment.group_id)

    def act_on(self, **answers: Any) -> None:
        move_equipment(actor=self.user, equipment=self.equipment, **answers)


class EndForm(OfEquipment):
    """How a piece ended: it is never deleted."""

    kind = forms.ChoiceField(
        label=_("How it ended"),
        choices=[(end.value, end.label) for end in BY_HAND],
        widget=forms.RadioSelect,
    )
    day = DayField(label=_("Ended on"), initial=timezone.localdate)
    reason = PlainField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In one or two sentences; it stays on the page of the equipment."),
    )
    is_sure = forms.BooleanField(
        label=_("I know that this cannot be taken back on this page."),
        error_messages={"required": _("Tick this to end the equipment.")},
    )

    def act_on(self, **answers: Any) -> None:
        del answers["is_sure"]
        end_equipment(actor=self.user, equipment=self.equipment, **answers)
