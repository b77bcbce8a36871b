"""The list of who was at a meeting: the members, each with three answers and none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from members.models import Group, Membership, Person
from secretariat.models import Meeting, MeetingAttendance

Row = dict[str, Any]
State = MeetingAttendance.State
# A group of buttons of which none is chosen sends nothing: "not on the list" needs a value.
NONE = "none"
CHOICES = [*((value, capfirst(label)) for value, label in State.choices), (NONE, _("Not listed"))]


@dataclass(frozen=True, slots=True)
class Entry:
    """A member, and what is recorded of her: "" is nothing."""

    person: Person
    state: str

    @property
    def field(self) -> str:
        return f"state-{self.person.code}"


def entries(group: Group, meeting: Meeting | None) -> list[Entry]:
    """The members of today and whoever stands on the list, by name."""
    states: dict[int, str] = {}
    if meeting is not None:
        states = dict(meeting.attendance.listed().values_list("person", "state"))
    members = Membership.objects.open().filter(group=group).order_by()
    ids = {*members.values_list("person", flat=True), *states}
    people = Person.objects.filter(pk__in=ids).order_by("sort_key", "id")
    return [Entry(person, states.get(person.pk, "")) for person in people]


def add_fields(form: Any, rows: Iterable[Entry], *, presumed: str) -> None:
    """A field for each row; ``presumed`` is drawn where nothing is recorded."""
    for entry in rows:
        form.fields[entry.field] = forms.ChoiceField(
            label=str(entry.person),
            choices=CHOICES,
            widget=forms.RadioSelect,
            required=False,
            initial=entry.state or presumed,
        )


def answers(form: Any, rows: Iterable[Entry]) -> dict[int, str]:
    """What was answered, by person; where nothing was, nothing changes."""
    found = {}
    for entry in rows:
        answer = form.cleaned_data.get(entry.field) or entry.state
        found[entry.person.pk] = "" if answer == NONE else answer
    return found


def lines(form: Any, rows: Iterable[Entry]) -> list[Row]:
    """The rows as buttons."""
    return [_line(form[entry.field], number) for number, entry in enumerate(rows, start=1)]


def _line(field: Any, number: int) -> Row:
    chosen = field.value()
    return {
        "number": number,
        "name": field.label,
        "field": field.html_name,
        "errors": field.errors,
        "options": [
            {
                "id": f"{field.auto_id}_{index}",
                "value": value,
                "word": word,
                "is_chosen": value == chosen,
            }
            for index, (value, word) in enumerate(CHOICES)
        ],
    }
