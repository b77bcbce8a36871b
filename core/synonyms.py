"""Kinds of words that files spell in many ways; each app declares its own in its admin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class SynonymKind:
    """What a spelling can mean: ``targets`` gives each meaning with its label."""

    key: str
    label: Text
    targets: Callable[[], Iterable[tuple[str, Text]]]


_kinds: dict[str, SynonymKind] = {}


def add_kinds(*kinds: SynonymKind) -> None:
    _kinds.update({kind.key: kind for kind in kinds})


def kinds() -> list[SynonymKind]:
    return list(_kinds.values())


def meaning(kind: str, target: str) -> str:
    """A meaning in words; its code where nobody declares it any more."""
    known = dict(_kinds[kind].targets()) if kind in _kinds else {}
    return str(known.get(target, target))
