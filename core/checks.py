"""Named constraints on partial dates: that each exists, and that two can follow one another."""

from __future__ import annotations

from typing import Any

from django.db.models import CheckConstraint, F, Q
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from core.functions import PartialFirst, PartialIsValid, PartialLast


def partial_date_is_valid(field: str, *, name: str) -> CheckConstraint:
    """The constraint that a partial date is one, or is missing."""
    return CheckConstraint(
        condition=Q(PartialIsValid(F(field))),
        name=name,
        violation_error_message=_("Write a date that exists, for example 2015 or 11 May 1993."),
    )


def partial_dates_in_order(earlier: str, later: str, *, name: str, message: Any) -> CheckConstraint:
    """The constraint that the later of two partial dates can follow the earlier, if both stand."""
    return CheckConstraint(
        condition=Q(GreaterThanOrEqual(PartialLast(F(later)), PartialFirst(F(earlier)))),
        name=name,
        violation_error_message=message,
    )
