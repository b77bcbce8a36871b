"""Paket auditor: its tables, each a list of what a year left behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.db.models import Count, Max, Sum
from django.utils.translation import gettext_lazy as _

from aid.audit_rows import AuditRows
from aid.exports import equipment as pieces
from aid.exports import proposals
from aid.exports.decrees import ABOUT, listed
from aid.exports.handovers import looked_up
from aid.exports.proposals import LinesExport, col, number
from aid.models import (
    AidDecree,
    Condition,
    Custody,
    Equipment,
    HandoverLine,
    IdleAnswer,
    Inspection,
    UseLog,
)
from core.exports.columns import (
    Cell,
    Chunk,
    Column,
    ExportSpec,
    Text,
    add_list,
    headed,
    in_indonesian,
    in_order,
    ordinal,
)
from members.exports.cells import WITHHELD, choice, village, words

KIND = "aid.audit_pack"
add_list(KIND, _("auditor’s pack"))
LookUp = Callable[[Chunk], dict[str, Sequence[Cell]]]


class Table(ExportSpec):
    """A table of the pack: rows of a model, and what is looked up for a chunk of them."""

    kind: ClassVar[str] = KIND

    def __init__(
        self, title: Text, model: Any, columns: Sequence[Column], more: LookUp | None = None
    ) -> None:
        self.title, self.columns = in_indonesian(title), headed((ordinal(), *columns))
        self.model, self.more = model, more

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = self.model.objects.filter(pk__in=ids).order_by().values_list(*names)
        chunk = Chunk(names, in_order(ids, rows))
        if chunk.size and self.more:
            chunk.more |= self.more(chunk)
        return chunk


def found(key: str, label: Text) -> Column:
    """A column that is looked up."""
    return Column(key, label, looked_up(key))


def machine(path: str = "") -> tuple[Column, ...]:
    """What tells which machine it is, and whose."""
    place, serial = f"{path}group__village__path", f"{path}serial"
    return (
        col("code", _("code"), f"{path}code"),
        col("kind", _("kind of goods"), f"{path}kind__name"),
        col("brand", _("brand and type"), f"{path}brand"),
        Column("serial", _("serial number"), looked_up(serial), (serial,), is_number=True),
        col("group", _("group"), f"{path}group__name"),
        Column("village", _("village"), village(place), (place,)),
    )


def is_reversed(chunk: Chunk) -> Sequence[Cell]:
    """Whether a date of a line's papers lies before the one of the paper that comes first."""
    yes, no = in_indonesian(_("yes")), in_indonesian(_("no"))
    rows = zip(*(chunk[step] for step in ("proposed_on", "verified_on", "decreed_on")), strict=True)
    known = ([day for day in row if day] for row in rows)
    return [yes if days != sorted(days) else no for days in known]


class Lines(LinesExport):
    """The lines of proposals, with the papers by which they were handed over."""

    kind: ClassVar[str] = KIND

    def __init__(self, rows: AuditRows) -> None:
        more = (
            Column("reversed", _("reverse order"), is_reversed, is_ours=True),
            found("papers", _("handed over by")),
        )
        super().__init__(rows.user, (*proposals.COLUMNS, *more))
        self.rows = rows

    def load(self, ids: Sequence[int]) -> Chunk:
        chunk = super().load(ids)
        if chunk.size:
            chunk.more["papers"] = self._papers(chunk["pk"])
        return chunk

    def _papers(self, lines: Sequence[int]) -> list[Cell]:
        """Their numbers; a paper without one by its code."""
        handed = HandoverLine.objects.filter(
            proposal_line__in=lines, handover__issued_at__isnull=False
        )
        by: defaultdict[int, list[str]] = defaultdict(list)
        for line in handed.select_related("handover").order_by("handed_on", "pk"):
            by[line.proposal_line_id or 0].append(str(line.handover))
        return ["; ".join(dict.fromkeys(by[pk])) for pk in lines]


def decrees(rows: AuditRows) -> Table:
    """How many lines, of how many groups: of those within the regions alone."""
    return Table(_("decrees of aid"), AidDecree, ABOUT, lambda chunk: listed(chunk, rows.proposed))


