"""What changes several rows of a visit, or several visits, at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.models import User
from core.models import StoredFile
from institutions.models import Institution
from members.models import Group
from secretariat.models import CoachingPhoto, Visit, VisitOfficer


@transaction.atomic
def plan_visits(
    *, groups: Iterable[Group], day: dt.date, purpose: str, office: Institution, actor: User
) -> list[Visit]:
    """A visit to each of these groups on one day; who plans them goes, until others are named."""
    visits = Visit.objects.bulk_create(
        Visit(group=group, office=office, planned_on=day, purpose=purpose) for group in groups
    )
    VisitOfficer.objects.bulk_create(VisitOfficer(visit=visit, user=actor) for visit in visits)
    return visits


@transaction.atomic
def name_officers(*, visit: Visit, users: Iterable[User], names: Iterable[str]) -> None:
    """These go, and no others; who was named before and taken off comes back."""
    wanted: list[tuple[Any, str]] = [(user.pk, "") for user in users]
    wanted += [(None, name) for name in names]
    known = {(row.user_id, row.name): row for row in visit.officers.all()}
    for user, name in dict.fromkeys(wanted):
        row = known.pop((user, name), None)
        if row is None:
            VisitOfficer.objects.create(visit=visit, user_id=user, name=name)
        elif row.ended:
            _set_ended(row, False)
    for row in known.values():
        if not row.ended:
            _set_ended(row, True)


def _set_ended(row: VisitOfficer, ended: bool) -> None:
    row.ended = ended
    row.save(update_fields=["ended"])


def add_photos(*, visit: Visit, files: Iterable[StoredFile]) -> None:
    """Photos of a visit; one that is there already is not added again."""
    there = set(visit.photos.filter(ended=False).values_list("file", flat=True))
    new = {file.pk: file for file in files if file.pk not in there}
    CoachingPhoto.objects.bulk_create(CoachingPhoto(visit=visit, file=f) for f in new.values())
