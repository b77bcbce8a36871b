"""Buku tamu kosong: a workbook to type an old visitor's book into, as the import reads it."""

from __future__ import annotations

import io

import xlsxwriter
from django.utils.translation import gettext_lazy as _

from core.exports.columns import in_indonesian
from core.exports.xlsxfile import HEAD, OPTIONS

TITLE = _("Visitor’s book")
ROWS = 200
HEADER = ("No", "Tanggal", "Nama Tamu", "Alamat", "Keperluan", "Tindak Lanjut")


def visitor_template() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        page = book.add_worksheet(in_indonesian(TITLE))
        page.write_row(0, 0, HEADER, book.add_format(HEAD))
        page.set_column(1, len(HEADER) - 1, 28)
        for number in range(1, ROWS + 1):
            page.write_number(number, 0, number)
        page.freeze_panes(1, 2)
    return buffer.getvalue()
