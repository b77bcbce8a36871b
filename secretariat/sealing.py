"""How a service leaves the tables that are read, when it is sealed with all its story.

What the history, the receipts and the pages told of it goes into the case's content, and goes
from where others read. It is the one act that takes rows out of the history beside erasure, and
does so for exactly the rows of one service.
"""

from __future__ import annotations

import json
from typing import Any

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder

from core.models import Receipt, ReceiptPlace
from secretariat.models import Referral, Service, ServiceNote
from secretariat.sealed_content import Content, Line

MODELS: tuple[Any, ...] = (Referral, ServiceNote, Service)
# A deletion of these rows would itself be told.
SILENT = tuple(
    f"{name}:{trigger}"
    for model in MODELS
    for name, trigger in (
        (model._meta.label, "delete_delete"),
        (model.pgh_event_model._meta.label, "append_only"),
    )
)


def content_of(service: Service, *, with_history: bool = True) -> Content:
    """All that is recorded of a service, as a sealed case keeps it and its page shows it."""
    asker, about, group = service.asker, service.about, service.group
    return Content(
        opened_on=service.opened_on.isoformat(),
        channel=service.channel,
        asker_is=service.asker_is,
        asker_name=service.asker_name,
        asker_code=asker.code if asker else "",
        phone=service.phone,
        about_name=service.about_name,
        about_code=about.code if about else "",
        country=service.country,
        question=service.question,
        group_name=group.name if group else "",
        group_code=group.code if group else "",
        result=service.result,
        closed_on=service.closed_on.isoformat() if service.closed_on else "",
        notes=[_note(row) for row in service.notes.select_related("author")],
        referrals=[_referral(row) for row in service.referrals.select_related("institution")],
        history=_history(service) if with_history else [],
    )


def _note(row: ServiceNote) -> Line:
    at = row.at.isoformat(timespec="seconds")
    return {"text": row.text, "by": str(row.author), "for_family": row.for_family, "at": at}


def _referral(row: Referral) -> Line:
    return {
        "key": row.code,
        "institution": row.institution.name,
        "referred_on": row.referred_on.isoformat(),
        "answer": row.answer,
        "answered_on": row.answered_on.isoformat() if row.answered_on else "",
    }


def _rows_of(service: Service) -> dict[Any, list[int]]:
    return {
        Service: [service.pk],
        ServiceNote: list(service.notes.values_list("pk", flat=True)),
        Referral: list(service.referrals.values_list("pk", flat=True)),
    }


def _history(service: Service) -> list[Line]:
    """The events of its rows as they were recorded, with who acted."""
    found = [line for model, ids in _rows_of(service).items() for line in _events(model, ids)]
    return json.loads(json.dumps(found, cls=DjangoJSONEncoder))


def _events(model: Any, ids: list[int]) -> list[Line]:
    events = model.pgh_event_model.objects.filter(pgh_obj_id__in=ids).order_by("pgh_id")
    rows = events.values(*_columns(model), "pgh_context__metadata")
    return [{"model": model._meta.model_name} | row for row in rows]


def _columns(model: Any) -> list[str]:
    fields = model.pgh_event_model._meta.concrete_fields
    return [field.attname for field in fields]


def let_go_of_sealed_notes(service: Service) -> None:
    """Notes that were sealed before stay their own readers'; they hang on nothing any more."""
    service.sealed_notes.update(service=None)


def remove(service: Service) -> None:
    """Take the rows of a service, their events and the receipts' counts of them away."""
    rows = _rows_of(service)
    acts = _acts_on(rows)
    with pgtrigger.ignore(*SILENT):
        for model, ids in rows.items():
            model.pgh_event_model.objects.filter(pgh_obj_id__in=ids).delete()
        for model in MODELS:
            model.objects.filter(pk__in=rows[model]).delete()
    _count_again(acts)


def _acts_on(rows: dict[Any, list[int]]) -> list[Any]:
    acts: set[Any] = set()
    for model, ids in rows.items():
        events = model.pgh_event_model.objects.filter(pgh_obj_id__in=ids)
        acts |= set(events.values_list("pgh_context_id", flat=True))
    return list(acts - {None})


def _count_again(acts: list[Any]) -> None:
    """The receipts of these acts are looked up again by what the history still holds."""
    ReceiptPlace.objects.filter(receipt__in=acts).delete()
    Receipt.objects.filter(pk__in=acts).update(rows=None)
