"""One figure in rows a second."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """So many rows took so many seconds."""

    name: str
    rows: int
    seconds: float
