"""Daftar hadir kosong: a workbook to fill in, as the import reads it."""

from __future__ import annotations

import io

import xlsxwriter
from django.utils.translation import gettext_lazy as _

from core.exports.columns import in_indonesian
from core.exports.xlsxfile import HEAD, OPTIONS

TITLE = _("Attendance sheet")
ROWS = 100
HEADER = ("No", "Nama Peserta", *(f"Hari {n}" for n in range(1, 6)), "Nilai Awal", "Nilai Akhir")
DAYS = range(2, 7)
SIGNS = ["H", "T", "I", "S", "A"]


def sheet_template() -> bytes:
    """The workbook; another sign than those offered is warned of by the spreadsheet."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        page = book.add_worksheet(in_indonesian(TITLE))
        head = book.add_format(HEAD)
        page.write_row(0, 0, HEADER, head)
        page.set_column(1, 1, 30)
        for number in range(1, ROWS + 1):
            page.write_number(number, 0, number)
        rule = {"validate": "list", "source": SIGNS, "error_type": "warning"}
        page.data_validation(1, DAYS.start, ROWS, DAYS.stop - 1, rule)
        page.freeze_panes(1, 2)
    return buffer.getvalue()
