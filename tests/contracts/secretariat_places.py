"""What of the secretariat hangs on the group of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from members.models import Group, Person


@dataclass(frozen=True, slots=True)
class SecretariatPlace:
    """Rows of a place."""


def secretariat_place(owner: Any, group: Group, person: Person) -> SecretariatPlace:
    return SecretariatPlace()
