"""What an office should know before it decrees a line; said beside it, and no hindrance.

State auditors wrote these up: groups that nobody confirmed, that SIMLUHTAN does not know, that
are not led, and a second machine for a group whose first one stands idle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aid.models import Condition, Equipment, ProposalLine
from members.models import Group


def warnings_of(lines: Sequence[ProposalLine]) -> dict[int, list[str]]:
    """Sentences for each line (by its id), in a constant number of queries.

    The lines bring their proposal with its group, and their kind.
    """
    groups = {line.proposal.group_id for line in lines}
    if not groups:
        return {}
    rows = Group.objects.filter(pk__in=groups)
    unconfirmed = set(rows.without_decree().values_list("pk", flat=True))
    unled = set(rows.without_officers().values_list("pk", flat=True))
    owned = machines_of(groups)
    found = {}
    for line in lines:
        group = line.proposal.group
        said = [
            group.pk in unconfirmed and _("The group has no decree of confirmation."),
            not group.simluhtan_id and _("The group is not in SIMLUHTAN."),
            group.pk in unled and _("Chair, secretary or treasurer is missing."),
            _about(owned.get((group.pk, line.kind_id))),
        ]
        found[line.pk] = [sentence for sentence in said if sentence]
    return found


@dataclass(slots=True)
class Owned:
    """How many pieces of a kind a group has, and how many of them stand idle."""

    number: int = 0
    idle: int = 0


def machines_of(groups: Iterable[int]) -> dict[tuple[int, int], Owned]:
    """By group and kind (ids): the pieces at work.

    Idle is what is broken, under repair, or has long not been used in the season.
    """
    found: dict[tuple[int, int], Owned] = {}
    pieces = Equipment.objects.at_work().filter(group__in=groups)
    unused = set(pieces.idle().values_list("pk", flat=True))
    for pk, group, kind, state, condition in pieces.values_list(
        "pk", "group_id", "kind_id", "state", "condition"
    ):
        owned = found.setdefault((group, kind), Owned())
        owned.number += 1
        is_broken = state != Equipment.State.IN_USE or condition == Condition.HEAVY_DAMAGE
        owned.idle += is_broken or pk in unused
    return found


def _about(owned: Owned | None) -> str:
    if owned is None:
        return ""
    if owned.idle:
        words = ngettext(
            "The group has %(n)d piece of this kind already; %(idle)d of them is not used.",
            "The group has %(n)d pieces of this kind already; %(idle)d of them are not used.",
            owned.number,
        )
        return words % {"n": owned.number, "idle": owned.idle}
    words = ngettext(
        "The group has %(n)d piece of this kind already.",
        "The group has %(n)d pieces of this kind already.",
        owned.number,
    )
    return words % {"n": owned.number}
