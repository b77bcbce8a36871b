"""Rows of the secretariat that belong to a group and a person, for the walks over all models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from members.models import Group, Person

SECRETARIAT_ROWS: dict[type[Any], Callable[[Group, Person], Any]] = {}
# In the admin site these are read.
SECRETARIAT_READ = tuple(SECRETARIAT_ROWS)
