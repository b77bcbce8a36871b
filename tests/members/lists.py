"""Member lists for tests: written, previewed, imported."""

from core.history import recording
from core.imports import parked
from core.imports.engine import read_file, review
from core.imports.spec import Preview
from members.imports.roster import Roster
from tests.core.workbooks import workbook

HEADER = ["No", "Nama", "NIK", "Tgl Lahir", "Jabatan", "Negara", "Berangkat", "Pulang"]


def preview_of(data: bytes, user, group, name: str = "daftar.xlsx") -> Preview:
    spec = Roster(user=user, group=group)
    preview = read_file(spec, data, name, spec.spellings.columns)
    review(spec, preview)
    return preview


def import_list(data: bytes, user, group, name: str = "daftar.xlsx") -> Preview:
    """Preview and confirm; returns the preview as it was confirmed."""
    preview = preview_of(data, user, group, name)
    row = parked.park(
        owner=user,
        kind=Roster.kind,
        target_id=group.pk,
        filename=name,
        data=data,
        preview=preview,
    )
    with recording(user, "members.import_people"):
        parked.confirm(row, Roster(user=user, group=group, lock=True), parked.load(row))
    return preview


def table(*rows: list[object], header: list[str] = HEADER) -> bytes:
    return workbook([header, *rows])


def said(row) -> str:
    return " ".join(problem.message for problem in row.problems)
