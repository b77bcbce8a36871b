"""What the queue of the desk can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.access import area_q
from core.filters import ListFilters, pick, searching
from core.lists import Sort
from members.filters import areas_of, group_choices, years_of
from members.models import Group
from regions.places import opened_places, place_words
from secretariat.models import Service, ServiceTopic, Urgency
from secretariat.models.services import ServiceQuerySet

OPEN, LATE = "waiting", "late"


class ServiceFilters(ListFilters):
    """Filters of the queue: the urgent first, of them the oldest."""

    sorts = {
        "queue": Sort(_("Urgent and oldest first"), ("-rank", "opened_on", "id")),
        "new": Sort(_("Newest first"), ("-opened_on", "-id")),
    }
    in_view = ("state", "topic", "urgency", "place")
    chip_words = {"place": place_words, "year": _("Year %(value)s")}

    q = searching(_("Search the desk"), _("Name of who asked, or code"))
    state = pick(_("State"), [(OPEN, _("not closed")), *Service.State.choices], method="by_state")
    topic = pick(_("Topic"), field_name="topic__key")
    urgency = pick(_("Urgency"), [(str(n), label) for n, label in Urgency.choices])
    place = pick(_("Place"), method="by_place")
    due = pick(_("Due"), [(LATE, _("overdue"))], method="by_due")
    group = pick(_("Group"), field_name="group__code")
    year = pick(_("Year"), field_name="opened_on__year")

    def __init__(self, data: QueryDict, queryset: Any, *, user: Any, act: str) -> None:
        super().__init__(data, queryset)
        self.offer("topic", ServiceTopic.objects.values_list("key", "name"))
        self.offer("place", opened_places(areas_of(user, act), data.get("place", "")))
        groups = Group.objects.allowed(user, act)
        chosen = data.get("group", "")
        self.offer("group", group_choices(groups, data.get("place", ""), chosen))
        self.offer("year", years_of(queryset, "opened_on"))

    def search(self, services: ServiceQuerySet, name: str, text: str) -> ServiceQuerySet:
        return services.search(text)

    def by_state(self, services: ServiceQuerySet, name: str, state: str) -> ServiceQuerySet:
        return services.open() if state == OPEN else services.filter(state=state)

    def by_place(self, services: ServiceQuerySet, name: str, code: str) -> ServiceQuerySet:
        return services.filter(area_q("region_id", code))

    def by_due(self, services: ServiceQuerySet, name: str, due: str) -> ServiceQuerySet:
        return services.overdue()
