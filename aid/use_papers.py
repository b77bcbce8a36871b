"""Cetak: the blank use log to fill in beside the machine, and its cash book for the meeting.

Papers are Indonesian. The cash book names people: on it stands nobody who may not be named in a
file, and who takes it is logged.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from aid import cashbook
from aid.models import Equipment, Span, UseLog
from core import display
from core.documents import paper
from core.exports.columns import add_list
from core.models import ExportLog
from members.documents import Made
from members.listing import place
from members.models import OfficeTerm, Person

BLANK_ROWS = 12
CASH_BOOK = "aid.cash_book"

add_list(CASH_BOOK, _("cash book of a machine on paper"))

Row = dict[str, Any]


def blank_form(machine: Equipment, user: Any) -> Made:
    """A4 landscape: the machine at the head, empty rows below."""
    with override("id"):
        data = _letter(machine, user) | {
            "title": "Catatan pemakaian alat",
            "facts": _facts(machine),
            "rows": BLANK_ROWS,
            "work": ", ".join(str(label) for label in UseLog.Work.labels),
        }
        pdf = paper("form_use_log", data, day=timezone.localdate())
    return Made(f"Catatan pemakaian {machine}", pdf)


def cash_book(machine: Equipment, span: Span, user: Any) -> Made:
    """The book of a season or year, with its balance, to be signed."""
    named = Person.objects.allowed(user, "members.export_people").for_files(user, by_name=True)
    with override("id"):
        book = cashbook.book(machine, span, named)
        data = _letter(machine, user) | {
            "title": "Buku kas alat",
            "facts": [
                *_facts(machine),
                _fact("Masa", f"{display.long_date(span.start)} – {display.long_date(span.end)}"),
            ],
            "before": display.rupiah(book.before),
            "rows": [
                row | {"day": display.short_date(row["day"]), "label": str(row["label"])}
                for row in book.rows
            ],
            "money_in": display.rupiah(book.money_in),
            "money_out": display.rupiah(book.money_out),
            "balance": display.rupiah(book.balance),
            **_signatures(machine),
        }
        pdf = paper("cash_book", data, day=timezone.localdate())
    ExportLog.objects.create(
        user=user,
        what=CASH_BOOK,
        filters=f"{machine.group.name}: {machine}, {span.label}",
        rows=len(book.rows),
        area=machine.group.village_id,
    )
    return Made(f"Buku kas {machine}", pdf)


def _letter(machine: Equipment, user: Any) -> Row:
    office = user.institution or machine.group.coached_by
    lines = office.letterhead.splitlines() if office else []
    group = machine.group
    return {
        "letterhead": [line for line in lines if line.strip()],
        "subtitle": f"{group.name} · {place(group.village.path)}",
        "foot": f"Register KWT PMI Purna · per {display.long_date(timezone.localdate())}",
    }


def _facts(machine: Equipment) -> list[Row]:
    return [
        _fact("Alat", str(machine)),
        _fact("Nomor seri", machine.serial),
        _fact("Kelompok", machine.group.name),
    ]


def _fact(label: str, value: str) -> Row:
    return {"label": label, "value": value}


def _signatures(machine: Equipment) -> Row:
    """Chair and treasurer, as far as the group has them."""
    terms = OfficeTerm.objects.open().filter(group=machine.group)
    held = dict(terms.values_list("office", "membership__person__name"))
    today = display.long_date(timezone.localdate())
    return {
        "chair": {"title": "Ketua kelompok,", "name": held.get(OfficeTerm.Office.CHAIR, "")},
        "treasurer": {
            "place": f"{machine.group.village.name}, {today}",
            "title": "Bendahara,",
            "name": held.get(OfficeTerm.Office.TREASURER, ""),
        },
    }
