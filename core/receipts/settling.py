"""Which places an act touched, and how many rows: looked up when somebody asks, not as it writes.

All acts of which nobody has looked yet are settled together, by one statement for each model.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import connection, transaction

from core import history
from core.receipts.models import Receipt
from core.receipts.places import area_of, group_of

_PLACES = """
INSERT INTO core_receiptplace (receipt_id, model, "group", area, rows)
SELECT act, %s, place.of_group, place.of_area, count(*)
FROM (SELECT DISTINCT pgh_context_id AS act, pgh_obj_id AS row FROM {events}
      WHERE pgh_context_id = ANY(%s)) AS touched
CROSS JOIN LATERAL (SELECT {group} AS of_group, {area} AS of_area) AS place
GROUP BY act, of_group, of_area
"""
_COUNT = """
UPDATE core_receipt SET rows =
    coalesce((SELECT sum(rows) FROM core_receiptplace WHERE receipt_id = core_receipt.id), 0)
WHERE id = ANY(%s)
"""


@transaction.atomic
def settle() -> int:
    """Settle what is not settled yet, and return how many acts that were."""
    waiting = Receipt.objects.unsettled().order_by("id")
    # Of two who look at once the second waits, and finds nothing left to do.
    acts = list(waiting.select_for_update().values_list("pk", flat=True))
    if acts:
        _look_up(acts)
    return len(acts)


def _look_up(acts: list[UUID]) -> None:
    with connection.cursor() as cursor:
        for model in history.tracked_models():
            cursor.execute(_places_of(model), [model._meta.label, acts])
        cursor.execute(_COUNT, [acts])


def _places_of(model: Any) -> str:
    return _PLACES.format(
        events=connection.ops.quote_name(model.pgh_event_model._meta.db_table),
        group=group_of(model, "touched.row"),
        area=area_of(model, "touched.row"),
    )
