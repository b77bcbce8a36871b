"""Daftar hadir: what the import of an attendance sheet does with its rows."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.bulk import update_rows
from core.imports.rows import Change, ImportRow
from core.imports.spec import ImportSpec, Preview
from core.text import name_key
from training import attendance_roster
from training.imports.columns import SCORES, columns, day_key, label
from training.imports.names import Found, Names
from training.models import Participant, Session, Training
from training.services_attendance import record_attendance, recorded

ACT = "training.import_attendance"
SCORE_LABELS = {
    "pre_score": gettext_lazy("score before"),
    "post_score": gettext_lazy("score after"),
}
# What is kept from one review to the next: by a row's mark the code of who is meant, where the
# name left it open; and those who could be, code → name.
CHOSEN, POSSIBLE = "chosen", "possible"


class AttendanceSheet(ImportSpec):
    """The sheet of one training. Nobody is enrolled by it, and a blank cell changes nothing.

    ``lock`` holds the sessions until the rows are written.
    """

    kind: ClassVar[str] = "training.attendance"
    anchors: ClassVar[tuple[str, ...]] = ("name",)

    def __init__(self, *, user: Any, training: Training, lock: bool = False) -> None:
        self.user, self.training = user, training
        sessions = training.sessions.select_related("training")
        self.sessions = list(sessions.select_for_update(of=("self",)) if lock else sessions)
        self.by_key = {day_key(session): session for session in self.sessions}
        self.columns = columns(self.sessions)
        self.people: dict[int, Participant] = {}
        self.known: dict[tuple[int, int], str] = {}

    def check(self, row: ImportRow) -> None:
        if "name" not in row.values and not row.was_misread("name"):
            row.refuse(_("The name is missing."), "name")
        closed = [key for key in self._days(row) if attendance_roster.why_closed(self.by_key[key])]
        for key in closed:
            row.refuse(attendance_roster.why_closed(self.by_key[key]), key)

    def _days(self, row: ImportRow) -> list[str]:
        return [key for key in row.values if key in self.by_key]

    def notes(self, preview: Preview) -> list[str]:
        """Which column is which day, to be looked at before anything is saved."""
        read = {index for info in preview.sheets for index in info.columns.values()}
        missing = [label(s) for s in self.sessions if s.is_held and day_key(s) not in read]
        if not missing:
            return []
        words = _("Sessions of which the file has no column: %(days)s.")
        return [words % {"days": ", ".join(missing)}]

    def resolve(self, rows: list[ImportRow]) -> None:
        mine = Participant.objects.allowed(self.user, ACT).filter(training=self.training)
        people = list(mine.select_related("person", "village", "relative_of"))
        self.people = {who.pk: who for who in people}
        self.memory[POSSIBLE] = {}
        self.known = recorded({session.pk for session in self.sessions})
        names, taken = Names(people), dict[int, ImportRow]()
        for row in rows:
            who = self._who(row, names)
            if who is not None:
                self._place(row, who, taken)

    def _who(self, row: ImportRow, names: Names) -> Participant | None:
        """The participant; None with a refusal, or with those who could be meant."""
        code = self.memory.get(CHOSEN, {}).get(mark(row))
        chosen = next((who for who in self.people.values() if code and who.code == code), None)
        found = Found(certain=chosen) if chosen else names.find(row.values["name"])
        if found.certain is None:
            self._refuse(row, found.possible)
        return found.certain

    def _refuse(self, row: ImportRow, possible: list[Participant]) -> None:
        words = {"name": row.values["name"][:60]}
        if not possible:
            text = _("“%(name)s” is not on the list of this training. Enrol this person first.")
            row.refuse(text % words, "name")
            return
        self.memory[POSSIBLE][mark(row)] = {who.code: told(who) for who in possible}
        if len(possible) == 1:
            text = _("“%(name)s” could be %(who)s. Say whether this is right.")
            row.refuse(text % {**words, "who": possible[0]}, "name")
        else:
            text = _("“%(name)s” could be several people. Say who is meant.")
            row.refuse(text % words, "name")

    def _place(self, row: ImportRow, who: Participant, taken: dict[int, ImportRow]) -> None:
        first = taken.setdefault(who.pk, row)
        if first is not row:
            words = _("%(who)s stands in row %(row)s already.")
            row.refuse(words % {"who": who, "row": first.number}, "name")
        elif who.withdrawn_on is not None:
            row.refuse(_("%(who)s has withdrawn from this training.") % {"who": who}, "name")
        else:
            row.target = who.pk

    def changes(self, row: ImportRow) -> list[Change]:
        who = self.people[int(row.target or 0)]
        states = [
            Change(label(session), attendance_roster.word(old), attendance_roster.word(new))
            for session, old, new in self._states(row)
            if old != new
        ]
        scores = [
            Change(capfirst(str(SCORE_LABELS[key])), _score(getattr(who, key)), _score(new))
            for key, new in _scores(row, who).items()
        ]
        return states + scores

    def _states(self, row: ImportRow) -> list[tuple[Session, str, str]]:
        """Session, what is recorded, and what the row says, where it says something."""
        sessions = [(self.by_key[key], row.values[key]) for key in self._days(row)]
        who = int(row.target or 0)
        return [(s, self.known.get((s.pk, who), ""), new) for s, new in sessions]

    def write(self, rows: list[ImportRow]) -> None:
        states = {
            (session.pk, int(row.target or 0)): new
            for row in rows
            for session, _old, new in self._states(row)
        }
        record_attendance(states=states)
        people = [self.people[int(row.target or 0)] for row in rows]
        scores = {who.pk: _scores(row, who) for row, who in zip(rows, people, strict=True)}
        update_rows(Participant, scores)


def mark(row: ImportRow) -> str:
    """A row with its name: a corrected name is another one."""
    return f"{row.sheet}:{row.number}:{name_key(row.values.get('name', ''))}"


def possible(preview: Preview, row: ImportRow) -> dict[str, str]:
    """Those who could be meant by a row: code → name."""
    found: dict[str, str] = preview.memory.get(POSSIBLE, {}).get(mark(row), {})
    return found


def choose(preview: Preview, row: ImportRow, code: str) -> bool:
    """Say who is meant by a row; False where she is none of those who could be."""
    if code not in possible(preview, row):
        return False
    preview.memory.setdefault(CHOSEN, {})[mark(row)] = code
    return True


def told(who: Participant) -> str:
    """Number and name on the list, with what tells two of one name apart."""
    return " · ".join(filter(None, (f"{who.number}. {who}", attendance_roster.whose(who))))


def _scores(row: ImportRow, who: Participant) -> Mapping[str, Any]:
    """The scores that the row gives anew."""
    given = {key: Decimal(row.values[key]) for key in SCORES if key in row.values}
    return {key: value for key, value in given.items() if getattr(who, key) != value}


def _score(value: Any) -> str:
    if value is None:
        return ""
    return number_format(value.normalize() if value % 1 else int(value))
