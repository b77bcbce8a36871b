"""What people should learn, as one app knows it, for where another plans a training."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core import access


@dataclass(frozen=True, slots=True)
class Need:
    """Something that people should learn: what a training of it could be called, and for whom."""

    title: str
    whose: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NeedSource:
    """Tells what people should learn; asked only when the user may do the act."""

    act: str
    build: Callable[[Any], list[Need]]


_SOURCES: list[NeedSource] = []


def add_needs(source: NeedSource) -> None:
    _SOURCES.append(source)


def needs_for(user: Any) -> list[Need]:
    """What this user's people should learn, as other apps know it."""
    sources = [source for source in _SOURCES if access.may(user, source.act)]
    return [need for source in sources for need in source.build(user)]
