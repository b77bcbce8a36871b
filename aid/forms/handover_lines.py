"""The forms of what stands on a handover: one line of goods, the witnesses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid.forms.handovers import pair
from aid.forms.rupiah import RupiahField
from aid.models import Condition, Equipment, GoodsKind, Handover, HandoverLine, Witness
from core.forms import ActForm, RowForm
from core.text import name_key
from members.forms.fields import PlainField

SPARE_ROWS = 3
MOST_WITNESSES = 30
_NIP_DIGITS = 18


def amount(label: Any, **kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=9, decimal_places=2, localize=True, **kwargs
    )


class HandoverLineForm(RowForm):
    """Goods on the paper; of a decreed line the kind is given."""

    kind = forms.ModelChoiceField(
        label=gettext_lazy("Kind of goods"),
        queryset=GoodsKind.objects.all(),
        to_field_name="key",
        empty_label="—",
    )
    brand = PlainField(label=gettext_lazy("Brand and type"), max_length=80, required=False)
    specification = PlainField(label=gettext_lazy("Specification"), max_length=240, required=False)
    quantity = amount(gettext_lazy("Quantity"), initial=1)
    unit = PlainField(label=gettext_lazy("Unit"), max_length=20, required=False)
    unit_price = RupiahField(
        label=gettext_lazy("Price of one (Rp)"),
        required=False,
        help_text=gettext_lazy("For example 18.500.000."),
    )
    condition = forms.ChoiceField(
        label=gettext_lazy("Condition"),
        choices=[(value, capfirst(label)) for value, label in Condition.choices],
        widget=forms.RadioSelect,
        initial=Condition.GOOD.value,
    )
    accessories = PlainField(label=gettext_lazy("Accessories"), max_length=240, required=False)
    refused_quantity = amount(
        gettext_lazy("Of these refused"),
        required=False,
        help_text=gettext_lazy("What the group did not take, for example a broken piece."),
    )
    refused_reason = PlainField(
        label=gettext_lazy("Why it was refused"), max_length=300, required=False
    )

    class Meta:
        model = HandoverLine
        fields = [
            *("kind", "brand", "specification", "serials", "built", "quantity", "unit"),
            *("unit_price", "condition", "accessories", "refused_quantity", "refused_reason"),
        ]
        widgets = {"serials": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].help_text = _("Left empty: the usual one of this kind.")
        self.fields["serials"].help_text = _(
            "One on each line, only of the pieces that were taken. Missing ones may follow."
        )
        if self.instance.pk:
            self.initial["kind"] = self.instance.kind
            for name in ("quantity", "refused_quantity"):
                self.initial[name] = _as_typed(getattr(self.instance, name))
        if self.instance.proposal_line_id:
            self.fields["kind"].disabled = True
        self.helper.layout = Layout(
            "seen_version",
            Fieldset(_("Goods"), "kind", "brand", "specification", pair("built", "accessories")),
            Fieldset(_("How many"), pair("quantity", "unit"), "unit_price", "serials"),
            Fieldset(
                _("Condition"),
                Field("condition", wrapper_class="choices-in-row"),
                pair("refused_quantity", "refused_reason"),
            ),
        )

    def clean_refused_quantity(self) -> Decimal:
        return self.cleaned_data["refused_quantity"] or Decimal(0)

    def clean_serials(self) -> str:
        """One on each line, without doubled spaces; commas part them as well."""
        lines = self.cleaned_data["serials"].replace(",", "\n").replace(";", "\n").splitlines()
        serials = [text for line in lines if (text := " ".join(line.split()))]
        if any(len(text) > 60 for text in serials):
            raise ValidationError(_("A serial number has at most 60 letters and digits."))
        keys = [name_key(text) for text in serials]
        if len(set(keys)) < len(keys):
            raise ValidationError(_("A serial number stands here twice."))
        return "\n".join(serials)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        data = self.cleaned_data
        kind = data.get("kind")
        if kind and not data.get("unit"):
            data["unit"] = kind.unit
        if data.get("quantity") == 0:
            self.add_error("quantity", _("Write a quantity above zero."))
        if kind and kind.is_tracked:
            self._check_pieces(kind)
        self._check_refused()
        return cleaned

    def _check_pieces(self, kind: GoodsKind) -> None:
        data = self.cleaned_data
        for name in ("quantity", "refused_quantity"):
            if data.get(name) is not None and data[name] % 1:
                self.add_error(name, _("%(goods)s is counted in whole pieces.") % {"goods": kind})
        serials = data.get("serials", "").splitlines()
        taken = (data.get("quantity") or 0) - (data.get("refused_quantity") or 0)
        if "quantity" in data and len(serials) > max(taken, 0):
            self.add_error("serials", _("These are more serial numbers than pieces taken."))
        there = Equipment.objects.at_work().filter(kind=kind)
        keys = [key for key in map(name_key, serials) if key]
        if keys and there.filter(serial_key__in=keys).exists():
            rules = {rule.name: rule for rule in Equipment._meta.constraints}
            words = str(rules["equipment_serial_once"].violation_error_message)
            self.add_error("serials", words)

    def _check_refused(self) -> None:
        refused = self.cleaned_data.get("refused_quantity") or 0
        if refused > (self.cleaned_data.get("quantity") or refused):
            self.add_error("refused_quantity", _("More than was delivered cannot be refused."))
        elif refused and not self.cleaned_data.get("refused_reason"):
            self.add_error("refused_reason", _("Give the reason."))


class WitnessesForm(ActForm):
    """All witnesses of a paper in its order; a row without a name is left out.

    The page has a few empty rows, and more come with each saving.
    """

    def __init__(self, *args: Any, handover: Handover, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handover = handover
        there = list(handover.witnesses.all())
        self.rows = [self._add_row(n, w) for n, w in enumerate([*there, *self._spare(there)])]

    def _spare(self, there: list[Witness]) -> list[Witness]:
        sent = sum(1 for name in self.data if str(name).startswith("name-"))
        wanted = min(max(len(there) + SPARE_ROWS, sent), MOST_WITNESSES)
        return [Witness() for _row in range(wanted - len(there))]

    def _add_row(self, number: int, witness: Witness) -> list[Any]:
        fields = {
            "name": PlainField(
                label=_("Name"), max_length=120, required=False, initial=witness.name
            ),
            "position": PlainField(
                label=_("Position"), max_length=160, required=False, initial=witness.position
            ),
            "nip": PlainField(
                label=_("NIP, if there is one"), max_length=40, required=False, initial=witness.nip
            ),
        }
        for name, field in fields.items():
            self.fields[f"{name}-{number}"] = field
        return [self[f"{name}-{number}"] for name in fields]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for number in range(len(self.rows)):
            data = self._row(number)
            if (data["position"] or data["nip"]) and not data["name"]:
                self.add_error(f"name-{number}", _("Write the name, or empty the row."))
            if data["nip"] and not _is_nip(data["nip"]):
                self.add_error(f"nip-{number}", _("A NIP has 18 digits."))
        return cleaned

    def _row(self, number: int) -> dict[str, str]:
        names = ("name", "position", "nip")
        return {name: self.cleaned_data.get(f"{name}-{number}", "") for name in names}

    def try_save(self) -> bool:
        """Write the rows in their order; False, with the reason on the form, where that fails."""
        if self.is_valid():
            self.attempt(self._write)
        return not self.errors

    def _write(self) -> None:
        rows = [self._row(number) for number in range(len(self.rows))]
        wanted = [row | {"nip": _digits(row["nip"])} for row in rows if row["name"]]
        there = list(self.handover.witnesses.all())
        if wanted == [{"name": w.name, "position": w.position, "nip": w.nip} for w in there]:
            return
        self.handover.witnesses.all().delete()
        for row in wanted:
            Witness.objects.create(handover=self.handover, **row)


def _as_typed(quantity: Decimal) -> Decimal | int | None:
    """``3`` in place of ``3,00``, and nothing in place of nought."""
    whole = int(quantity)
    return (whole or None) if whole == quantity else quantity


def _digits(text: str) -> str:
    return "".join(text.split())


def _is_nip(text: str) -> bool:
    digits = _digits(text)
    return len(digits) == _NIP_DIGITS and digits.isascii() and digits.isdigit()
