"""Two rows become one: what points to the one comes over to the other, app by app.

Each app says in its ``merging.py`` how its rows move. Where both have what only one can have, a
part either has a rule that loses nothing, asks, or says what must be decided first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.registry import Text

# Why a row that both had twice has ended; where the reason is one of a model's own, as there.
MERGED = _("two records of one person were merged")


@dataclass(frozen=True, slots=True)
class Merge:
    """The row that stays, the one that goes, who merges them, and the answers by part."""

    kept: Any
    other: Any
    actor: Any = None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MergePart:
    """What of an app points to a row, and how it comes over.

    ``fields`` are the foreign keys that it answers for ("app.Model.field"); ``count(row)`` says
    how many rows there are, for the page. ``problems(merge)`` are sentences about what must be
    decided before; ``choices(merge)`` are answers (value, words) where somebody has to choose.
    """

    key: str
    label: Text
    fields: tuple[str, ...]
    count: Callable[[Any], int]
    move: Callable[[Merge], None]
    problems: Callable[[Merge], list[str]] = lambda merge: []
    choices: Callable[[Merge], list[tuple[str, Text]]] = lambda merge: []
    question: Text = ""
    order: int = 50


_NOTHING = (None, "")
_parts: list[MergePart] = []


def add_merge(*parts: MergePart) -> None:
    _parts.extend(parts)


def merge_parts() -> list[MergePart]:
    """What comes over when two people are merged, in order."""
    return sorted(_parts, key=lambda part: part.order)


def problems_of(merge: Merge) -> list[str]:
    """All that must be decided before the two can be merged."""
    return [sentence for part in merge_parts() for sentence in part.problems(merge)]


def repointing(key: str, label: Text, *fields: str, order: int = 50) -> MergePart:
    """A part whose rows come over as they are."""
    return MergePart(
        key=key,
        label=label,
        fields=fields,
        count=lambda row: sum(pointing(name, row).count() for name in fields),
        move=lambda merge: repoint(merge, *fields),
        order=order,
    )


def pointing(name: str, row: Any) -> models.QuerySet[Any]:
    """The rows whose foreign key ("app.Model.field") is this row."""
    model, _dot, column = name.rpartition(".")
    return apps.get_model(model)._base_manager.filter(**{column: row})


def repoint(merge: Merge, *fields: str) -> None:
    """Let the foreign keys of the one that goes name the one that stays."""
    for name in fields:
        pointing(name, merge.other).update(**{name.rpartition(".")[2]: merge.kept})


def contradict(row: models.Model, twin: models.Model, names: Iterable[str]) -> bool:
    """Whether both say something, and not the same, in any of these fields."""
    both = ((getattr(row, name), getattr(twin, name)) for name in names)
    return any(
        mine not in _NOTHING and hers not in _NOTHING and mine != hers for mine, hers in both
    )


def take_what_is_missing(row: models.Model, twin: models.Model, names: Iterable[str]) -> bool:
    """Fill a row from its twin; False, with nothing done, where the two contradict."""
    names = list(names)
    if contradict(row, twin, names):
        return False
    taken = [n for n in names if getattr(row, n) in _NOTHING and getattr(twin, n) not in _NOTHING]
    for name in taken:
        setattr(row, name, getattr(twin, name))
    if taken:
        row.save(update_fields=taken)
    return True
