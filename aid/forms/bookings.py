"""Taking a turn, by one tap on a free half-day or with times of one's own; moving, cancelling."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from aid import free_time, periods, turns
from aid.models import Booking, Equipment, Season
from core.filters import LightSelect
from core.forms import ActForm, check_in_scope
from members.forms.fields import PlainField
from members.models import Person

MIDNIGHT = "24:00"


class MemberField(forms.ModelChoiceField):
    """A member of the machine's group, with her hours of this season; the fairest turn first."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid_choice": gettext_lazy("This member cannot be chosen. Choose one of the list."),
        "required": gettext_lazy("Choose whose turn it is."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Whose turn?"))
        super().__init__(queryset=Person.objects.none(), to_field_name="code", **kwargs)

    def label_from_instance(self, person: Any) -> str:
        return f"{person.name} ({turns.in_words(person)})"


class MemberCards(MemberField):
    """The same as cards to tap."""

    widget = forms.RadioSelect

    def __init__(self) -> None:
        super().__init__(empty_label=None)

    def label_from_instance(self, person: Any) -> SafeString:
        words = turns.in_words(person)
        return format_html("<strong>{}</strong><small>{}</small>", person.name, words)


class TurnForm(ActForm):
    """What every way of taking a turn shares: a machine, a member, and who holds the time."""

    purpose = PlainField(label=gettext_lazy("What for"), max_length=120, required=False)

    def __init__(self, *args: Any, equipment: Equipment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.equipment = equipment
        # Right in itself, and refused by the database all the same.
        self.was_refused = False
        season = Season.objects.span(timezone.localdate())
        rows = turns.fair_turn(equipment, season).allowed(self.user, self.act)
        field = self.fields["person"]
        field.queryset = rows
        # Read once: whether there is anybody, and the choices.
        self.members = list(rows)
        choices = [(row.code, field.label_from_instance(row)) for row in self.members]
        field.choices = choices if field.empty_label is None else [("", "—"), *choices]

    def period(self) -> DateTimeTZRange:
        raise NotImplementedError

    def try_save(self) -> Booking | None:
        if not self.is_valid():
            return None
        booking = self.attempt(self._take)
        self.was_refused = booking is None
        return booking

    def _take(self) -> Booking:
        booking = Booking.objects.create(
            equipment=self.equipment,
            person=self.cleaned_data["person"],
            period=self.period(),
            purpose=self.cleaned_data["purpose"],
            place=self.cleaned_data.get("place", ""),
            asked_by=self.user,
        )
        check_in_scope(booking, self.user, self.act)
        return booking


def _refuse_past(period: DateTimeTZRange) -> None:
    """A turn is taken for a time to come, and not for next year."""
    if period.upper <= timezone.now():
        raise ValidationError(
            _("This time is over. Write it down as a use, or choose a time to come.")
        )
    if period.lower > timezone.now() + dt.timedelta(days=free_time.MOST_AHEAD_DAYS):
        raise ValidationError(_("A turn is taken at most a year ahead. Choose an earlier day."))


class TakeForm(TurnForm):
    """A free half-day, or day: only the member is asked."""

    person = MemberCards()
    field_order = ("person", "purpose")

    def __init__(self, *args: Any, slot_period: DateTimeTZRange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slot_period = slot_period

    def clean(self) -> dict[str, Any]:
        _refuse_past(self.slot_period)
        return self.cleaned_data

    def period(self) -> DateTimeTZRange:
        return self.slot_period


def _half_hours(*, is_end: bool) -> list[tuple[str, str]]:
    """Times to choose from, ``06.00`` to the reader; a day ends at 24.00."""
    found = [f"{half // 2:02}:{30 * (half % 2):02}" for half in range(48)]
    found = [*found[1:], MIDNIGHT] if is_end else found
    return [(time, time.replace(":", ".")) for time in found]


class DayInput(forms.DateInput):
    """The device's own calendar; without one it is typed as 2026-11-24."""

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})


class BookingForm(TurnForm):
    """A turn with times of one's own."""

    person = MemberField(empty_label="—")
    from_day = forms.DateField(label=gettext_lazy("From, day"), widget=DayInput)
    from_time = forms.ChoiceField(
        label=gettext_lazy("From, time"), choices=_half_hours(is_end=False), widget=LightSelect
    )
    to_day = forms.DateField(
        label=gettext_lazy("To, day"),
        widget=DayInput,
        required=False,
        help_text=gettext_lazy("Leave it empty where it is the same day."),
    )
    to_time = forms.ChoiceField(
        label=gettext_lazy("To, time"), choices=_half_hours(is_end=True), widget=LightSelect
    )
    place = PlainField(label=gettext_lazy("Where"), max_length=120, required=False)
    field_order = ("person", "from_day", "from_time", "to_day", "to_time", "purpose", "place")

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not {"from_day", "from_time", "to_time"} <= cleaned.keys() or "to_day" in self.errors:
            return cleaned
        start = _moment(cleaned["from_day"], cleaned["from_time"])
        end = _moment(cleaned["to_day"] or cleaned["from_day"], cleaned["to_time"])
        if end <= start:
            self.add_error("to_time", _("The turn ends before it begins. Correct the times."))
            return cleaned
        cleaned["period"] = periods.span(start, end)
        _refuse_past(cleaned["period"])
        return cleaned

    def period(self) -> DateTimeTZRange:
        return self.cleaned_data["period"]


def _moment(day: dt.date, time: str) -> dt.datetime:
    if time == MIDNIGHT:
        return periods.at(day + dt.timedelta(days=1))
    return periods.at(day, dt.time.fromisoformat(time))


def as_typed(period: DateTimeTZRange) -> dict[str, str]:
    """A time as the fields of ``BookingForm`` hold it."""
    start, end = timezone.localtime(period.lower), timezone.localtime(period.upper)
    is_midnight = end.time() == dt.time.min
    last = end.date() - dt.timedelta(days=1) if is_midnight else end.date()
    return {
        "from_day": start.date().isoformat(),
        "from_time": f"{start:%H:%M}",
        "to_day": "" if last == start.date() else last.isoformat(),
        "to_time": MIDNIGHT if is_midnight else f"{end:%H:%M}",
    }


class MoveForm(BookingForm):
    """Another time for a turn: the old one is cancelled and the new one taken, or neither."""

    def __init__(self, *args: Any, booking: Booking, **kwargs: Any) -> None:
        self.booking = booking
        first = as_typed(booking.period) | {"purpose": booking.purpose, "place": booking.place}
        kwargs["initial"] = first | {"person": booking.person}
        super().__init__(*args, equipment=booking.equipment, **kwargs)

    def _take(self) -> Booking:
        turn = Booking.objects.select_for_update().get(pk=self.booking.pk)
        if not turn.is_open:
            raise ValidationError(Booking.trigger_messages["booking_state_by_table"])
        with override("id"):
            reason = _("Moved to %(time)s") % {"time": periods.in_words(self.period())}
        turn.cancel(reason=reason)
        return super()._take()


class CancelForm(ActForm):
    """Why a turn is given back."""

    cancel_reason = PlainField(label=gettext_lazy("Reason"), max_length=300)

    def __init__(self, *args: Any, booking: Booking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.booking = booking

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._cancel)

    def _cancel(self) -> bool:
        self.booking.cancel(reason=self.cleaned_data["cancel_reason"])
        return True
