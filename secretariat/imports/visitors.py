"""Buku tamu lama: what the import of an old visitor's book does with its rows.

The number of a visitor is not read: a book does not say whether she may be called.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.imports.cells import text_parser
from core.imports.columns import Column
from core.imports.rows import Change, ImportRow
from core.imports.spec import ImportSpec
from core.text import name_key
from institutions.models import Institution
from members.imports.cells import past_date
from members.models import Group
from secretariat.imports import visitor_words as words
from secretariat.models import Referral, SealedCase, Service, ServiceNote, ServiceTopic
from secretariat.sealed_content import Content, is_readable, opened
from secretariat.services_sealed import (
    district_of,
    least_to_name,
    officers_for,
    seal_new,
)

ACT = "secretariat.import_service"
HEADERS = {
    "date": "tgl, tanggal, hari/tanggal",
    "name": "nama tamu, nama, tamu, nama pengunjung",
    "address": "alamat, asal, alamat/instansi",
    "purpose": "keperluan, tujuan, maksud, maksud dan tujuan",
    "follow_up": "tindak lanjut, hasil, keterangan",
}
DAY = 10
# A row that is a sealed case already has no number that others could look up.
SEALED = 0


def _column(key: str, label: Any, parse: Callable[[Any], Any]) -> Column:
    return Column(key, label, parse, tuple(word.strip() for word in HEADERS[key].split(",")))


def columns() -> tuple[Column, ...]:
    return (
        _column("date", gettext_lazy("asked on"), past_date),
        _column("name", gettext_lazy("name of who asks"), text_parser(120)),
        _column("address", gettext_lazy("address"), text_parser(200)),
        _column("purpose", gettext_lazy("what she asks"), text_parser(2000)),
        _column("follow_up", gettext_lazy("what came of it"), text_parser(500)),
    )


@dataclass(slots=True)
class Visit:
    """What one row of the book becomes."""

    day: dt.date
    name: str
    purpose: str
    topic: ServiceTopic
    is_sealed: bool
    state: str
    office: Institution | None = None
    result: str = ""
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[Any, ...]:
        return (self.day, name_key(self.name), name_key(self.purpose))

    @property
    def is_closed(self) -> bool:
        return self.state == Service.State.CLOSED


class VisitorBook(ImportSpec):
    """The old book of one group's desk. ``lock`` holds the group until it is written."""

    kind: ClassVar[str] = "secretariat.visitors"
    anchors: ClassVar[tuple[str, ...]] = ("name", "purpose")

    def __init__(self, *, user: Any, group: Group, lock: bool = False) -> None:
        self.user, self.group, self.lock = user, group, lock
        self.columns = columns()
        self.visits: dict[tuple[int, int], Visit] = {}

    def check(self, row: ImportRow) -> None:
        said = {
            "name": _("The name is missing."),
            "purpose": _("What she asked is missing."),
            "date": _("The day is missing."),
        }
        for key, sentence in said.items():
            if key not in row.values and not row.was_misread(key):
                row.refuse(sentence, key)
        if 0 < len(row.values.get("date", "")) < DAY:
            row.refuse(_("Write the day too, for example 11 May 2023."), "date")

    def marks(self, row: ImportRow) -> Iterable[tuple[str, Hashable]]:
        said = tuple(name_key(row.values.get(key, "")) for key in ("date", "name", "purpose"))
        return [("purpose", said)] if all(said) else []

    def repeated(self, field_key: str, where: str) -> str:
        return _("The same visit stands in %(where)s already.") % {"where": where}

    def resolve(self, rows: list[ImportRow]) -> None:
        if self.lock:
            Group.objects.select_for_update().get(pk=self.group.pk)
        topics, offices = words.Topics.load(), self._offices()
        for row in rows:
            visit = _visit(row.values, topics, offices)
            self.visits[row.sheet, row.number] = visit
            row.values |= {"topic": visit.topic.name, "is_sealed": visit.is_sealed}
        known = self._known()
        for row in rows:
            visit = self.visits[row.sheet, row.number]
            row.target = known.get(visit.key)
            self._say(row, visit)

    def _offices(self) -> list[Institution]:
        return list(Institution.objects.serving([self.group.village_id]).distinct())

    def _say(self, row: ImportRow, visit: Visit) -> None:
        if visit.is_sealed and not self._has_officers():
            row.refuse(_("It has to be sealed, and there are not two officers who may read it."))
        if visit.state == Service.State.REVIEW and row.target is None:
            row.warn(_("The book does not say what came of it: it stays open, to be reviewed."))

    def _has_officers(self) -> bool:
        return len(self._officers()) >= least_to_name(self.user)

    def _officers(self) -> list[Any]:
        """The officers named on what is sealed: the nearest, as many as are needed."""
        others = officers_for(self.group.village_id).exclude(pk=self.user.pk)
        return list(others[: least_to_name(self.user)])

    def _known(self) -> dict[tuple[Any, ...], int]:
        """The visits on file, of the sealed ones those that this user may read."""
        visits = self.visits.values()
        days = {visit.day for visit in visits}
        services = Service.objects.filter(group=self.group, opened_on__in=days)
        found = {
            (day, name_key(name), name_key(asked)): pk
            for pk, day, name, asked in services.values_list(
                "pk", "opened_on", "asker_name", "question"
            )
        }
        months = {visit.day.replace(day=1) for visit in visits if visit.is_sealed}
        return found | dict.fromkeys(self._known_sealed(months), SEALED)

    def _known_sealed(self, months: set[dt.date]) -> set[tuple[Any, ...]]:
        cases = SealedCase.objects.read_by(self.user).cases().filter(month__in=months)
        found = set()
        nearby = cases.filter(district__code=district_of(self.group.village_id))
        for said in map(opened, filter(is_readable, nearby)):
            if said.group_code == self.group.code:
                day = dt.date.fromisoformat(said.opened_on)
                found.add((day, name_key(said.asker_name), name_key(said.question)))
        return found

    def changes(self, row: ImportRow) -> list[Change]:
        """A visit that stands here already says nothing new."""
        return []

    def write(self, rows: list[ImportRow]) -> None:
        new = [self.visits[row.sheet, row.number] for row in rows if row.target is None]
        self._write_plain([visit for visit in new if not visit.is_sealed])
        officers = self._officers()
        for visit in new:
            if visit.is_sealed:
                self._seal(visit, officers)

    def _write_plain(self, visits: list[Visit]) -> None:
        services = Service.objects.bulk_create(self._service(visit) for visit in visits)
        pairs = list(zip(services, visits, strict=True))
        ServiceNote.objects.bulk_create(
            ServiceNote(service=service, text=text, author=self.user)
            for service, visit in pairs
            for text in visit.notes
        )
        Referral.objects.bulk_create(
            Referral(service=service, institution=visit.office, referred_on=visit.day)
            for service, visit in pairs
            if visit.office
        )

    def _service(self, visit: Visit) -> Service:
        return Service(
            group=self.group,
            region_id=self.group.village_id,
            opened_on=visit.day,
            topic=visit.topic,
            asker_is=words.asker_of(visit.purpose),
            asker_name=visit.name,
            question=visit.purpose,
            state=visit.state,
            result=visit.result,
            closed_on=visit.day if visit.is_closed else None,
            received_by=self.user,
        )

    def _seal(self, visit: Visit, officers: list[Any]) -> None:
        day = visit.day.isoformat()
        now = timezone.localtime().isoformat(timespec="seconds")
        content = Content(
            opened_on=day,
            channel="visit",
            asker_is=words.asker_of(visit.purpose),
            asker_name=visit.name,
            question=visit.purpose,
            country=words.country_of(visit.purpose),
            is_unreachable=words.is_unreachable(visit.purpose),
            group_name=self.group.name,
            group_code=self.group.code,
            result=visit.result,
            closed_on=day if visit.is_closed else "",
            notes=[
                {"text": text, "by": str(self.user), "for_family": False, "at": now}
                for text in visit.notes
            ],
        )
        seal_new(
            content=content,
            region=self.group.village_id,
            topic=visit.topic,
            officers=officers,
            actor=self.user,
        )


