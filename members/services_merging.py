"""Gabungkan: two records of one person become one, in one act that can be taken back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from core import history
from core.merging import Merge, merge_parts, problems_of
from core.old_codes import lead_on
from members.models import Person

# What a record says of her, value by value; what belongs together is taken together.
VALUES: dict[str, tuple[str, ...]] = {
    "name": ("name",),
    "nickname": ("nickname",),
    "nik": ("nik_hash", "nik_cipher"),
    "sex": ("sex",),
    "birth_place": ("birth_place",),
    "birth_date": ("birth_date",),
    "village": ("village_id",),
    "hamlet": ("hamlet",),
    "rt": ("rt",),
    "rw": ("rw",),
    "phone": ("phone", "has_no_phone"),
    "education": ("education",),
    "marital_status": ("marital_status",),
    "photo": ("photo_id", "photo_refused"),
    "deceased_on": ("deceased_on",),
    "keeper": ("group_id",),
}
_COLUMNS = [column for columns in VALUES.values() for column in columns]


@transaction.atomic
def merge_people(
    *,
    actor: Any,
    kept: Person,
    other: Person,
    taken: Collection[str],
    answers: Mapping[str, str],
    reason: str,
) -> Person:
    """Let ``other`` become a part of ``kept``, which keeps its code; ``other``'s code leads there.

    ``taken`` names the ``VALUES`` that are ``other``'s; ``answers`` are those of the parts that
    ask. Raises ValidationError where either has changed since it was read, or where something has
    to be decided first.
    """
    history.give_reason(reason)
    merge = Merge(*_held(kept, other), actor, answers)
    if problems := problems_of(merge):
        raise ValidationError(problems)
    lead_on(merge.other, merge.kept)
    for part in merge_parts():
        part.move(merge)
    _take(merge, taken)
    # What still points to her refuses this: nothing can be lost by being forgotten.
    merge.other.delete()
    merge.kept.save(update_fields=_fields())
    _check(merge.kept)
    return merge.kept


def is_empty(person: Person, name: str) -> bool:
    """Whether a record says nothing about this value."""
    return not any(getattr(person, column) for column in VALUES[name])


def is_alike(one: Person, two: Person, name: str) -> bool:
    """Whether two records say the same about this value; of a NIK its hash tells."""
    column = VALUES[name][0]
    if name == "nik":
        return getattr(one, column) == getattr(two, column)
    return all(getattr(one, c) == getattr(two, c) for c in VALUES[name])


def _held(kept: Person, other: Person) -> tuple[Person, Person]:
    """Both as they are now, locked; of two who merge them the second finds one missing."""
    rows = Person.objects.select_for_update(of=("self",)).filter(pk__in=[kept.pk, other.pk])
    now = {row.pk: row for row in rows.order_by("pk")}
    if now.keys() != {kept.pk, other.pk}:
        raise ValidationError(_("One of the two records was merged meanwhile. Look again."))
    if any(now[seen.pk].version != seen.version for seen in (kept, other)):
        raise ValidationError(
            _("Somebody else has changed one of the two meanwhile. Look at both once more.")
        )
    return now[kept.pk], now[other.pk]


def _take(merge: Merge, taken: Collection[str]) -> None:
    for name in taken:
        for column in VALUES[name]:
            setattr(merge.kept, column, getattr(merge.other, column))


def _fields() -> list[str]:
    """The model's fields; her keeper is among them, so that the database settles it anew."""
    return [Person._meta.get_field(column).name for column in _COLUMNS]


def _check(kept: Person) -> None:
    if kept.deceased_on and kept.memberships.open().exists():
        raise ValidationError(
            _(
                "One record says that she died, and the other one is still a member. Record the"
                " death there too, or correct its date, then merge."
            )
        )
    kept.refresh_from_db()
