"""What of people and of groups can be changed together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.bulk_edit.fields import ActField, Answer, ColumnField, Row
from core.bulk_edit.lists import BulkList, add_bulk
from core.filters import LightSelect
from institutions.models import Institution
from members import services
from members.filters import GroupFilters, PersonFilters, areas_of
from members.forms.fields import GroupField, PlainField, ThreeDigitsField, past_date, today
from members.forms.memberships import LeaveForm
from members.models import Group, Membership, Person
from regions.forms import RegionField

CHANGE_PERSON, CHANGE_GROUP = "members.change_person", "members.change_group"
BULK_EDIT = "members.bulk_edit"
DO_IT = gettext_lazy("do this")


def select(choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    """One of a few answers; none of them is chosen beforehand."""
    return forms.ChoiceField(choices=[("", "—"), *choices], widget=LightSelect())


def of_column(model: Any, name: str, act: str, **kwargs: Any) -> ColumnField:
    """A column with fixed choices, or of plain text."""
    column = model._meta.get_field(name)
    if column.choices:
        kwargs.setdefault("make", lambda user: select(column.choices))
    kwargs.setdefault("make", lambda user: PlainField(max_length=column.max_length))
    return ColumnField(column, act, **kwargs)


def village_field(user: Any) -> RegionField:
    return RegionField(near=next(iter(areas_of(user, CHANGE_PERSON)), ""))


class OfMembership(ActField):
    """A change of the open membership."""

    def columns(self) -> dict[str, Any]:
        stays = Membership.objects.open().filter(person=OuterRef("pk"))
        read = ("status", "group", "group__name")
        return {f"stay_{name}": Subquery(stays.values(name)[:1]) for name in read}

    def refusal(self, row: Row, answer: Answer) -> str:
        return "" if row["stay_group"] else _("Belongs to no group now.")

    def before(self, row: Row) -> str:
        return row["stay_group__name"] or ""


class StatusField(OfMembership):
    key, label, act = "status", gettext_lazy("Status in the group"), "members.join_group"
    excludes = ("leave",)

    def questions(self, user: Any, rows: Any) -> dict[str, forms.Field]:
        return {"": select(Membership.Status.choices)}

    def is_same(self, row: Row, answer: Answer) -> bool:
        return bool(row["stay_status"] == answer.value)

    def before(self, row: Row) -> str:
        return str(dict(Membership.Status.choices).get(row["stay_status"], ""))

    def write(self, ids: Sequence[int], answer: Answer, actor: Any) -> None:
        services.change_status_together(people=ids, status=answer.value)


class MoveField(OfMembership):
    """To another group of the region, on one day."""

    key, label, act = "group", gettext_lazy("Move to another group"), "members.move_person"
    excludes, does = ("leave",), DO_IT

    def questions(self, user: Any, rows: Any) -> dict[str, forms.Field]:
        moved = past_date(gettext_lazy("Moved on"), required=True, initial=today)
        return {"": GroupField(label=gettext_lazy("To the group")), "moved": moved}

    def is_same(self, row: Row, answer: Answer) -> bool:
        return bool(row["stay_group"] == answer.value.pk)

    def write(self, ids: Sequence[int], answer: Answer, actor: Any) -> None:
        services.move_together(people=ids, to_group=answer.value, moved=answer.more["moved"])


class LeaveField(OfMembership):
    """Out of the group: when, why, and who keeps the file."""

    key, label, act = "leave", gettext_lazy("Leave the group"), "members.leave_group"
    excludes, does = ("group", "status"), DO_IT

    def questions(self, user: Any, rows: Any) -> dict[str, forms.Field]:
        reason = select(LeaveForm.REASONS)
        reason.label = gettext_lazy("Reason")
        asked = LeaveForm.base_fields
        keeper = select(asked["keeper"].choices)  # type: ignore[attr-defined]
        keeper.label = asked["keeper"].label
        left = past_date(asked["left"].label, required=True, initial=today)
        return {"": reason, "left": left, "keeper": keeper}

    def is_same(self, row: Row, answer: Answer) -> bool:
        return False

    def write(self, ids: Sequence[int], answer: Answer, actor: Any) -> None:
        services.leave_together(
            people=ids,
            left=answer.more["left"],
            reason=answer.value,
            still_served=answer.more["keeper"] == "group",
        )


class PeopleBulk(BulkList):
    """People: where they live, their group, what several have in common."""

    model, act = Person, BULK_EDIT
    name, list_name = "members:person_bulk", "members:person_list"
    list_label = gettext_lazy("Members & migrants")
    named_by = ("name",)
    fields = (
        of_column(Person, "village", CHANGE_PERSON, make=village_field, shown="village__path"),
        of_column(Person, "hamlet", CHANGE_PERSON),
        of_column(Person, "rt", CHANGE_PERSON, make=lambda user: ThreeDigitsField()),
        of_column(Person, "rw", CHANGE_PERSON, make=lambda user: ThreeDigitsField()),
        of_column(Person, "education", CHANGE_PERSON),
        of_column(Person, "marital_status", CHANGE_PERSON),
        StatusField(),
        MoveField(),
        LeaveField(),
    )

    def filters(self, query: QueryDict, user: Any) -> PersonFilters:
        return PersonFilters(query, self.rows(user), user=user, act=self.act)


class StateField(ActField):
    """Active or not; a group is dissolved on its page, where everything open gets an answer."""

    key, label, act = "state", gettext_lazy("State"), CHANGE_GROUP

    def questions(self, user: Any, rows: Any) -> dict[str, forms.Field]:
        lasting = [choice for choice in Group.State.choices if choice[0] != Group.State.DISSOLVED]
        reason = PlainField(label=gettext_lazy("Reason"), max_length=300, required=False)
        since = past_date(gettext_lazy("In this state since"))
        return {"": select(lasting), "since": since, "reason": reason}

    def columns(self) -> dict[str, Any]:
        return {"state": None}

    def refusal(self, row: Row, answer: Answer) -> str:
        is_dissolved = row["state"] == Group.State.DISSOLVED
        return _("Is dissolved, and stays so.") if is_dissolved else ""

    def is_same(self, row: Row, answer: Answer) -> bool:
        return bool(row["state"] == answer.value)

    def before(self, row: Row) -> str:
        return str(Group.State(row["state"]).label)

    def write(self, ids: Sequence[int], answer: Answer, actor: Any) -> None:
        services.change_state_together(
            groups=ids,
            state=answer.value,
            since=answer.more["since"],
            reason=answer.more["reason"],
        )


def coach_field(user: Any) -> forms.ModelChoiceField:
    offices = Institution.objects.serving(areas_of(user, CHANGE_GROUP))
    return forms.ModelChoiceField(queryset=offices, to_field_name="code", empty_label="—")


class GroupsBulk(BulkList):
    """Groups: their state, who coaches them."""

    model, act = Group, BULK_EDIT
    name, list_name = "members:group_bulk", "members:group_list"
    list_label = gettext_lazy("Groups")
    named_by = ("name", "village__name")
    fields = (
        StateField(),
        of_column(Group, "coached_by", CHANGE_GROUP, make=coach_field, shown="coached_by__name"),
        of_column(Group, "kind", CHANGE_GROUP),
        of_column(Group, "commodities", CHANGE_GROUP),
    )

    def filters(self, query: QueryDict, user: Any) -> GroupFilters:
        return GroupFilters(query, self.rows(user).with_member_count(), user=user, act=self.act)


PEOPLE = add_bulk(PeopleBulk())
GROUPS = add_bulk(GroupsBulk())
