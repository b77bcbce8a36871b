"""Writing down a harvest: commodity, hectares, kilograms, price; the rest may stay empty."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from crispy_forms.layout import Column, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.forms.amounts import AmountField
from aid.forms.rupiah import RupiahField
from aid.models import Season
from aid.models.seasons import MOST_SEASONS
from core.forms import ActForm, RowForm
from core.partial_dates import from_date
from members.forms.fields import EARLIEST_DAY, GroupField, PlainField, past_date
from members.models import Membership, Person
from secretariat.harvest_figures import Figures
from secretariat.models import Commodity, Harvest
from secretariat.models.harvests import MOST_HECTARES, MOST_KG, OUT_OF_ORDER

# As ``Figures`` takes them.
FIGURES = ("commodity", "quantity_kg", "area_ha", "price_per_kg", "cost")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", re.ASCII)


class KiloField(AmountField):
    """Kilograms as they are written: "1.200", "1200" and "1.200,5"."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "number": _("Write the kilograms as a number, for example 1.200."),
        "required": _("Write how many kilograms were harvested."),
        "too_much": _("Write kilograms from 0 to 100,000,000."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.required = True

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and _THOUSANDS.fullmatch(value.strip()):
            value = value.replace(".", "")
        found = super().to_python(value)
        if found is not None and found > MOST_KG:
            raise ValidationError(self.error_messages["too_much"], code="too_much")
        return found


class HectareField(AmountField):
    """Hectares above zero."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "range": _("Write hectares up to 1,000, above zero."),
    }

    def to_python(self, value: Any) -> Any:
        found = super().to_python(value)
        if found is not None and not 0 < found <= MOST_HECTARES:
            raise ValidationError(self.error_messages["range"], code="range")
        return found


class HarvestGroupForm(ActForm):
    """Whose harvest is written down: asked of who works for several groups."""

    group = GroupField()


class HarvestForm(RowForm):
    """One harvest of a group. What follows from the figures is shown once before it is saved."""

    commodity = forms.ModelChoiceField(
        label=_("Commodity"),
        queryset=Commodity.objects.all(),
        to_field_name="key",
        empty_label="—",
        error_messages={"required": _("Choose the commodity.")},
    )
    area_ha = HectareField(
        label=_("Area (ha)"), help_text=_("0,25 is a quarter of a hectare, or 2,500 m².")
    )
    quantity_kg = KiloField(label=_("Harvest (kg)"))
    price_per_kg = RupiahField(label=_("Price per kg (rupiah)"), required=False)
    harvested_on = past_date(_("Harvested"), required=True, earliest=EARLIEST_DAY)
    person = forms.ModelChoiceField(
        label=_("Whose harvest"),
        queryset=Person.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("the group's together"),
    )
    cost = RupiahField(
        label=_("Cost (rupiah)"),
        required=False,
        help_text=_("Seed, fertiliser, medicine, wages, rent: together."),
    )
    season = forms.ModelChoiceField(
        label=_("Season"), queryset=Season.objects.none(), required=False, empty_label="—"
    )
    planted_on = past_date(_("Planted"))
    note = PlainField(label=_("Note"), max_length=300, required=False)
    checked = forms.CharField(required=False, widget=forms.HiddenInput, max_length=120)

    class Meta:
        model = Harvest
        fields = [
            *("commodity", "area_ha", "quantity_kg", "price_per_kg", "harvested_on", "person"),
            *("cost", "season", "planted_on", "note"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown: Figures | None = None
        self.fields["person"].queryset = self._members().allowed(self.user, self.act)
        self.fields["season"].queryset = self._seasons()
        if self.instance.pk is None:
            self._suggest()
        else:
            self.initial["commodity"] = self.instance.commodity
            self.initial["person"] = self.instance.person
        self.helper.layout = self._layout()

    def _suggest(self) -> None:
        """Today, and what this group harvested the last time."""
        self.initial["harvested_on"] = from_date(timezone.localdate())
        rows = Harvest.objects.standing().filter(group=self.instance.group)
        last = rows.select_related("commodity").order_by("-id").first()
        if last is not None:
            self.initial["commodity"] = last.commodity

    def _members(self) -> Any:
        """The members of the group, and whoever is named already."""
        members = Membership.objects.open().filter(group=self.instance.group_id)
        found = Q(pk__in=members.values("person"))
        if self.instance.person_id:
            found |= Q(pk=self.instance.person_id)
        return Person.objects.filter(found).order_by("sort_key", "id")

    def _seasons(self) -> Any:
        latest = Season.objects.order_by("-start").values("pk")[:MOST_SEASONS]
        return Season.objects.filter(Q(pk__in=latest) | Q(pk=self.instance.season_id))

    def _layout(self) -> Layout:
        rest = ("cost", "season", "planted_on", "note")
        return Layout(
            "commodity",
            Row(Column("quantity_kg"), Column("area_ha")),
            "price_per_kg",
            "harvested_on",
            "person",
            Fieldset(_("May stay empty"), *rest),
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        planted, harvested = (
            self.cleaned_data.get(f"{day}_on") for day in ("planted", "harvested")
        )
        if planted and harvested and not harvested.can_follow(planted):
            self.add_error("planted_on", OUT_OF_ORDER)
        return self.cleaned_data

    def try_save(self) -> Any:
        """None, with what follows in ``shown``, where the user has not seen it yet."""
        if not self.is_valid():
            return None
        figures = self._figures()
        if self._is_news(figures):
            self.shown = figures
            self.data = self.data.copy()
            self.data[self.add_prefix("checked")] = figures.key
            return None
        return super().try_save()

    def _figures(self) -> Figures:
        return Figures(*(self.cleaned_data[name] for name in FIGURES))

    def _is_news(self, figures: Figures) -> bool:
        changed = self.instance.pk is None or set(FIGURES) & set(self.changed_data)
        return bool(changed) and self.cleaned_data["checked"] != figures.key
