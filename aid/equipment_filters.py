"""What the list of equipment can be narrowed to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.models import Condition, Equipment, GoodsKind, Title
from aid.models.equipment_queries import EquipmentQuerySet
from core.access import area_q
from core.filters import ListFilters
from core.lists import Sort
from members.filters import areas_of, group_choices, pick, searching
from members.models import Group
from regions.places import opened_places, place_words

AT_WORK = "at_work"


class EquipmentFilters(ListFilters):
    """Filters of the list of equipment."""

    sorts = {
        "new": Sort(_("Recorded last"), ("-id",)),
        "group": Sort(_("By group"), ("group__sort_key", "id")),
        "kind": Sort(_("By kind"), ("kind__key", "id")),
        "changed": Sort(_("Changed last"), ("-changed_at", "-id")),
    }
    in_view = ("place", "kind", "condition", "care")
    chip_words = {"place": place_words}
    cares: dict[str, Callable[[EquipmentQuerySet], EquipmentQuerySet]] = {
        "fault": EquipmentQuerySet.with_open_fault,
        "overdue": lambda pieces: pieces.overdue(timezone.localdate()),
        "due": lambda pieces: pieces.due_soon(timezone.localdate()),
        "custodian": EquipmentQuerySet.without_custodian,
        "photo": EquipmentQuerySet.without_photo,
    }

    q = searching(_("Search equipment"), _("Kind, brand, serial number or group"))
    place = pick(_("Place"), method="by_place")
    group = pick(_("Group"), field_name="group__code")
    kind = pick(_("Kind of goods"), field_name="kind_id")
    condition = pick(_("Condition"), Condition.choices)
    care = pick(
        _("What it needs"),
        [
            ("fault", _("fault reported")),
            ("overdue", _("upkeep overdue")),
            ("due", _("upkeep due within 30 days")),
            ("custodian", _("no custodian")),
            ("photo", _("no photo")),
        ],
        method="by_care",
    )
    state = pick(
        _("State"),
        [(AT_WORK, _("not ended")), *Equipment.State.choices],
        method="by_state",
    )
    title = pick(_("Title"), Title.choices)

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        place = data.get("place", "")
        self.offer("place", opened_places(areas_of(user, act), place))
        groups = group_choices(
            Group.objects.allowed(user, "members.view_group"), place, data.get("group", "")
        )
        self.has_one_group = len(groups) == 1 and "place" not in self.filters
        self.offer("group", [] if self.has_one_group else groups)
        kinds = list(GoodsKind.objects.only("name", "key", "handling"))
        self.offer("kind", [(str(kind.pk), kind.name) for kind in kinds if kind.is_tracked])
        self.kind_keys = {kind.pk: kind.key for kind in kinds}

    def search(self, pieces: Any, name: str, text: str) -> Any:
        return pieces.search(text, self.kind_keys)

    def by_place(self, pieces: Any, name: str, code: str) -> Any:
        return pieces.filter(area_q("group__village_id", code))

    def by_care(self, pieces: Any, name: str, need: str) -> Any:
        return self.cares[need](pieces)

    def by_state(self, pieces: Any, name: str, state: str) -> Any:
        return pieces.at_work() if state == AT_WORK else pieces.filter(state=state)
