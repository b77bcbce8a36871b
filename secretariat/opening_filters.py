"""What the lists of openings, and of whom one may suit, can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.filters import ListFilters, pick, searching
from core.lists import Sort
from members.models.person_queries import PersonQuerySet
from secretariat.models import Opening
from secretariat.models.openings import OpeningQuerySet

DRAFT, OPEN, OVER, WITHDRAWN = "draft", "open", "over", "withdrawn"


class OpeningFilters(ListFilters):
    """Filters of the office's list of openings."""

    sorts = {
        "new": Sort(_("Written last"), ("-id",)),
        "until": Sort(_("Ends first"), ("until", "id")),
    }
    in_view = ("state", "kind")

    q = searching(_("Search openings"), _("Words of the title or the text"))
    state = pick(
        _("State"),
        [
            (OPEN, _("open for answers")),
            (DRAFT, _("draft")),
            (OVER, _("over")),
            (WITHDRAWN, _("withdrawn")),
        ],
        method="by_state",
    )
    kind = pick(_("Kind"), Opening.Kind.choices)

    def search(self, openings: OpeningQuerySet, name: str, text: str) -> OpeningQuerySet:
        return openings.filter(Q(title__icontains=text) | Q(text__icontains=text))

    def by_state(self, openings: OpeningQuerySet, name: str, state: str) -> OpeningQuerySet:
        today = timezone.localdate()
        if state in (OPEN, OVER):
            return openings.current(today) if state == OPEN else openings.over(today)
        return openings.drafts() if state == DRAFT else openings.withdrawn()


class FitFilters(ListFilters):
    """Whom an opening may suit, by name."""

    sorts = {"name": Sort(_("By name"), ("sort_key", "id"))}

    q = searching(_("Search"), _("Name"))

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def search(self, people: PersonQuerySet, name: str, text: str) -> PersonQuerySet:
        return people.search_as(self.user, text)
