"""What follows from a harvest: yield per hectare, revenue, margin; and what looks mistyped."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core import display
from secretariat.models import Commodity

Row = dict[str, Any]

# Rupiah for a kilogram; above it the price of the whole harvest was most likely typed.
HIGH_PRICE = 400_000
KG_A_TONNE = 1000


def tonnes(value: Decimal | None) -> str:
    """``4,8 t/ha``; empty where the area is not known."""
    return f"{number_format(round(value, 1))} t/ha" if value is not None else ""


def kilos(value: Decimal | int | None) -> str:
    """``1.200 kg``, with parts of a kilogram only where there are any."""
    if value is None:
        return ""
    number = f"{Decimal(value).normalize():f}"
    return f"{number_format(number, use_l10n=True, force_grouping=True)} kg"


def per_hectare(kg: Decimal | None, hectares: Decimal | None) -> Decimal | None:
    """Tonnes per hectare."""
    return kg / hectares / KG_A_TONNE if kg is not None and hectares else None


def whole(rupiah: Decimal | int | None) -> str:
    """Whole rupiah."""
    return "" if rupiah is None else display.rupiah(round(Decimal(rupiah)))


@dataclass(frozen=True, slots=True)
class Figures:
    """What was typed of one harvest."""

    commodity: Commodity
    kg: Decimal
    hectares: Decimal | None
    price: int | None
    cost: int | None

    @property
    def key(self) -> str:
        """Names these figures: who has seen what follows from them has seen this."""
        parts = (self.commodity.pk, self.kg, self.hectares, self.price, self.cost)
        return "/".join("" if part is None else f"{part:f}" for part in map(_plain, parts))

    @property
    def a_hectare(self) -> Decimal | None:
        return per_hectare(self.kg, self.hectares)

    @property
    def revenue(self) -> Decimal | None:
        return self.kg * self.price if self.price is not None else None

    @property
    def margin(self) -> Decimal | None:
        revenue = self.revenue
        return revenue - self.cost if revenue is not None and self.cost is not None else None

    def facts(self) -> list[Row]:
        """For the reader to compare with what she knows."""
        unknown = _("unknown")
        return [
            {"label": _("Harvest"), "value": f"{self.commodity}, {kilos(self.kg)}"},
            {"label": _("Yield per hectare"), "value": tonnes(self.a_hectare) or unknown},
            {"label": _("Revenue"), "value": whole(self.revenue) or unknown},
            {"label": _("Margin"), "value": whole(self.margin) or unknown},
        ]

    def warnings(self) -> list[str]:
        """What is hardly possible; it may be saved all the same."""
        found = []
        most, a_hectare = self.commodity.most_yield, self.a_hectare
        if a_hectare is not None and most is not None and a_hectare > most:
            words = _(
                "%(yield)s of %(commodity)s is more than ever comes from a hectare."
                " Look at kilograms and hectares again: 0,25 is a quarter of a hectare."
            )
            found.append(words % {"yield": tonnes(a_hectare), "commodity": self.commodity})
        if self.price is not None and self.price > HIGH_PRICE:
            words = _("%(price)s is a very high price for one kilogram. Is it that of the whole?")
            found.append(words % {"price": whole(self.price)})
        return found


def _plain(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value).normalize()
