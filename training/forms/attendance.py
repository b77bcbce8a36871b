"""Who was there: one answer for each participant, sent by one post."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from core.forms import ActForm
from training.attendance_roster import Entry, entries, word
from training.models import Attendance, Session
from training.services_attendance import record_attendance

State = Attendance.State
# A group of buttons of which none is chosen sends nothing: "not recorded" needs a value.
NONE = "none"
CHOICES = [(value or NONE, label) for value, label in State.choices if value]
CHOICES.append((NONE, State.NOT_RECORDED.label))


class AttendanceForm(ActForm):
    """The roster of a session.

    ``seen`` is what each row was when the page was drawn. What somebody else has changed since
    stays hers where it was not touched here; where it was, both are shown and one is chosen
    (``asked``). ``presumes_all`` draws who is not recorded yet as present.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, session: Session, presumes_all: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.session, self.entries = session, entries(session, self.user)
        self.changes: dict[int, str] = {}
        self.fields["seen"].initial = packed(self.entries)
        for entry in self.entries:
            presumed = State.PRESENT.value if presumes_all else NONE
            self.fields[name_of(entry)] = forms.ChoiceField(
                label=str(entry.participant),
                choices=CHOICES,
                widget=forms.RadioSelect,
                required=False,
                initial=entry.state or presumed,
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        seen = unpacked(self.cleaned_data.get("seen", ""))
        asked = set(self.cleaned_data.get("asked", "").split())
        taken: list[Entry] = []
        differing: list[Entry] = []
        for entry in self.entries:
            answer = self.cleaned_data.get(name_of(entry), "")
            if not answer and entry.code in asked and name_of(entry) not in self.errors:
                self.add_error(name_of(entry), _("Choose one of the two."))
            if answer:
                self._take(entry, answer, seen.get(entry.code, ""), taken, differing)
        if differing:
            self._show_both(taken, differing)
        return self.cleaned_data

    def _take(
        self, entry: Entry, answer: str, before: str, taken: list[Entry], differing: list[Entry]
    ) -> None:
        """Sort an answer: unchanged, new, left as somebody else has it, or against hers."""
        wanted = "" if answer == NONE else answer
        if wanted == entry.state:
            return
        if before == entry.state:
            self.changes[entry.participant.pk] = wanted
        else:
            (taken if wanted == before else differing).append(entry)

    def _show_both(self, taken: list[Entry], differing: list[Entry]) -> None:
        """Draw the page anew on what is recorded now, with the answers that were given."""
        self.data = self.data.copy()
        for entry in differing:
            answer = self.cleaned_data[name_of(entry)]
            words = {"now": word(entry.state), "chosen": word("" if answer == NONE else answer)}
            self.add_error(
                name_of(entry),
                _("Somebody else recorded: %(now)s. You chose: %(chosen)s. Choose one.") % words,
            )
            self.data.pop(name_of(entry), None)
        for entry in taken:
            self.data[name_of(entry)] = entry.state or NONE
        self.data["seen"] = packed(self.entries)
        self.data["asked"] = " ".join(entry.code for entry in differing)

    def try_record(self) -> int | None:
        """How many rows were written; None, with the reason on the form, where that fails."""
        if not self.is_valid():
            return None
        states = {(self.session.pk, who): state for who, state in self.changes.items()}
        return self.attempt(lambda: record_attendance(states=states))


def name_of(entry: Entry) -> str:
    return f"state-{entry.code}"


def packed(rows: list[Entry]) -> str:
    """Code and state of each row; what a forged one says is compared, never written."""
    return " ".join(f"{row.code}:{row.state}" for row in rows)


def unpacked(text: str) -> dict[str, str]:
    return dict(part.split(":", 1) for part in text.split() if ":" in part)
