"""Six visits to each group over three years, each with its officer and something to do."""

from __future__ import annotations

import datetime as dt
import time

from django.db import transaction
from django.utils import timezone

from core import history
from core.bulk import insert_rows
from core.codes import new_code
from core.copying import copy_rows
from institutions.models import Institution
from members.models import Group
from secretariat.models import Visit, VisitFollowUp, VisitOfficer
from tests.bench.asking import DISTRICT
from tests.bench.fill_training import OFFICE

VISITS_EACH, CHUNK = 6, 5_000
OFFICER = ("visit_id", "name", "ended")
FOLLOW_UP = ("code", "visit_id", "what", "is_groups", "due_on")
DAY = dt.timedelta(days=1)


def fill_visits(members: int) -> None:
    """Write what is missing, however many members there are."""
    if Visit.objects.exists():
        return
    started = time.perf_counter()
    groups = list(Group.objects.order_by("pk").values_list("pk", flat=True))
    kind = Institution.Kind.DISTRICT_LABOUR
    office, _made = Institution.objects.get_or_create(name=OFFICE, kind=kind, region_id=DISTRICT)
    for at in range(0, len(groups), CHUNK):
        with transaction.atomic(), history.recording(None, "fill"):
            _write(groups[at : at + CHUNK], office.pk)
    seconds = time.perf_counter() - started
    print(f"filled: {VISITS_EACH * len(groups):,} visits in {seconds:.0f} s")


def _write(groups: list[int], office: int) -> None:
    today = timezone.localdate()
    rows = [_visit(group, n, office, today) for group in groups for n in range(VISITS_EACH)]
    ids = list(dict(insert_rows(Visit, rows, returning="code")).values())
    copy_rows(VisitOfficer, OFFICER, ((visit, "Penyuluh", False) for visit in ids))
    due = (today + 10 * DAY).isoformat()
    tasks = ((new_code(), visit, "Isi buku kas", True, due) for visit in ids[::2])
    copy_rows(VisitFollowUp, FOLLOW_UP, tasks)


def _visit(group: int, number: int, office: int, today: dt.date) -> dict[str, object]:
    """The last of each group is still planned."""
    is_planned = number == VISITS_EACH - 1
    day = today + 20 * DAY if is_planned else today - (30 + 180 * number + group % 150) * DAY
    return {
        "code": new_code(),
        "group_id": group,
        "office_id": office,
        "planned_on": day,
        "held_on": None if is_planned else day,
        "purpose": "Buku kas dan pemakaian alat",
        "findings": "" if is_planned else "Buku kas rapi.",
        "summary": "" if is_planned else "Kelompok berjalan baik.",
        "place": "",
        "state": "planned" if is_planned else "held",
        "state_reason": "",
    }
