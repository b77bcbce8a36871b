"""From the acts on a subject's rows to sentences that its reader may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import may
from core.history_words.changes import Change, Reader
from core.history_words.events import Act, Event, acts_of
from core.history_words.told import act_words, sources_of, told
from core.history_words.values import Names, changed_fields
from core.receipts.codes import code_of

PAGE_SIZE = 25
MOST_FIELDS = 4
RECEIPTS = "core.view_receipt"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One act in words: ``who`` ``what``, when, why, and the values that it changed."""

    at: dt.datetime
    who: str
    what: str
    reason: str = ""
    changes: list[Change] = field(default_factory=list)
    url: str = ""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    entries: list[HistoryEntry]
    has_more: bool


def history_entries(
    subject: models.Model, user: Any, *, limit: int = PAGE_SIZE, offset: int = 0
) -> HistoryPage:
    """The history of a row with all that belongs to it, newest first.

    The caller has checked that the user may see the history of this row.
    """
    acts = acts_of(subject, sources_of(subject), user, limit=limit + 1, offset=offset)
    names = Names()
    names.look_up(event for act in acts for event in act.events)
    reads_receipts = may(user, RECEIPTS)
    teller = _Teller(subject, user, names, _actors(acts), reads_receipts)
    return HistoryPage([teller.entry(act) for act in acts[:limit]], len(acts) > limit)


def names_of_users(ids: Iterable[Any]) -> dict[Any, str]:
    """Whom the history names: by id, also those who are here no more."""
    users = get_user_model()._base_manager.filter(pk__in=set(ids))
    return {user.pk: user.get_full_name() or user.get_username() for user in users}


def _actors(acts: Iterable[Act]) -> dict[Any, str]:
    return names_of_users(a.metadata["user"] for a in acts if a.metadata and "user" in a.metadata)


@dataclass(slots=True)
class _Teller:
    subject: models.Model
    user: Any
    names: Names
    actors: dict[Any, str]
    reads_receipts: bool
    sees: dict[str, bool] = field(default_factory=dict)

    @property
    def reader(self) -> Reader:
        return Reader(self.user, self.names, lambda act, event: self._sees(act))

    def entry(self, act: Act) -> HistoryEntry:
        metadata = act.metadata or {}
        return HistoryEntry(
            at=act.at,
            who=self._who(act),
            what=self._what(act, metadata.get("act", "")),
            reason=metadata.get("reason", ""),
            changes=[change for event in act.events for change in self._changes(event)],
            url=self._receipt_url(act),
        )

    def _receipt_url(self, act: Act) -> str:
        if act.context is None or not self.reads_receipts:
            return ""
        return reverse("core:receipt_detail", kwargs={"code": code_of(act.context)})

    def _who(self, act: Act) -> str:
        if act.metadata is None:
            return _("Directly in the database (%(role)s)") % {"role": act.role}
        name = self.actors.get(act.metadata.get("user"), "")
        return name or _("The register itself")

    def _what(self, act: Act, name: str) -> str:
        if words := act_words(name):
            labels = list(dict.fromkeys(filter(None, map(self._label, act.events))))
            about = _listed(labels, unseen=sum(act.alike.values()) - len(act.events))
            return f"{words}: {about}" if about else words
        phrases = dict.fromkeys(self._phrase(event, act) for event in act.events)
        return "; ".join(phrases)

    def _label(self, event: Event) -> str:
        """What the row is called; nothing for the subject's own."""
        if self._is_own(event):
            return ""
        if event.source.is_own:
            return str(event.new[told(event.source.model).name])
        return event.source.name_row(event.new, self.names.name_of(event.source.model))

    def _is_own(self, event: Event) -> bool:
        """Whether it is the subject's own row, and not one that was merged into it."""
        return event.source.is_own and event.new["id"] == self.subject.pk

    def _phrase(self, event: Event, act: Act) -> str:
        number = act.alike[event.source.model, event.label]
        if not event.source.is_own and number > 1 and event.label != "update":
            return self._many(event, number)
        row = " ".join(part for part in (self._kind(event), self._label(event)) if part)
        if event.label == "insert":
            return _("recorded %(row)s") % {"row": row}
        if event.label == "delete":
            return _("deleted %(row)s") % {"row": row}
        words = told(event.source.model)
        fields = _listed([words.label_of(changed) for changed in changed_fields(event)])
        if not fields:
            return _("renewed what the register keeps by itself")
        if self._is_own(event):
            return _("changed %(fields)s") % {"fields": fields}
        return _("changed %(fields)s of %(row)s") % {"fields": fields, "row": row}

    def _many(self, event: Event, number: int) -> str:
        meta = event.source.model._meta
        rows = f"{number} {meta.verbose_name_plural}"
        words = _("recorded %(row)s") if event.label == "insert" else _("deleted %(row)s")
        return words % {"row": rows}

    def _kind(self, event: Event) -> str:
        return str(event.source.model._meta.verbose_name)

    def _changes(self, event: Event) -> list[Change]:
        if event.label != "update":
            return []
        return self.reader.changes(event, self._label(event))

    def _sees(self, act: str) -> bool:
        if act not in self.sees:
            rows: Any = type(self.subject)._default_manager
            allowed = rows.allowed(self.user, act).filter(pk=self.subject.pk)
            self.sees[act] = allowed.exists()
        return self.sees[act]


def _listed(labels: list[str], *, unseen: int = 0) -> str:
    """``nomor HP, RT dan RW``; of many the first few and how many more."""
    more = max(len(labels) - MOST_FIELDS, 0) + unseen
    if more > 0:
        rest = ngettext("%(n)d more", "%(n)d more", more) % {"n": more}
        labels = [*labels[:MOST_FIELDS], rest]
    if len(labels) < 2:
        return "".join(labels)
    return _("%(first)s and %(last)s") % {"first": ", ".join(labels[:-1]), "last": labels[-1]}
