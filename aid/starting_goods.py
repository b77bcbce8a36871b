"""The list of goods that the register comes with; the administrator adds to it."""

from __future__ import annotations

from collections.abc import Iterator

# name, what its use is counted in
_TRACKED = (
    ("Mesin gulut tanah", "hours"),
    ("Hand traktor", "hours"),
    ("Cultivator", "hours"),
    ("Pompa air", "hours"),
    ("Sprayer elektrik", "hectares"),
    ("Mesin perontok", "hours"),
    ("Mesin pemipil jagung", "hours"),
)
# name, unit
_CONSUMABLE = (
    ("Benih cabai", "saset"),
    ("Benih jagung", "kg"),
    ("Pupuk NPK", "kg"),
    ("Pupuk organik", "kg"),
    ("Mulsa plastik", "rol"),
)


def starting_goods() -> Iterator[dict[str, str]]:
    """The values of each kind."""
    for name, meter in _TRACKED:
        yield {"name": name, "meter": meter, "handling": "tracked"}
    for name, unit in _CONSUMABLE:
        yield {"name": name, "unit": unit, "handling": "consumable"}
