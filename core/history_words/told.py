"""How each model's history is told. Apps declare it in their ``history_words.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.functional import Promise

Text = str | Promise
Snapshot = dict[str, Any]
# Names a row that a snapshot points to: (snapshot, field) → its name.
NameOf = Callable[[Snapshot, str], str]


@dataclass(frozen=True, slots=True)
class Told:
    """The words for a model's rows. Fields are named as in the model.

    ``label`` names a row by its snapshot; ``name`` is the lookup that gives a row's name where
    others point to it. ``hidden`` fields are not told (the database keeps them, or they mean
    nothing to a reader); ``masked`` ones are shown through a function; ``present`` ones say only
    whether there is something; ``withheld`` ones need an act on the subject, or a reader who wrote
    them: her id is then the value of the field ``writer``. ``labels`` replace a field's own name.
    """

    model: type[models.Model]
    label: Callable[[Snapshot, NameOf], str] = lambda snapshot, name_of: ""
    name: str = "name"
    hidden: frozenset[str] = frozenset()
    masked: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    present: Mapping[str, Text] = field(default_factory=dict)
    withheld: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    labels: Mapping[str, Text] = field(default_factory=dict)
    writer: str = ""

    def label_of(self, changed: models.Field[Any, Any]) -> str:
        return str(self.labels.get(changed.name, changed.verbose_name))


@dataclass(frozen=True, slots=True)
class HistorySource:
    """Rows that belong to the history of a subject: while their ``via`` was its id.

    The subject's own row comes by ``"pk"``. ``label`` names a row where this subject is meant
    anyway, as the office of a person does without her name. ``act``: rows that do not all belong
    where the subject does are told to who may do this act on them, or on the row that their field
    ``of`` points to, as a custodian of a machine's former group.
    """

    subject: type[models.Model]
    model: type[models.Model]
    via: str = "pk"
    label: Callable[[Snapshot, NameOf], str] | None = None
    act: str = ""
    of: str = ""

    @property
    def is_own(self) -> bool:
        return self.via == "pk"

    def name_row(self, snapshot: Snapshot, name_of: NameOf) -> str:
        return (self.label or told(self.model).label)(snapshot, name_of)


_told: dict[type[models.Model], Told] = {}
_sources: list[HistorySource] = []
_acts: dict[str, Text] = {}


def tell(told: Told) -> None:
    """Declare how a model's rows are told."""
    _told[told.model] = told


def add_history(*sources: HistorySource) -> None:
    """Declare whose histories rows belong to."""
    _sources.extend(sources)


def name_acts(words: Mapping[str, Text]) -> None:
    """Sentences for acts; an act without one is told by what it changed."""
    _acts.update(words)


def told(model: type[models.Model]) -> Told:
    """The declared words, or those that the model itself gives."""
    return _told.get(model) or Told(model)


def sources_of(subject: models.Model) -> list[HistorySource]:
    """The sources of a subject's history; at least its own row."""
    model = type(subject)
    return [s for s in _sources if s.subject is model] or [HistorySource(model, model)]


def sources_about(model: type[models.Model]) -> list[HistorySource]:
    """Whose histories tell rows of this model, its own first."""
    return sorted((s for s in _sources if s.model is model), key=lambda s: not s.is_own)


def named_acts() -> Mapping[str, Text]:
    """The acts that have a sentence."""
    return _acts


def act_words(act: str) -> str:
    return str(_acts.get(act, ""))
