"""Jejak perubahan: every write is recorded by the database, whatever path made it.

``@tracked()`` gives a model its history and its version. A write inside ``recording`` (every
unsafe request is) carries who did which act and why; a write outside it carries the database
role alone.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.apps import apps
from django.db import models
from django.http import HttpRequest, HttpResponse
from pghistory import runtime, trigger

_Model = TypeVar("_Model", bound=type[models.Model])

# What the database keeps by itself tells nothing about an act.
KEPT_BY_DATABASE = ("version", "changed_at")


def tracked(
    *, exclude: tuple[str, ...] = (), told_by: tuple[str, ...] = ()
) -> Callable[[_Model], _Model]:
    """Track a model: its rows' versions, and an event for each insert, change and deletion.

    ``told_by`` names the foreign keys whose rows tell these events in their own history.

    All three are caught once a statement: 3-5 times faster than once a row.
    """

    def wrap(model: _Model) -> _Model:
        generated = [f.name for f in model._meta.fields if f.generated]
        name = str(model._meta.model_name)
        by_row = models.Index(fields=["pgh_obj", "-pgh_id"], name=f"{name}_history")
        by_key = [models.Index(fields=[key], name=f"{name}_history_{key}"[:30]) for key in told_by]
        pgtrigger.register(_raise_version())(model)
        return pghistory.track(
            pghistory.InsertEvent(level=pgtrigger.Statement),
            _ChangeEvent(level=pgtrigger.Statement),
            pghistory.DeleteEvent(level=pgtrigger.Statement),
            exclude=[*KEPT_BY_DATABASE, *generated, *exclude],
            meta={"indexes": [by_row, *by_key]},
        )(model)

    return wrap


class _ChangedRows(trigger.Event):
    """The event of each row that a statement changed: the new rows without those as they were.

    A set difference and no join of new with old: a session keeps the plan of its first small
    change, and a join planned for one row takes minutes for ten thousand.
    """

    def get_func(self, model: Any) -> Any:
        events: Any = self.event_model._meta  # type: ignore[union-attr]
        held = [f.column for f in events.concrete_fields if not f.name.startswith("pgh_")]
        names, key = ", ".join(map(_quoted, held)), _quoted(model._meta.pk.column)
        # The context is asked for once, and only where there is a row to record.
        return pgtrigger.Func(
            f"INSERT INTO {_quoted(events.db_table)}"  # noqa: S608 - names of the model
            f" ({names}, pgh_created_at, pgh_label, pgh_obj_id, pgh_context_id)"
            f" SELECT {names}, NOW(), '{self.label}', {key}, (SELECT _pgh_attach_context())"
            f" FROM (SELECT {names} FROM new_values EXCEPT ALL SELECT {names} FROM old_values)"
            f" AS changed ORDER BY {key}; RETURN NULL;"
        )


class _ChangeEvent(pghistory.UpdateEvent):
    """As pghistory's, by ``_ChangedRows``."""

    def add_event_trigger(self, event_model: Any) -> None:
        changed = _ChangedRows(
            event_model=event_model,
            label=self.label,
            name=self.trigger_name,
            row=self.row,
            operation=self.operation,
            level=self.level,
        )
        pgtrigger.register(changed)(event_model.pgh_tracked_model)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _raise_version() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="raise_version",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=pgtrigger.Func(
            "NEW.version := OLD.version + 1; NEW.changed_at := clock_timestamp(); RETURN NEW;"
        ),
    )


def tracked_models() -> list[Any]:
    """Every model whose rows have a history."""
    return [model for model in apps.get_models() if hasattr(model, "pgh_event_models")]


def recording(user: Any, act: str = "", reason: str = "") -> pghistory.context:
    """A context in which every write carries this user, act and reason.

    One context, one transaction: what is written later in the same transaction inherits it.
    """
    metadata: dict[str, Any] = {"user": user.pk} if user is not None else {}
    if act:
        metadata["act"] = act
    if reason:
        metadata["reason"] = reason
    return pghistory.context(**metadata)


def name_act(act: str) -> None:
    """Name the act of the running request's writes."""
    pghistory.context(act=act)


def name_user(user: Any) -> None:
    """Name who acts, where the running request began without a sign-in."""
    pghistory.context(user=user.pk)


def give_reason(reason: str) -> None:
    """Add the reason, as the user wrote it, to the running request's writes."""
    if reason:
        pghistory.context(reason=reason)


def running_act() -> uuid.UUID | None:
    """The key of the context that the running request's writes carry; None outside of one."""
    running = getattr(runtime._tracker, "value", None)
    return running.id if running else None


class HistoryMiddleware:
    """Each unsafe request is one recorded act of its user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE"):
            return self.get_response(request)
        user = request.user if request.user.is_authenticated else None
        with recording(user):
            return self.get_response(request)
