"""What hangs on a piece of equipment, for the tests of the admin site."""

from __future__ import annotations

from typing import Any

from tests.aid import factories as aid


def _on_piece(factory: Any) -> Any:
    return lambda group, person: factory(equipment__group=group)


ON_PIECE = {
    factory._meta.model: _on_piece(factory)
    for factory in (
        aid.EquipmentMoveFactory,
        aid.InspectionFactory,
        aid.UpkeepFactory,
        aid.FaultReportFactory,
    )
}
