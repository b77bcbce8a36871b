"""What the list of decrees can be narrowed to."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from aid.filters.proposals import years_since_first
from core.filters import ListFilters
from core.lists import Sort
from members.filters import pick, searching


class DecreeFilters(ListFilters):
    """Filters of the list of decrees."""

    sorts = {
        "new": Sort(_("Newest first"), ("-date", "-id")),
        "old": Sort(_("Oldest first"), ("date", "id")),
    }
    in_view = ("year",)
    chip_words = {"year": _("Decreed in %(value)s")}

    q = searching(_("Search decrees"), _("Number, issuer or subject"))
    year = pick(_("Year"), field_name="date__year")

    def __init__(self, data: QueryDict, queryset: Any) -> None:
        super().__init__(data, queryset)
        self.offer("year", years_since_first(queryset, "date"))

    def search(self, decrees: Any, name: str, text: str) -> Any:
        return decrees.filter(
            Q(number__icontains=text) | Q(issuer__icontains=text) | Q(title__icontains=text)
        )
