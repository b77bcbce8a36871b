"""Paket auditor: what its page tells of the year that is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from aid.audit_pack import TABLES
from aid.audit_rows import ACT, AuditRows
from aid.forms.audit import AuditYearForm
from core.access import scopes_of
from core.exports.pack import file_name
from core.lists import Count
from regions.models import Region

# The file's name, in whatever language the page is read.
TITLE = "Paket auditor"


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The year and region that are looked at; ``rows`` is None where none was understood."""

    chooser: AuditYearForm
    rows: AuditRows | None
    place: str
    facts: list[dict[str, Any]]
    files: int
    refusal: str

    @property
    def year(self) -> str:
        """In figures, not as an amount."""
        return str(self.rows.year) if self.rows else ""

    @property
    def number(self) -> Count:
        return Count(self.files)

    @property
    def in_words(self) -> str:
        """For the log: the year and the region."""
        return f"{self.year} · {self.place}" if self.rows else ""

    @property
    def title(self) -> str:
        return file_name(f"{TITLE} {self.in_words.replace(' ·', '')}")


def own_regions(user: Any) -> dict[str, str]:
    """The regions in which this user may take the pack out, by code."""
    codes = {scope.area for scope in scopes_of(user, ACT) if scope.area}
    regions = Region.objects.filter(code__in=codes).order_by("code")
    return dict(regions.values_list("code", "path"))


def build(asked: Mapping[str, str], user: Any) -> AuditPage:
    """What lies in the year that is asked for, else in the last one that has ended."""
    regions = own_regions(user)
    data = asked if "year" in asked else {"year": str(timezone.localdate().year - 1)}
    chooser = AuditYearForm(data, regions=regions)
    if not chooser.is_valid():
        return AuditPage(chooser, None, "", [], 0, _("Choose the year and the region first."))
    area = chooser.cleaned_data["area"]
    rows = AuditRows(user, chooser.cleaned_data["year"], area)
    place = regions[area] if area else "; ".join(regions.values())
    if rows.is_empty():
        refusal = _("Nothing is recorded for %(year)s here. Choose another year.")
        return AuditPage(chooser, rows, place, [], 0, refusal % {"year": rows.year})
    papers, visits, files = rows.papers.count(), rows.visits.count(), rows.files()
    facts = _facts(rows, papers, visits, files)
    return AuditPage(chooser, rows, place, facts, TABLES + papers + visits + files, "")


def _facts(rows: AuditRows, papers: int, visits: int, files: int) -> list[dict[str, Any]]:
    """How much of each kind the pack holds."""
    counts = (
        (_("lines of proposals"), rows.lines.count()),
        (_("visits"), visits),
        (_("decrees of aid"), rows.decrees.count()),
        (_("handovers"), papers),
        (_("scans and photos"), files),
        (_("equipment"), rows.machines.count()),
        (_("custody"), rows.custodies.count()),
        (_("inspections"), rows.inspections.count()),
        (_("machines that were used"), rows.used.count()),
        (_("machines without a use"), rows.unused.count()),
    )
    return [{"label": capfirst(label), "value": Count(number)} for label, number in counts]
