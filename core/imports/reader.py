"""Reads the file that an office or a group sends, whatever its kind, or says why it cannot."""

from django.utils.translation import gettext as _

from core.imports.csvfile import decode, read_csv
from core.imports.errors import ImportFileError
from core.imports.sheets import MAX_BYTES, MEGABYTE, Sheet
from core.imports.xlsx import read_xlsx

ZIP = b"PK"
# The container of Office 97-2003; Excel also wraps a workbook with a password in it.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table", b"<head", b"<body", b"<meta", b"<style")


def read_table(data: bytes, filename: str) -> list[Sheet]:
    """The sheets of an XLSX or CSV file that hold at least one value.

    The kind is told by the content: a name proves nothing. Raises ImportFileError.
    """
    check_size(len(data))
    check_kind(data)
    sheets = read_xlsx(data) if data.startswith(ZIP) else [read_csv(data)]
    filled = [sheet for sheet in sheets if sheet.lines]
    if not filled:
        raise ImportFileError(_("The file is empty."))
    return filled


def check_size(size: int) -> None:
    """Also for the upload form, which knows the size before it reads the file."""
    if size == 0:
        raise ImportFileError(_("The file is empty."))
    if size > MAX_BYTES:
        raise ImportFileError(
            _("The file is larger than %(limit)s MB. Split it into smaller files.")
            % {"limit": MAX_BYTES // MEGABYTE}
        )


def check_kind(data: bytes) -> None:
    """Refuse what shows at its first bytes that it is no list, a picture for example."""
    if data.startswith(OLE):
        raise old_or_locked(data)
    if not data.startswith(ZIP):
        refuse_markup(data)
        decode(data)


def old_or_locked(data: bytes) -> ImportFileError:
    if ENCRYPTED in data:
        return ImportFileError(
            _("The file is locked with a password. Remove the password and send it again.")
        )
    return ImportFileError(
        _("This is the old Excel format (.xls). Save it as .xlsx in Excel and send that file.")
    )


def refuse_markup(data: bytes) -> None:
    """Web systems hand out HTML tables under the name of a spreadsheet."""
    start = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(MARKUP):
        raise ImportFileError(
            _(
                "The file is a web page with the name of a spreadsheet. "
                "Open it in Excel, save it as .xlsx and send that file."
            )
        )