def _visit(values: dict[str, Any], topics: words.Topics, offices: list[Institution]) -> Visit:
    purpose, follow_up = values.get("purpose", ""), values.get("follow_up", "")
    topic = topics.of(purpose)
    passed_on = words.passed_on_to(follow_up)
    is_over = bool(passed_on) or words.is_done(follow_up)
    said = values.get("date", "")
    return Visit(
        day=dt.date.fromisoformat(said) if len(said) == DAY else dt.date.min,
        name=values.get("name", ""),
        purpose=purpose,
        topic=topic,
        is_sealed=topic.seals or words.is_unreachable(purpose),
        state=Service.State.CLOSED if is_over else Service.State.REVIEW,
        office=_office(passed_on, offices),
        result=follow_up if is_over else "",
        notes=tuple(_notes(values, "" if is_over else follow_up)),
    )


def _office(name: str, offices: list[Institution]) -> Institution | None:
    key = name_key(name)
    return next((row for row in offices if key and key in name_key(row.name)), None)


def _notes(values: dict[str, Any], follow_up: str) -> Iterable[str]:
    if address := values.get("address"):
        yield _("Address in the old book: %(address)s") % {"address": address}
    if follow_up:
        yield _("What the old book says came of it: %(text)s") % {"text": follow_up}
