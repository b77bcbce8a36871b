"""Daftar kosong: a workbook for a group's member list, with the words to choose from."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core import indonesia
from core.exports.columns import in_indonesian
from core.exports.xlsxfile import HEAD, OPTIONS
from members.exports.cells import STAY_WORDS, words
from members.exports.people import COLUMNS
from members.models import Membership, OfficeTerm, Person

TITLE = _("Member list")
ROWS = 200
# In the order of a paper list; what the register alone knows (code, age) is not asked for.
KEYS = (
    *("name", "nickname", "nik", "sex", "birth_place", "birth_date", "hamlet", "rt", "rw"),
    *("village", "phone", "education", "marital_status", "office", "member_status", "joined"),
    *("country", "departed", "returned", "stay", "occupation"),
)
HINTS = {
    "nik": _("16 digits, as text."),
    "birth_date": _("For example 11 May 1993, May 1993 or 1993."),
    "joined": _("For example 11 May 2023, May 2023 or 2023."),
    "departed": _("The year is enough."),
    "returned": _("The year is enough; leave it empty while she is abroad."),
    "phone": _("For example 0812-3456-7890."),
}


def choices() -> dict[str, list[str]]:
    """The words of each column that has a closed list, in Indonesian."""
    member = words(Membership.Status)["member"]
    named = indonesia.countries("id")
    often = [named[code] for code in indonesia.DESTINATIONS]
    return {
        "sex": _words(Person.Sex),
        "education": _words(Person.Education),
        "marital_status": _words(Person.MaritalStatus),
        "office": [*_words(OfficeTerm.Office), member],
        "member_status": _words(Membership.Status),
        "country": [*often, *(n for c, n in named.items() if c != "ID" and n not in often)],
        "stay": list(map(in_indonesian, STAY_WORDS.values())),
    }


def _words(found: Any) -> list[str]:
    return [word for value, word in words(found).items() if value]


def list_template() -> bytes:
    """The workbook; its lists of words lie on a hidden sheet, which the import does not read."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        page = book.add_worksheet(in_indonesian(TITLE))
        lists = book.add_worksheet(in_indonesian(_("Choices")))
        lists.hide()
        head, text = book.add_format(HEAD), book.add_format({"num_format": "@"})
        labels = {column.key: column for column in COLUMNS}
        page.write_string(0, 0, in_indonesian(_("No.")), head)
        page.set_column(0, 0, 5)
        for number in range(1, ROWS + 1):
            page.write_number(number, 0, number)
        offered = choices()
        for index, key in enumerate(KEYS, start=1):
            page.set_column(index, index, labels[key].width, text)
            page.write_string(0, index, capfirst(in_indonesian(labels[key].label)), head)
            _help(page, lists, index, HINTS.get(key, ""), offered.get(key, ()))
        page.freeze_panes(1, 2)
    return buffer.getvalue()


def _help(page: Any, lists: Any, index: int, hint: Any, offered: Sequence[str]) -> None:
    """A drop-down list or a hint on the column's cells; another word is warned of, not refused."""
    rule: dict[str, Any] = {"validate": "any", "input_message": in_indonesian(hint)}
    if offered:
        lists.write_column(0, index, offered)
        letter = chr(ord("A") + index)
        source = f"='{lists.get_name()}'!${letter}$1:${letter}${len(offered)}"
        rule = {"validate": "list", "source": source, "error_type": "warning"}
    if offered or hint:
        page.data_validation(1, index, ROWS, index, rule)
