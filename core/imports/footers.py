"""Tells the rows of a list from what stands below it: totals, notes and signatures."""

import re

from core.imports.columns import Layout, as_text
from core.imports.sheets import Line, is_blank

TOTAL = re.compile(r"(?:sub ?|grand ?)?(?:jumlah|total)\b", re.IGNORECASE)
SIGNATURE = re.compile(
    r"(?:mengetahui|menyetujui|disetujui|diketahui|disahkan|dibuat oleh|yang membuat|mengesahkan"
    r"|pembina|penyuluh|petugas|pengurus|kepala (?:desa|dinas|bidang|dusun|kampung|pekon)|lurah"
    r"|camat|ketua (?:kwt|kelompok|kube?|poktan|gapoktan)|sekretaris (?:kwt|kelompok|desa)|nip\b"
    r"|tanda tangan|ttd|catatan\b|keterangan\b|\*+)",
    re.IGNORECASE,
)
# A place and a date without a cell beside it: "Bumi Daya, 31 Mei 2023".
PLACE_AND_DATE = re.compile(r"[^\d,]+,\s*(?:\d{1,2}|\.{2,}|…)?\s*[^\d\s]*\s*(?:19|20)\d\d\.?")
SPARSE = 3
# A formula such as =A5+1 is a running number too.
ORDINAL = re.compile(r"\d")


class FooterFilter:
    """Asked line by line, from the first row of the list on.

    A line with a running number is never left out. Another one is, when it begins like a total,
    when it is sparse and holds a signature's words, and once these have begun, while it is sparse.
    """

    def __init__(self, layout: Layout) -> None:
        self.ordinal = layout.ordinal
        self.columns = sorted(layout.columns)
        self.header = [line.cells for line in layout.header]
        self.sparse = min(SPARSE, max(1, len(self.columns) // 2))
        self.in_signatures = self.has_ordinals = False
        self.last_number = 0

    def leaves_out(self, line: Line) -> bool:
        after_gap = bool(self.last_number) and line.number > self.last_number + 1
        self.last_number = line.number
        if line.cells in self.header:
            return True
        if self.has_ordinal(line):
            self.in_signatures = False
            return False
        return self.is_footer(line, after_gap)

    def has_ordinal(self, line: Line) -> bool:
        """Whether the line carries a running number: then it is a row of the list."""
        if self.ordinal is None or not ORDINAL.search(str(line.at(self.ordinal) or "")):
            return False
        self.has_ordinals = True
        return True

    def is_footer(self, line: Line, after_gap: bool) -> bool:
        texts = [as_text(cell) for cell in line.cells if not is_blank(cell)]
        if TOTAL.match(texts[0]):
            return True
        if self.filled(line) > (
            SPARSE if self.in_signatures and self.has_ordinals else self.sparse
        ):
            self.in_signatures = False
            return False
        if any(SIGNATURE.match(text) or PLACE_AND_DATE.fullmatch(text) for text in texts):
            self.in_signatures = True
        return self.in_signatures or (after_gap and self.has_ordinals)

    def filled(self, line: Line) -> int:
        width = len(line.cells)
        cells = (line.cells[index] for index in self.columns if index < width)
        return sum(not is_blank(cell) for cell in cells)
