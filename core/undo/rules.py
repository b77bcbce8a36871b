"""Which rows return when an act is taken back, and which stay, with the reason.

Apps declare it in their ``undoing.py``; a contract test finds a model that was forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Stays:
    """Rows that stay as they are, and why.

    ``where`` is a condition on a row of the history, before the act or after it; ``if_new`` means
    rows that the act made. ``whole``: while such a row is in an act, nothing of the act returns,
    because the rest would contradict it.
    """

    reason: Text
    where: Q | None = None
    if_new: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Suspended:
    """A trigger that guards a step, and not a fact: taking the step back is no step.

    ``wrong(ids)`` gives those of the rows that break its rule all the same, where the rule also
    states a fact on rows that a step of undo may pass through.
    """

    trigger: str
    wrong: Callable[[list[int]], list[int]] | None = None
    sentence: Text = ""


@dataclass(frozen=True, slots=True)
class Undo:
    """What becomes of a model's rows. ``act``: who may change such rows, where that is narrower.

    ``clings``: the column of a row without which a new one makes no sense, so that it stays where
    that row has been changed since. ``is_aside``: such rows are neither taken back nor told (a
    stored file, kept by its content).
    """

    model: type[models.Model]
    stays: Stays | None = None
    suspended: tuple[Suspended, ...] = ()
    act: str = ""
    clings: str = ""
    is_aside: bool = False


_rules: dict[Any, Undo] = {}
_never: dict[str, Text] = {}


def add_undo(*rules: Undo) -> None:
    _rules.update({rule.model: rule for rule in rules})


def never_undone(acts: Mapping[str, Text]) -> None:
    """Acts that are never taken back, each with its reason."""
    _never.update(acts)


def rule_of(model: Any) -> Undo:
    return _rules[model]


def rules() -> Mapping[Any, Undo]:
    return _rules


def reason_never(act: str) -> Text:
    """Why an act is never taken back; "" where it may be."""
    return _never.get(act, "")
