"""Which rows of a receipt somebody may read: those on which she may do the act now.

A row that is gone is read where it last belonged. What belongs nowhere (a list that all offices
share, an account) is read by who acted, and by who sees everything.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.expressions import RawSQL

from core.access import EVERYWHERE, Scope, ScopePath, scope_q
from core.receipts.models import Receipt
from core.receipts.places import area_of, group_of, has_place

_WAS = ScopePath(group="was_group", area="was_area")


def visible(model: Any, receipt: Receipt, user: Any, scopes: list[Scope]) -> QuerySet[Any]:
    """The events of a receipt on rows of a model that lie within these scopes of the user."""
    found = model.pgh_event_model.objects.filter(pgh_context_id=receipt.pk).order_by()
    if any(scope.area == EVERYWHERE for scope in scopes):
        return found
    if not scopes or not has_place(model):
        return found if scopes and receipt.user_id == user.pk else found.none()
    row = OuterRef("pgh_obj_id")
    hers = model._default_manager.in_scopes(scopes).filter(pk=row)
    there = model._base_manager.filter(pk=row)
    was = scope_q(_WAS, scopes) or Q()
    return _placed(model, found).filter(Exists(hers) | Q(~Exists(there)) & was)


def _placed(model: Any, events: QuerySet[Any]) -> QuerySet[Any]:
    row = f'"{model.pgh_event_model._meta.db_table}"."pgh_obj_id"'
    text: Any = TextField()
    return events.alias(
        was_group=RawSQL(group_of(model, row), ()),  # noqa: S611 - names of the model
        was_area=RawSQL(area_of(model, row), (), output_field=text),  # noqa: S611
    )
