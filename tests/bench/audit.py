"""The auditor's pack of a year: of 20 handovers and of 200, in time and memory.

Each paper has a scan, two photos and four machines, each with an inspection and a use. A pack is
read to its last byte in a process of its own, forked off, so that its memory is the pack's alone;
what it reads was written by another such process. Once more with tracemalloc, which sees what
Python asks for, but not typst.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import resource
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import override_settings
from PIL import Image

from accounts.models import Assignment, User
from accounts.roles import Role
from aid.audit_pack import entries
from aid.audit_rows import AuditRows, Chosen
from aid.models import Equipment, HandoverPhoto, Inspection, UseLog
from aid.services_handovers import issue_handover
from core.exports.pack import zip_parts
from core.images import CONTENT_TYPE, read_photo
from core.models import StoredFile
from core.storage import FULL
from institutions.models import Institution
from members.models import Group
from regions.models import Region
from tests.bench.asking import DISTRICT
from tests.bench.papers import office_with_series, written
from tests.bench.rate import Rate

COUNTS = (20, 200)
# A year of which the bench's own register knows nothing.
YEAR = 2016
PIXELS = (1600, 1200)
NAME = "bench_auditor"


def packs() -> Iterator[Rate]:
    """Each over rows that are written for it and taken back."""
    user = _officer()
    for count in COUNTS:
        with tempfile.TemporaryDirectory() as folder, _files_in(folder), transaction.atomic():
            _apart(partial(_write, count, user))
            plain, traced = _apart(partial(_sent, user)), _apart(partial(_traced, user))
            transaction.set_rollback(True)
        memory = f"memory +{plain['peak']:.0f} MB, Python +{traced['peak']:.1f} MB"
        told = f"{plain['files']} files, {plain['size'] >> 20} MB, {memory}"
        yield Rate(f"auditor's pack of {count}: {told}", count, plain["seconds"])


def _officer() -> User:
    user, _made = User.objects.get_or_create(username=NAME, defaults={"name": "Pengukur"})
    region = Region.objects.get(code=DISTRICT)
    Assignment.objects.get_or_create(user=user, role=Role.OFFICER, region=region)
    return user


def _files_in(folder: str) -> Any:
    stores: dict[str, Any] = settings.STORAGES
    default = stores["default"]
    place = default | {"OPTIONS": default["OPTIONS"] | {"location": Path(folder)}}
    return override_settings(STORAGES=stores | {"default": place})


def _apart(act: Callable[[], Any]) -> Any:
    """What the act gives, in a child that shares this process's open transaction.

    It leaves without a farewell, so that the connection stays the parent's.
    """
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.write(writer, json.dumps(act()).encode())
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader) as told:
        text = told.read()
    _pid, status = os.waitpid(child, 0)
    assert status == 0, "a measured process failed"
    return json.loads(text)


def _sent(user: User) -> dict[str, Any]:
    """Time, size, and by how much the process grew above what it was when it began."""
    before, started = _peak(), time.perf_counter()
    rows = AuditRows(user, YEAR)
    files, size = rows.files(), 0
    for part in zip_parts(entries(rows, Chosen.of(rows))):
        size += len(part)
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "size": size, "files": files, "peak": _peak() - before}


def _traced(user: User) -> dict[str, Any]:
    tracemalloc.start()
    _sent(user)
    return {"peak": tracemalloc.get_traced_memory()[1] / 2**20}


def _peak() -> float:
    """The most memory that the process has held, in MB; a child begins with what it holds."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


def _write(count: int, user: User) -> int:
    office, picture = office_with_series("Dinas Auditor"), _picture()
    user.institution = office
    for number, group in enumerate(islice(cycle(_groups()), count)):
        _paper(office, group, user, picture, number)
    return count


def _groups() -> list[Group]:
    return list(Group.objects.filter(village__code__startswith=DISTRICT).order_by("id")[:200])


def _paper(office: Institution, group: Group, user: User, picture: bytes, number: int) -> None:
    paper = written(office, group, day=f"{YEAR}-02-03")
    for place in range(2):
        stored = _stored(StoredFile.Kind.PHOTO, picture, f"{number}/{place}")
        HandoverPhoto.objects.create(handover=paper, file=stored, caption=f"Foto {place}")
    paper.scan = _stored(StoredFile.Kind.SCAN, picture, f"{number}/scan")
    paper.save(update_fields=["scan"])
    issue_handover(handover=paper, actor=user, address="https://x.test/".__add__)
    for piece in Equipment.objects.filter(handover_line__handover=paper):
        Inspection.objects.create(
            equipment=piece, date=f"{YEAR}-06-01", by="Pengukur", condition="good"
        )
        UseLog.objects.create(
            equipment=piece, operator="Pengukur", used_on=f"{YEAR}-07-01", hours=4
        )


def _picture() -> bytes:
    """A photo as it is kept, of the size of one from the field."""
    noise = random.Random(1).randbytes(PIXELS[0] * PIXELS[1] // 16 * 3)
    grain = Image.frombytes("RGB", (PIXELS[0] // 4, PIXELS[1] // 4), noise).resize(PIXELS)
    kept = io.BytesIO()
    grain.save(kept, "JPEG", quality=80)
    return read_photo(kept.getvalue()).full


def _stored(kind: str, picture: bytes, mark: str) -> StoredFile:
    """The picture as a file of its own: what follows its end no reader of pictures looks at."""
    data = picture + mark.encode()
    stored = StoredFile.objects.create(
        kind=kind,
        sha256=hashlib.sha256(data).hexdigest(),
        content_type=CONTENT_TYPE,
        size=len(data),
    )
    default_storage.save(stored.path(FULL), ContentFile(data))
    return stored
