"""What a change would do to chosen rows, and, once it is confirmed, that it does no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core import history
from core.bulk_edit.change import BulkChange, Refused, Watch

# Sentence → ids of the rows of which it is said.
Reasons = dict[str, list[int]]


@dataclass(frozen=True, slots=True)
class Look:
    """What each of the rows would become; ``accepted`` holds (id, version)."""

    accepted: list[tuple[int, int]] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    refused: Reasons = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the rows that were confirmed."""

    done: list[int]
    left: Reasons


def look(change: BulkChange, rows: Any) -> Look:
    """Judge the rows, and rehearse what nothing speaks against."""
    found = {row["pk"]: row for row in change.read(rows)}
    refused = {pk: said for pk, row in found.items() if (said := change.refusal(row))}
    # A dictionary for its keys: they keep the order, and are found at once.
    same = {pk: None for pk, row in found.items() if pk not in refused and change.is_same(row)}
    fit = [pk for pk in found if pk not in refused and pk not in same]
    refused |= change.rehearse(fit)
    accepted = [(pk, found[pk]["version"]) for pk in fit if pk not in refused]
    return Look(accepted, list(same), by_reason(refused))


def carry_out(
    change: BulkChange, accepted: Sequence[tuple[int, int]], reason: str, watch: Watch | None = None
) -> Outcome:
    """Change the rows that were shown, as far as they are still as they were then.

    The caller holds the transaction. Rows that others changed meanwhile, or that are no longer the
    user's, are left alone.
    """
    history.give_reason(reason)
    now = _locked(change, [pk for pk, _version in accepted])
    left: Refused = {}
    for pk, version in accepted:
        if said := _second_look(change, now.get(pk), version):
            left[pk] = said
    ids = [pk for pk, _version in accepted if pk not in left]
    left |= change.write(ids, watch)
    return Outcome([pk for pk in ids if pk not in left], by_reason(left))


def _locked(change: BulkChange, ids: Iterable[int]) -> Mapping[int, Mapping[str, Any]]:
    """The rows that are still the user's, held in the order of their ids."""
    ids = list(ids)
    rows = change.bulk.model._base_manager.filter(pk__among=ids).order_by("pk")
    held = list(rows.select_for_update(no_key=True).values_list("pk", flat=True))
    mine = change.bulk.rows(change.user).filter(pk__among=held)
    return {row["pk"]: row for row in change.read(mine)}


def _second_look(change: BulkChange, row: Mapping[str, Any] | None, version: int) -> str:
    if row is None:
        return _("Is not in your area any more.")
    if row["version"] != version:
        return _("Somebody has changed this meanwhile.")
    return change.refusal(row)


def by_reason(refused: Mapping[int, str]) -> Reasons:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for pk, said in refused.items():
        found[said].append(pk)
    return dict(found)
