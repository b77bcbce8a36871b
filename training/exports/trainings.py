"""Ekspor daftar pelatihan."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import Count, Sum
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from core.exports.columns import (
    Cell,
    Chunk,
    Column,
    ExportSpec,
    add_list,
    headed,
    in_indonesian,
    in_order,
    ordinal,
)
from institutions.models import Programme
from members.exports.cells import choice, plain, village
from training.listing import enrolled_in, organisers_of
from training.models import Session, Training


def certified(chunk: Chunk) -> Sequence[Cell]:
    yes, no = in_indonesian(_("yes")), in_indonesian(_("no"))
    return [yes if own else no for own in chunk["certifies"]]


COLUMNS = (
    ordinal(),
    Column("code", _("code"), plain("code"), ("code",), 13, is_fixed=True),
    Column("title", _("name of the training"), plain("title"), ("title",), 36, is_fixed=True),
    Column("topic", _("topic"), plain("topic__name"), ("topic__name",), 24),
    Column("starts_on", _("first day"), plain("starts_on"), ("starts_on",), 13, is_fixed=True),
    Column("ends_on", _("last day"), plain("ends_on"), ("ends_on",), 13),
    Column("state", _("state"), choice("state", Training.State), ("state",), 16),
    Column("reason", _("reason"), plain("state_reason"), ("state_reason",), 26),
    Column("place", _("place"), plain("place"), ("place",), 26),
    Column("village", _("village"), village("village__path"), ("village__path",), 26),
    Column("organisers", _("organisers"), plain("organisers"), (), 34),
    Column("office", _("recorded by"), plain("office__name"), ("office__name",), 30),
    Column("programme", _("programme"), plain("programme__name"), ("programme__name",), 26),
    Column("funding", _("funding"), choice("funding", Programme.Funding), ("funding",), 20),
    Column("sessions", _("sessions"), plain("sessions"), (), 9),
    Column("hours", _("hours"), plain("hours"), (), 9),
    Column("quota", _("quota"), plain("quota"), ("quota",), 9),
    Column("enrolled", _("participants"), plain("enrolled"), (), 11),
    Column("certifies", _("this office certifies it"), certified, ("certifies",), 14),
)
PARTS = ((_("Training"), COLUMNS),)
USUAL = tuple(column.key for column in COLUMNS if column.key not in ("reason", "office"))


class TrainingExport(ExportSpec):
    """The file of trainings; its figures of participants are of those whom the user may see."""

    kind: ClassVar[str] = "training.trainings"

    def __init__(self, user: Any, columns: Sequence[Column] = COLUMNS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Trainings"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", *self.fields())
        rows = Training.objects.filter(pk__in=ids).order_by().values_list(*names)
        chunk = Chunk(names, in_order(ids, rows))
        if chunk.size:
            chunk.more |= _looked_up(chunk["pk"], self.user)
        return chunk


def _looked_up(trainings: Sequence[int], user: Any) -> dict[str, Sequence[Cell]]:
    """Of each training who organises it, how many sessions it has, how many are enrolled."""
    organisers, enrolled = organisers_of(trainings), enrolled_in(trainings, user)
    held = Session.objects.held().filter(training__in=trainings).order_by()
    sums = held.values("training_id").annotate(number=Count("pk"), hours=Sum("hours"))
    found = {row["training_id"]: (row["number"], row["hours"]) for row in sums}
    none = (0, Decimal(0))
    return {
        "organisers": ["; ".join(organisers[pk]) for pk in trainings],
        "enrolled": [enrolled.get(pk, 0) for pk in trainings],
        "sessions": [found.get(pk, none)[0] for pk in trainings],
        "hours": [figure(found.get(pk, none)[1]) for pk in trainings],
    }


def figure(value: Decimal) -> Cell:
    """A number where it is whole, so that a spreadsheet can add it up."""
    return int(value) if value == int(value) else number_format(value.normalize())


add_list(TrainingExport.kind, _("Trainings"))
