"""Ekspor tindak lanjut: the answers of a training, and who is to be asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import is_allowed, may
from core.exports.columns import (
    Cell,
    Chunk,
    Column,
    ExportSpec,
    add_list,
    each,
    headed,
    in_indonesian,
    in_order,
    ordinal,
)
from members.exports.cells import WITHHELD, choice, plain
from members.models import Relative
from training.exports.names import printed
from training.followup_page import INCOME, with_missed
from training.models import FollowUp, Participant
from training.models.due import due

PERSON = "participant__person"
WHO = ("person__name", "name")


def stage(name: str) -> Any:
    return lambda chunk: each(lambda n: in_indonesian(FollowUp.Stage(n).label), chunk[name])


def income(chunk: Chunk) -> Sequence[Cell]:
    hidden = in_indonesian(WITHHELD)
    rows = zip(chunk["income"], chunk["sees_income"], strict=True)
    return [amount if is_seen else hidden for amount, is_seen in rows]


def title_of(path: str) -> Column:
    return Column("training", _("name of the training"), plain(path), (path,), 36, is_fixed=True)


def group_of(path: str) -> Column:
    return Column("group", _("group"), plain(path), (path,), 28)


ANSWERS = (
    ordinal(),
    title_of("participant__training__title"),
    Column(
        "list_number", _("No. on the list"), plain("participant__number"), ("participant__number",)
    ),
    Column("name", _("name"), plain("printed"), (), 28, is_fixed=True),
    group_of("participant__through__group__name"),
    Column("stage", _("asked"), stage("months"), ("months",), 18, is_fixed=True, is_ours=True),
    Column("asked_on", _("asked on"), plain("asked_on"), ("asked_on",), 13, is_ours=True),
    Column(
        *("uses", _("uses it"), choice("uses", FollowUp.Uses), ("uses",), 20),
        is_fixed=True,
        is_ours=True,
    ),
    Column("why", _("why not"), choice("why", FollowUp.Why), ("why",), 20, is_ours=True),
    Column("note", _("in her words"), plain("note"), ("note",), 40),
    Column("income", _("more income a month (rupiah)"), income, ("income",), 20, is_ours=True),
)
DUE = (
    ordinal(),
    Column("name", _("name"), plain("printed"), (), 28, is_fixed=True),
    Column("relation", _("relation"), choice("relation", Relative.Relation), ("relation",), 14),
    group_of("through__group__name"),
    title_of("training__title"),
    Column("ended", _("last day"), plain("training__ends_on"), ("training__ends_on",), 13),
    Column("stage", _("asked"), stage("stage"), ("stage",), 18, is_fixed=True, is_ours=True),
    Column("missed", _("not met on"), plain("missed_on"), ("missed_on",), 13, is_ours=True),
)
USUAL_ANSWERS = tuple(column.key for column in ANSWERS if column.key != "list_number")
USUAL_DUE = tuple(column.key for column in DUE if column.key != "relation")


class AnswerExport(ExportSpec):
    """The file of answers; what she earns more only of those of whom the user may read it."""

    kind: ClassVar[str] = "training.followups"

    def __init__(self, user: Any, columns: Sequence[Column] = ANSWERS) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("Follow-up"))

    def load(self, ids: Sequence[int]) -> Chunk:
        who = [f"participant__{name}" for name in WHO]
        names = ("pk", PERSON, *who, "sees_income", *self.fields())
        rows = FollowUp.objects.filter(pk__in=ids).order_by()
        rows = rows.annotate(sees_income=is_allowed(FollowUp.access, self.user, INCOME))
        chunk = Chunk(names, in_order(ids, rows.values_list(*names)))
        if chunk.size:
            chunk.more["printed"] = _names(chunk, self.user, PERSON, who)
        return chunk


class DueExport(ExportSpec):
    """The file of who is to be asked, for whoever goes and asks."""

    kind: ClassVar[str] = "training.followups_due"

    def __init__(self, user: Any, columns: Sequence[Column] = DUE) -> None:
        self.user, self.columns = user, headed(columns)
        self.title = in_indonesian(_("To ask"))

    def load(self, ids: Sequence[int]) -> Chunk:
        names = ("pk", "person", *WHO, *self.fields())
        asked = due(Participant.objects.filter(pk__in=ids), timezone.localdate())
        rows = with_missed(asked).order_by()
        chunk = Chunk(names, in_order(ids, rows.values_list(*names)))
        if chunk.size:
            chunk.more["printed"] = _names(chunk, self.user, "person", WHO)
        return chunk


def _names(chunk: Chunk, user: Any, path: str, who: Sequence[str]) -> list[Cell]:
    hers, typed = who
    names = [name or other for name, other in zip(chunk[hers], chunk[typed], strict=True)]
    return printed(chunk, user, path=path, names=names)


def columns_for(user: Any) -> tuple[Column, ...]:
    """Those of the answers, without what she earns more for who may read it nowhere."""
    return tuple(column for column in ANSWERS if column.key != "income" or may(user, INCOME))


add_list(AnswerExport.kind, _("follow-ups"))
add_list(DueExport.kind, _("follow-ups to ask"))
