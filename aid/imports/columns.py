"""The columns of an inventory of machines, and how the cells of each are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid.forms.rupiah import RupiahField
from core.imports.cells import text_parser, to_text
from core.imports.columns import Column
from core.imports.errors import CellError
from core.text import name_key
from members.imports.cells import past_date

YEARS = range(1950, 2100)
SUM = RupiahField(required=False)
CONDITIONS = {
    "good": "b, baik, good, bagus, layak",
    "light_damage": "rr, rusak ringan, light damage",
    "heavy_damage": "rb, rusak berat, heavy damage, rusak",
}
TITLES = {"grant": "hibah, grant", "loan": "pinjam pakai, loan, loan for use, pinjam"}
HEADERS = {
    "code": "kode, kode alat",
    "group": "nama kelompok, kelompok, kelompok penerima, penerima, nama kwt, kwt",
    "group_code": "kode kelompok",
    "village": "desa, desa/kelurahan, nama desa, kelurahan",
    "district": "kecamatan, kec",
    "kind": "jenis alat, jenis barang, jenis alsintan, nama alat, nama barang, alat, jenis",
    "brand": "merk, merek, merek dan tipe, merk/tipe, merk/type, merek/tipe",
    "specification": "spesifikasi, spek",
    "built": "tahun, tahun pembuatan, thn, tahun perolehan",
    "funding": "sumber dana, sumber dana menurut catatan, dana, asal dana",
    "serial": "no. seri / rangka, nomor seri, no seri, no. seri, no rangka, nomor rangka, seri",
    "quantity": "jml, jumlah, banyaknya, unit, volume",
    "value": "nilai, nilai (rupiah), harga, nilai perolehan, harga perolehan",
    "condition": "kondisi, keadaan barang",
    "acquired_on": "tgl serah terima, tanggal serah terima, diserahkan tanggal, tgl bast",
    "title": "status pemberian, status barang",
    "place": "tempat alat, lokasi, lokasi alat",
    "note": "ket, keterangan, catatan",
}


def split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(","))


def _words(table: dict[str, str]) -> dict[str, str]:
    return {name_key(word): value for value, text in table.items() for word in split(text)}


def one_of(table: dict[str, str], complaint: Any) -> Callable[[Any], str]:
    """A word of a closed list; another one is refused and never guessed."""
    words = _words(table)

    def parse(cell: Any) -> str:
        text = to_text(cell)
        if found := words.get(name_key(text)):
            return found
        raise CellError(str(complaint) % {"text": text[:40]})

    return parse


def rupiah(cell: Any) -> int:
    """A sum as the office writes it, or a number."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    try:
        found = SUM.clean(to_text(cell))
    except ValidationError:
        words = _("“%(text)s” is no sum of rupiah. Write it as 18.500.000, or leave it empty.")
        raise CellError(words % {"text": to_text(cell)[:40]}) from None
    return int(found)


def year(cell: Any) -> int:
    text = to_text(cell).removesuffix(".0")
    if not re.fullmatch(r"\d{4}", text) or int(text) not in YEARS:
        raise CellError(_("“%(text)s” is no year.") % {"text": text[:40]})
    if int(text) > timezone.localdate().year:
        raise CellError(_("This year has not begun yet."))
    return int(text)


def quantity(cell: Any) -> int:
    found = re.fullmatch(r"(\d{1,4})(?:[.,]0+)?(?:\s*(?:unit|buah|bh))?", to_text(cell).lower())
    if not found:
        raise CellError(_("“%(text)s” is no number of pieces.") % {"text": to_text(cell)[:40]})
    return int(found[1])


def column(key: str, label: Any, parse: Callable[[Any], Any]) -> Column:
    return Column(key, label, parse, split(HEADERS[key]))


def columns() -> tuple[Column, ...]:
    condition = gettext_lazy("There is no condition “%(text)s”. Write B, RR or RB.")
    title = gettext_lazy("“%(text)s” is neither grant (hibah) nor loan for use (pinjam pakai).")
    return (
        column("code", gettext_lazy("code"), text_parser(16)),
        column("group", gettext_lazy("group"), text_parser(120)),
        column("group_code", gettext_lazy("code of the group"), text_parser(16)),
        column("village", gettext_lazy("village"), text_parser(200)),
        column("district", gettext_lazy("district"), text_parser(80)),
        column("kind", gettext_lazy("kind of goods"), text_parser(120)),
        column("brand", gettext_lazy("brand and type"), text_parser(80)),
        column("specification", gettext_lazy("specification"), text_parser(200)),
        column("built", gettext_lazy("year of make"), year),
        column("funding", gettext_lazy("funding as recorded"), text_parser(60)),
        column("serial", gettext_lazy("serial number"), text_parser(60)),
        column("quantity", gettext_lazy("quantity"), quantity),
        column("value", gettext_lazy("value (rupiah)"), rupiah),
        column("condition", gettext_lazy("condition"), one_of(CONDITIONS, condition)),
        column("acquired_on", gettext_lazy("handed over on"), past_date),
        column("title", gettext_lazy("title"), one_of(TITLES, title)),
        column("place", gettext_lazy("where it stands"), text_parser(160)),
        column("note", gettext_lazy("note"), text_parser(300)),
    )
