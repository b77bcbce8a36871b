"""Hours, hectares and litres as one writes them: as many decimals as there are, no more."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format


def amount(value: Decimal | int | None) -> str:
    """``6``, ``1,5``; empty where nothing is recorded."""
    if value is None:
        return ""
    return number_format(f"{Decimal(value).normalize():f}")
