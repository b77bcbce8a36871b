"""What the spellings of member lists can mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.indonesia import countries
from core.synonyms import SynonymKind, add_kinds
from members.imports.columns import columns
from members.imports.spellings import COLUMN, COUNTRY, EDUCATION, MEMBER, OFFICE, Spellings
from members.models import Membership, OfficeTerm, Person


def _columns() -> Iterable[tuple[str, Any]]:
    return [(column.key, column.label) for column in columns(Spellings())]


def _countries() -> Iterable[tuple[str, Any]]:
    return [item for item in countries().items() if item[0] != "ID"]


def _offices() -> Iterable[tuple[str, Any]]:
    return [*OfficeTerm.Office.choices, (MEMBER, Membership.Status.MEMBER.label)]


add_kinds(
    SynonymKind(COLUMN, _("column of a member list"), _columns),
    SynonymKind(OFFICE, _("office"), _offices),
    SynonymKind(EDUCATION, _("education"), lambda: Person.Education.choices),
    SynonymKind(COUNTRY, _("country"), _countries),
)
