"""When two records of a member are merged, her account goes on with the membership that stays."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment
from core.merging import Merge, MergePart, add_merge
from members.merging import open_memberships
from members.models import Person


def _roles(person: Person) -> int:
    return Assignment.objects.filter(membership__person=person).count()


def _move(merge: Merge) -> None:
    """A role holds only as long as its membership: it follows within the group."""
    both = open_memberships(merge)
    if both is None or both[0].group_id != both[1].group_id:
        return
    stays, ends = both
    Assignment.objects.filter(membership=ends).update(membership=stays)


add_merge(
    MergePart(
        key="accounts",
        label=_("Accounts"),
        fields=(),
        count=_roles,
        move=_move,
        # Before the membership that it follows ends.
        order=5,
    )
)
