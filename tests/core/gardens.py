"""A list that no app has, for tests of the engine: gardens with their owners and harvest."""

from core.imports.cells import text_parser, to_text
from core.imports.columns import Column
from core.imports.engine import read_file, review
from core.imports.errors import CellError, Doubtful
from core.imports.rows import Change
from core.imports.spec import ImportSpec, Preview
from tests.core.workbooks import workbook


def weight(cell):
    text = to_text(cell)
    if text == "banyak":
        return Doubtful(0, "Beratnya tidak jelas.")
    if not text.isdigit():
        raise CellError("Berat bukan angka.")
    return int(text)


def place(cell):
    village, _comma, hamlet = to_text(cell).partition(",")
    return {"village": village, "hamlet": hamlet.strip() or None}


class Gardens(ImportSpec):
    """Gardens that are known by name; what is known already is given, not asked."""

    kind = "gardens"
    columns = (
        Column("name", "Nama", text_parser(30), ("nama pemilik",)),
        Column("weight", "Berat", weight, ("panen kg",)),
        Column("place", "Tempat", place),
        Column("village", "Desa", text_parser(20)),
    )
    anchors = ("name",)

    def __init__(self, known=None):
        self.known = known or {}
        self.ids = {name: number for number, name in enumerate(self.known, start=1)}
        self.written = []

    def check(self, row):
        if "name" not in row.values and not row.was_misread("name"):
            row.refuse("Nama kosong.", "name")

    def marks(self, row):
        return [("name", row.values["name"])] if "name" in row.values else []

    def resolve(self, rows):
        for row in rows:
            row.target = self.ids.get(row.values["name"])

    def changes(self, row):
        old = self.known[row.values["name"]]
        return [
            Change(key, str(old.get(key)), str(value))
            for key, value in row.values.items()
            if old.get(key) != value
        ]

    def write(self, rows):
        self.written += rows


def read(rows, spec=None, **options) -> Preview:
    spec = spec or Gardens()
    preview = read_file(spec, workbook(rows), "kebun.xlsx", **options)
    review(spec, preview)
    return preview


def values(preview):
    return [row.values for row in preview.rows]


def messages(row):
    return [(problem.letter, problem.message) for problem in row.problems]