class Machines(pieces.EquipmentExport):
    """The machines as they are now, with the papers by which they came."""

    kind: ClassVar[str] = KIND

    def __init__(self, rows: AuditRows) -> None:
        numbers = ("register_number", "giver_number")
        paths = tuple(f"handover_line__handover__{name}" for name in numbers)

        def paper(chunk: Chunk) -> Sequence[Cell]:
            pairs = zip(*(chunk[path] for path in paths), strict=True)
            return [own or other or "" for own, other in pairs]

        column = Column("paper", _("handed over by"), paper, paths)
        super().__init__(rows.user, (*pieces.COLUMNS, column))


def custodies(rows: AuditRows) -> Table:
    columns = (
        *machine("equipment__"),
        Column("person", _("custodian"), looked_up("names"), ("person_id", "person__name")),
        col("since", _("since"), "since"),
        col("until", _("until"), "until"),
        col("note", _("note"), "note"),
    )

    def more(chunk: Chunk) -> dict[str, Sequence[Cell]]:
        """Names by the rules of files of people."""
        people = pieces.named_people(rows.user).filter(pk__in=set(chunk["person_id"]))
        may, hidden = set(people.values_list("pk", flat=True)), in_indonesian(WITHHELD)
        pairs = zip(chunk["person_id"], chunk["person__name"], strict=True)
        return {"names": [name if person in may else hidden for person, name in pairs]}

    return Table(_("custody"), Custody, columns, more)


def inspections(rows: AuditRows) -> Table:
    columns = (
        *machine("equipment__"),
        col("date", _("inspected on"), "date"),
        col("by", _("inspected by"), "by"),
        Column("condition", _("condition"), choice("condition", Condition), ("condition",)),
        col("findings", _("findings"), "findings"),
    )
    return Table(_("inspections"), Inspection, columns)


def uses(rows: AuditRows) -> Table:
    columns = (
        *machine(),
        found("times", _("uses")),
        Column("hours", _("hours"), number("hours")),
        Column("area_ha", _("area (ha)"), number("area_ha")),
        found("last", _("Last used")),
    )

    def more(chunk: Chunk) -> dict[str, Sequence[Cell]]:
        logs = UseLog.objects.standing().between(*rows.span).filter(equipment__in=chunk["pk"])
        sums = (
            logs.order_by()
            .values_list("equipment")
            .annotate(Count("pk"), Sum("hours"), Sum("area_ha"), Max("used_on"))
        )
        by = {row[0]: row[1:] for row in sums}
        cells = [by.get(pk, (0, None, None, None)) for pk in chunk["pk"]]
        names = ("times", "hours", "area_ha", "last")
        return dict(zip(names, zip(*cells, strict=True), strict=True))

    return Table(_("uses"), Equipment, columns, more)


def unused(rows: AuditRows) -> Table:
    state = choice("state", Equipment.State)
    columns = (
        *machine(),
        Column("acquired_on", _("handed over on"), pieces.dates("acquired_on"), ("acquired_on",)),
        Column("state", _("state"), state, ("state",)),
        found("last", _("Last used")),
        found("answers", _("The group says")),
    )
    return Table(
        _("machines without a use"), Equipment, columns, lambda chunk: _why(rows, chunk["pk"])
    )


def _why(rows: AuditRows, machines: Sequence[int]) -> dict[str, Sequence[Cell]]:
    """When each was used the last time until the end of the year, and the year's answers."""
    first, last = rows.span
    logs = UseLog.objects.standing().filter(equipment__in=machines, used_on__lte=last)
    used = dict(logs.order_by().values_list("equipment").annotate(Max("used_on")))
    said: defaultdict[int, list[str]] = defaultdict(list)
    answers = IdleAnswer.objects.filter(equipment__in=machines, asked_for__range=(first, last))
    told, none = words(IdleAnswer.Answer), in_indonesian(_("not answered yet"))
    for answer in answers.order_by("asked_for", "pk"):
        text = ": ".join(filter(None, (told[answer.answer], answer.note)))
        said[answer.equipment_id].append(f"{answer.asked_for.isoformat()} {text}")
    return {
        "last": [used.get(pk) for pk in machines],
        "answers": ["; ".join(said[pk]) or none for pk in machines],
    }
