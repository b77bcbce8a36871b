"""A decree of aid: its number and date, and which verified lines it decrees."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid import services
from aid.forms.fields import AsksWhyReversed, KeepsScan, quantity_field, scan_field
from aid.models import AidDecree, ProposalLine
from aid.words import line_words, plain_number
from core.forms import RowForm
from institutions.models import Institution
from members.forms.fields import DayField, PlainField

TICK, AMOUNT = "line_", "quantity_"
PAPER = ("number", "date", "order_reason", "issuer", "title", "office", "upload")


class DecreePaper(AsksWhyReversed, KeepsScan):
    """What stands on the paper. The office is the user's own, and asked only where it is none."""

    date = DayField(label=gettext_lazy("Date"))
    number = PlainField(label=gettext_lazy("Number"), max_length=80)
    issuer = PlainField(
        label=gettext_lazy("Issued by"),
        max_length=160,
        help_text=gettext_lazy("For example the regent or the head of the office."),
    )
    title = PlainField(label=gettext_lazy("About"), max_length=240, required=False)
    office = forms.ModelChoiceField(
        label=gettext_lazy("Recorded by"),
        queryset=Institution.objects.all(),
        to_field_name="code",
        empty_label="—",
    )
    upload = scan_field(gettext_lazy("Scan of the decree"))

    class Meta:
        model = AidDecree
        fields = ["number", "date", "issuer", "title", "office"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._fit_office()
        self.order_fields(PAPER)

    def _fit_office(self) -> None:
        if self.instance.pk:
            del self.fields["office"]
            return
        own = self.fields["office"].queryset.filter(pk=self.user.institution_id).first()
        if own is not None:
            self.instance.office = own
            del self.fields["office"]


class DecreeUpdateForm(DecreePaper):
    """Correct number, date and issuer, attach the scan."""

    said_at: ClassVar[dict[str, str]] = {
        **DecreePaper.said_at,
        "handoverline_not_before_decree": "date",
    }

    def refuse(self, constraint: str, words: str) -> None:
        if constraint == "handoverline_not_before_decree":
            words = _(
                "Goods of this decree were handed over before this date. Compare it with the paper."
            )
        super().refuse(constraint, words)

    def save(self, commit: bool = True) -> AidDecree:
        return services.correct_decree(
            decree=self.instance, order_reason=self.cleaned_data.get("order_reason", "")
        )


class TicksLines(RowForm):
    """A form over a decree in which verified lines are ticked, each with its quantity.

    ``lines`` are those that may be ticked, numbered, with their proposal, group and kind.
    """

    def __init__(self, *args: Any, lines: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(*self.fields) if self.instance.pk else self._paper()
        self.lines = {f"{line.proposal.code}-{line.number}": line for line in lines}
        for key, line in self.lines.items():
            self.fields[TICK + key] = forms.BooleanField(label=line_words(line), required=False)
            self.fields[AMOUNT + key] = quantity_field(
                _("Decreed (%(unit)s)") % {"unit": line.kind.unit},
                required=False,
                initial=plain_number(line.quantity),
            )

    def _paper(self) -> Layout:
        """The fields so far as a part of their own, above the lines to tick."""
        return Layout(Fieldset(_("What stands on the paper"), *self.fields))

    def clean(self) -> dict[str, Any]:
        super().clean()
        known = {TICK + key for key in self.lines}
        if any(name.startswith(TICK) and name not in known for name in self.data):
            raise ValidationError(
                _("A line that you ticked does not wait for a decree any more. Look again.")
            )
        self.quantities = self._ticked()
        if not self.quantities and not self.errors:
            raise ValidationError(_("Tick at least one line that the decree lists."))
        return self.cleaned_data

    def _ticked(self) -> dict[int, Decimal]:
        found = {}
        for key, line in self.lines.items():
            if not self.cleaned_data.get(TICK + key):
                continue
            quantity = self.cleaned_data.get(AMOUNT + key) or line.quantity
            if quantity > line.quantity:
                self.add_error(AMOUNT + key, _at_most(line))
            found[line.pk] = quantity
        return found

    def line_fields(self, key: str) -> tuple[forms.BoundField, forms.BoundField]:
        """The tick and the quantity of one line."""
        return self[TICK + key], self[AMOUNT + key]

    def decree_lines(self) -> AidDecree:
        return services.decree(
            decree=self.instance,
            quantities=self.quantities,
            order_reason=self.cleaned_data.get("order_reason", ""),
        )


def _at_most(line: ProposalLine) -> str:
    words = _("More than was asked for cannot be decreed. Asked for: %(amount)s.")
    return words % {"amount": line_words(line)}


class DecreeForm(TicksLines, DecreePaper):
    """Record a decree with its lines."""

    def save(self, commit: bool = True) -> AidDecree:
        return self.decree_lines()


class DecreeLinesForm(AsksWhyReversed, TicksLines):
    """Add lines that stand on the paper and were forgotten."""

    said_at: ClassVar[dict[str, str]] = {"proposalline_dates_in_order": "order_reason"}

    class Meta:
        model = AidDecree
        fields: ClassVar[list[str]] = []

    # What the paper says is not changed here, so that it may have changed meanwhile.
    is_stale = False

    def save(self, commit: bool = True) -> AidDecree:
        return self.decree_lines()
