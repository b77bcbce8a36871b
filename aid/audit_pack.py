"""Paket auditor: the files of a year's pack, each made when its turn comes to be sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.core.files.storage import default_storage
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from aid import verification_documents as visit_papers
from aid.audit_rows import AuditRows, Chosen
from aid.exports import audit as tables
from aid.exports.handovers import HandoverExport
from aid.handover_documents import drawn
from aid.handover_page import RELATED
from aid.models import AidDecree, Handover, Verification
from core.exports.columns import (
    Cell,
    Chunk,
    Column,
    ExportSpec,
    Text,
    headed,
    in_indonesian,
    ordinal,
)
from core.exports.csvfile import csv_parts
from core.exports.pack import Entry, file_name
from core.files import PDF
from core.models import StoredFile
from core.storage import FULL

# Rows whose papers and files are looked up together.
AT_ONCE = 20
INDEX = "00-INDEKS.csv"
TABLES = 9

Line = tuple[str, str, str, dt.date | None, str, str]
_NAMES = ("path", "what", "number", "date", "group", "note")


class IndexExport(ExportSpec):
    """The index: what each file is."""

    kind = tables.KIND

    def __init__(self, lines: Sequence[Line]) -> None:
        self.title, self.lines = in_indonesian(_("index")), lines
        self.columns = headed(
            (
                ordinal(),
                _column("path", _("file")),
                _column("what", _("what it is")),
                _column("number", _("number")),
                _column("date", _("date")),
                _column("group", _("group")),
                _column("note", _("note")),
            )
        )

    def load(self, ids: Sequence[int]) -> Chunk:
        return Chunk(_NAMES, [self.lines[place] for place in ids])


def _column(key: str, label: Text) -> Column:
    def cells(chunk: Chunk) -> Sequence[Cell]:
        return chunk[key]

    return Column(key, label, cells)


@dataclass
class Index:
    """Grows with each file that is sent, so that it tells what is really there."""

    lines: list[Line] = field(default_factory=list)

    def add(
        self,
        path: str,
        what: Text,
        *,
        number: str = "",
        day: dt.date | None = None,
        group: str = "",
        note: Text = "",
    ) -> None:
        told = (capfirst(in_indonesian(what)), number, day, group, in_indonesian(note))
        self.lines.append((path, *told))

    def entry(self) -> Entry:
        spec = IndexExport(self.lines)
        return Entry(INDEX, lambda: csv_parts(spec, range(len(self.lines)), len(self.lines)))


def entries(rows: AuditRows, chosen: Chosen) -> Iterator[Entry]:
    """All files of the pack; the index comes last, and stands first by its name."""
    index = Index()
    yield _table(index, "01-USULAN", tables.Lines(rows), chosen.lines)
    yield from _visits(index, chosen.visits, rows.user)
    yield _table(index, "02-SK", tables.decrees(rows), chosen.decrees)
    yield from _decrees(index, chosen.decrees)
    yield _table(index, "03-BAST", HandoverExport(rows.user), chosen.papers)
    yield from _papers(index, chosen.papers)
    yield _table(index, "04-ALAT", tables.Machines(rows), chosen.machines)
    yield _table(index, "05-PENANGGUNG-JAWAB", tables.custodies(rows), chosen.custodies)
    yield _table(index, "06-PEMERIKSAAN", tables.inspections(rows), chosen.inspections)
    yield _table(index, "07-PEMAKAIAN", tables.uses(rows), chosen.used)
    yield _table(index, "08-TIDAK-DIPAKAI", tables.unused(rows), chosen.unused)
    yield index.entry()


def _table(index: Index, name: str, spec: ExportSpec, ids: Sequence[int]) -> Entry:
    path = f"{name}.csv"
    index.add(path, spec.title, note=in_indonesian(_("%(n)s rows")) % {"n": len(ids)})
    return Entry(path, lambda: csv_parts(spec, ids, len(ids)))


def _in_parts(ids: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def _visits(index: Index, ids: Sequence[int], user: Any) -> Iterator[Entry]:
    visits = Verification.objects.select_related("scan", *visit_papers.RELATED)
    for part in _in_parts(ids):
        found = visits.in_bulk(part)
        for visit in (found[pk] for pk in part if pk in found):
            yield from _visit(index, visit, user)


def _visit(index: Index, visit: Verification, user: Any) -> Iterator[Entry]:
    """The record of a visit as it is drawn here, and the form that was signed on the spot."""
    proposal = visit.proposal
    name = f"{visit.visited_on.isoformat()} {proposal.group.name}"
    folder = f"01-USULAN/{file_name(name)} {visit.code}"
    facts: dict[str, Any] = {
        "number": proposal.number,
        "day": visit.visited_on,
        "group": proposal.group.name,
    }
    path, note = f"{folder}/{visit_papers.TITLE}.pdf", visit.against_reason
    index.add(path, _("record of a visit"), **facts, note=note)
    yield Entry(path, lambda: [visit_papers.drawn(visit, user).pdf])
    yield from _stored(index, f"{folder}/Formulir", visit.scan, _("signed form"), facts)


def _decrees(index: Index, ids: Sequence[int]) -> Iterator[Entry]:
    for part in _in_parts(ids):
        found = AidDecree.objects.select_related("scan").in_bulk(part)
        for decree in (found[pk] for pk in part if pk in found):
            path = f"02-SK/{file_name(decree.number)} {decree.code}"
            facts = {"number": decree.number, "day": decree.date, "note": decree.issuer}
            yield from _stored(index, path, decree.scan, _("decree: scan"), facts)


def _papers(index: Index, ids: Sequence[int]) -> Iterator[Entry]:
    papers = Handover.objects.select_related(*RELATED).prefetch_related("photos__file")
    for part in _in_parts(ids):
        found = papers.in_bulk(part)
        for handover in (found[pk] for pk in part if pk in found):
            yield from _paper(index, handover)


def _paper(index: Index, handover: Handover) -> Iterator[Entry]:
    """The paper as it is drawn here, and what was attached to it."""
    number = handover.register_number or handover.giver_number
    folder = f"03-BAST/{file_name(' '.join(filter(None, (number, handover.code))))}"
    facts: dict[str, Any] = {
        "number": number,
        "day": handover.handed_on,
        "group": handover.group.name,
    }
    name, what = ("BAST", _("handover record (BAST)"))
    if not handover.is_own:
        name, what = ("Ringkasan BAST", _("summary of another office’s handover record"))
    is_cancelled = handover.state == Handover.State.CANCELLED
    path, note = f"{folder}/{name}.pdf", _("cancelled") if is_cancelled else ""
    index.add(path, what, **facts, note=note)
    yield Entry(path, lambda: [drawn(handover).pdf])
    yield from _stored(index, f"{folder}/Pindaian", handover.scan, _("signed paper"), facts)
    agreed = facts | {"number": handover.agreement_number, "day": handover.agreement_date}
    path = f"{folder}/Perjanjian"
    yield from _stored(index, path, handover.agreement_scan, _("agreement: scan"), agreed)
    for place, photo in enumerate(handover.photos.all(), start=1):
        path, told = f"{folder}/Foto {place:02}", facts | {"note": photo.caption}
        yield from _stored(index, path, photo.file, _("photo"), told)


def _stored(
    index: Index, path: str, stored: StoredFile | None, what: Text, facts: dict[str, Any]
) -> Iterator[Entry]:
    """A file as it was attached; one that the storage has lost is named as missing."""
    if stored is None:
        return
    path = f"{path}.{'pdf' if stored.content_type == PDF else 'jpg'}"
    try:
        file = default_storage.open(stored.path(FULL))
    except OSError:
        index.add(path, what, **facts | {"note": _("missing: the file is not in the store")})
        return
    index.add(path, what, **facts)

    def parts() -> Iterator[bytes]:
        with file:
            yield from file.chunks()

    yield Entry(path, parts)
