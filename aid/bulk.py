"""What of equipment and of proposals can be changed together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Subquery
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid import care, custody, ending
from aid.equipment_filters import EquipmentFilters
from aid.filters.proposals import ProposalFilters
from aid.forms.equipment_acts import ANSWERS
from aid.models import Custody, Equipment, Proposal, ProposalLine
from aid.services import DECIDED
from core.bulk_edit.fields import ActField, Answer, ColumnField, Row
from core.bulk_edit.lists import BulkList, add_bulk
from institutions.forms import ProgrammeField
from members.bulk import DO_IT, of_column, select
from members.forms.fields import DayField, PlainField
from members.models import Group

CHANGE, BULK_EDIT = "aid.change_equipment", "aid.bulk_edit"


def programme_of(model: Any, act: str, **kwargs: Any) -> ColumnField:
    column = model._meta.get_field("programme")
    return ColumnField(
        column, act, make=lambda user: ProgrammeField(), shown="programme__name", **kwargs
    )


class OfPiece(ActField):
    """Something that happens to a piece; an ended one is read only."""

    def columns(self) -> dict[str, Any]:
        return {"state": None}

    def refusal(self, row: Row, answer: Answer) -> str:
        is_ended = row["state"] == Equipment.State.ENDED
        return _("Has ended. Nothing more is recorded of it.") if is_ended else ""


class ConditionField(OfPiece):
    """As somebody saw them today, or away for repair."""

    key, label, act = "condition", gettext_lazy("Condition"), "aid.report_condition"
    excludes = ("end",)

    def questions(self, user: Any, rows: Any) -> dict[str, forms.Field]:
        return {"": select(ANSWERS)}

    def columns(self) -> dict[str, Any]:
        return {"state": None, "condition": None}

    def _now(self, row: Row) -> str:
        is_away = row["state"] == Equipment.State.IN_REPAIR
        return care.IN_REPAIR if is_away else row["condition"]

    def is_same(self, row: Row, answer: Answer) -> bool:
        return self._now(row) == answer.value

    def before(self, row: Row) -> str:
        return str(dict(ANSWERS)[self._now(row)])

    def write(self, ids: Sequence[int], answer: Answer, actor: Any) -> None:
        care.report_condition_together(actor=actor, pieces=ids, answer=answer.value)


class CustodianField(OfPiece):
    """A member of the one group whose pieces these are; clearing gives them up."""

    key, label, act = "custodian", gettext_lazy("Custodian"), "aid.change_custody"
    excludes = ("end",)

    def is_offered(self, rows: Any) -> bool:
        return rows.order_by().values("group").distinct()[:2].count() == 1

    def questions(self, user: Any, rows: Any) -> dict[str, forms.Field]:
        group = Group.objects.filter(pk__in=rows.order_by().values("group")).get()
        people = custody.members_of(group).order_by("sort_key", "id")
        who = forms.ModelChoiceField(queryset=people, to_field_name="code", empty_label="—")
        return {"": who, "since": DayField(label=_("Since"), initial=timezone.localdate)}

    def columns(self) -> dict[str, Any]:
        held = Custody.objects.open().filter(equipment=OuterRef("pk"))
        read = {name: Subquery(held.values(name)[:1]) for name in ("person", "person__name")}
        return super().columns() | {f"held_{name}": each for name, each in read.items()}

    def is_same(self, row: Row, answer: Answer) -> bool:
        return bool(row["held_person"] == answer.value.pk)

    def before(self, row: Row) -> str:
        return row["held_person__name"] or ""

    def write(self, ids: Sequence[int], answer: Answer, actor: Any) -> None:
        for piece in Equipment.objects.filter(pk__in=ids).order_by("pk"):
            held = Custody.objects.open().filter(equipment=piece, person=answer.value)
            if not held.exists():
                since = answer.more["since"]
                custody.change_custody(equipment=piece, person=answer.value, since=since)


class EndField(OfPiece):
    """How they ended: equipment is never deleted."""

    key, label, act = "end", gettext_lazy("End with a reason"), "aid.end_equipment"
    excludes, does = ("condition", "custodian"), DO_IT

    def questions(self, user: Any, rows: Any) -> dict[str, forms.Field]:
        how = select([(end.value, end.label) for end in ending.BY_HAND])
        how.label = _("How it ended")
        reason = PlainField(label=_("Reason"), max_length=300)
        day = DayField(label=_("Ended on"), initial=timezone.localdate)
        return {"": how, "day": day, "reason": reason}

    def is_same(self, row: Row, answer: Answer) -> bool:
        return False

    def before(self, row: Row) -> str:
        return str(Equipment.State(row["state"]).label)

    def write(self, ids: Sequence[int], answer: Answer, actor: Any) -> None:
        for piece in Equipment.objects.filter(pk__in=ids).order_by("pk"):
            ending.end_equipment(actor=actor, equipment=piece, kind=answer.value, **answer.more)


class EquipmentBulk(BulkList):
    """Equipment: how it is, who answers for it, what it was paid from, how it ended."""

    model, act = Equipment, BULK_EDIT
    name, list_name = "aid:equipment_bulk", "aid:equipment_list"
    list_label = gettext_lazy("Equipment")
    named_by = ("kind__name", "brand", "serial", "group__name")
    fields = (
        ConditionField(),
        CustodianField(),
        programme_of(Equipment, CHANGE),
        of_column(Equipment, "funding", CHANGE),
        of_column(Equipment, "title", CHANGE),
        of_column(Equipment, "place", CHANGE),
        EndField(),
    )

    def filters(self, query: QueryDict, user: Any) -> EquipmentFilters:
        return EquipmentFilters(query, self.rows(user), user=user, act=self.act)


class ProposalsBulk(BulkList):
    """Proposals: from which programme they would be paid, while no office has decided."""

    model, act = Proposal, BULK_EDIT
    name, list_name = "aid:proposal_bulk", "aid:proposal_list"
    list_label = gettext_lazy("Equipment aid")
    named_by = ("group__name", "proposed_on")
    fields = (
        programme_of(
            Proposal,
            "aid.change_proposal",
            rule=lambda row: str(DECIDED) if row["is_decided"] else "",
            reads={
                "is_decided": Exists(ProposalLine.objects.decided().filter(proposal=OuterRef("pk")))
            },
        ),
    )

    def filters(self, query: QueryDict, user: Any) -> ProposalFilters:
        return ProposalFilters(query, self.rows(user), user=user, act=self.act)


EQUIPMENT = add_bulk(EquipmentBulk())
PROPOSALS = add_bulk(ProposalsBulk())
