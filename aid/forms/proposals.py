"""A proposal: who asks for what; how it is withdrawn, and how a line of it ends."""

from __future__ import annotations

import hashlib
from typing import Any

from crispy_forms.layout import Column, Div, Field, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid import services
from aid.forms.fields import KeepsScan, quantity_field, scan_field
from aid.models import GoodsKind, Proposal, ProposalLine
from aid.models.proposals import TRANSITIONS
from aid.words import line_words, plain_number
from core.filters import LightSelect
from core.forms import ActForm
from institutions.models import Programme
from members.forms.fields import DayField, GroupField, PlainField
from members.forms.memberships import offer_group
from members.forms.people_add import More

MOST_LINES = 10
State = ProposalLine.State


class ProposalForm(KeepsScan):
    """A group's proposal with its lines; the first line is demanded, further ones may follow.

    A line that is there already stays: it is withdrawn on a page of its own, with a reason.
    """

    group = GroupField()
    proposed_on = DayField(label=gettext_lazy("Proposed on"))
    proposer = PlainField(
        label=gettext_lazy("Name of who proposes"), max_length=120, required=False
    )
    number = PlainField(label=gettext_lazy("Number of the letter"), max_length=80, required=False)
    programme = forms.ModelChoiceField(
        label=gettext_lazy("Programme"),
        queryset=Programme.objects.all(),
        required=False,
        empty_label=gettext_lazy("not known yet"),
    )
    upload = scan_field(gettext_lazy("Scan or photo of the letter"))
    seen_lines = forms.CharField(required=False, widget=forms.HiddenInput, max_length=64)

    class Meta:
        model = Proposal
        fields = [
            *("group", "proposed_on", "proposed_by", "proposer", "number", "programme"),
            "purpose",
        ]
        widgets = {
            "proposed_by": forms.RadioSelect,
            "purpose": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, group: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = ProposalLine.objects.filter(proposal=self.instance.pk).order_by("pk")
        self.lines = list(rows.select_related("kind"))
        self.kinds = {kind.key: kind for kind in GoodsKind.objects.all()}
        by = Proposal.ProposedBy.choices
        self.fields["proposed_by"].choices = [(key, capfirst(words)) for key, words in by]
        self.fields["purpose"].label = _("What it is needed for")
        self._fit_group(group)
        if not self.instance.pk:
            self.initial["proposed_on"] = timezone.localdate()
        for number in range(1, MOST_LINES + 1):
            self._add_line(number)
        self.fields["seen_lines"].initial = self._lines_on_file()
        self.helper.layout = self._layout()

    def _fit_group(self, chosen: str) -> None:
        """Who works for one group is not asked; a proposal stays its group's."""
        if self.instance.pk:
            del self.fields["group"]
            return
        field = self.fields["group"]
        offer_group(field)
        self.initial["group"] = field.initial or chosen
        if field.initial:
            field.widget = forms.HiddenInput()

    def _add_line(self, number: int) -> None:
        line = self.lines[number - 1] if number <= len(self.lines) else None
        self.fields[f"kind_{number}"] = self._kind_field(number, line)
        asked = plain_number(line.quantity) if line else None
        self.fields[f"quantity_{number}"] = quantity_field(
            _("Quantity"), required=False, initial=1 if number == 1 and line is None else asked
        )
        self.fields[f"detail_{number}"] = PlainField(
            label=_("Detail"),
            max_length=200,
            required=False,
            initial=line.detail if line else "",
        )
        if number == 1:
            words = _("Size, power, variety: what matters to the group.")
            self.fields["detail_1"].help_text = words
        if line is not None and line.state != State.PROPOSED:
            for name in self._names(number):
                self.fields[name].disabled = True

    def _kind_field(self, number: int, line: ProposalLine | None) -> forms.TypedChoiceField:
        is_asked = line is not None or number == 1
        blank = ("", _("choose") if is_asked else _("none"))
        return forms.TypedChoiceField(
            label=_("Goods %(n)s") % {"n": number},
            choices=[blank, *((key, str(kind)) for key, kind in self.kinds.items())],
            coerce=self.kinds.get,
            empty_value=None,
            required=is_asked,
            initial=line.kind.key if line else "",
            widget=LightSelect,
        )

    def _names(self, number: int) -> list[str]:
        return [f"kind_{number}", f"quantity_{number}", f"detail_{number}"]

    def _layout(self) -> Layout:
        shown = max(len(self.lines), 1)
        by = Field("proposed_by", wrapper_class="choices-in-row")
        return Layout(
            "seen_version",
            *(["group"] if "group" in self.fields else []),
            *(self._row(number) for number in range(1, shown + 1)),
            More(_("More goods"), *(self._row(n) for n in range(shown + 1, MOST_LINES + 1))),
            Div("purpose", css_class="form-gap"),
            "proposed_on",
            "upload",
            More(_("Letter and programme"), by, "proposer", "number", "programme"),
        )

    def _row(self, number: int) -> Row:
        widths = ("col-8 col-md-5", "col-4 col-md-2", "col-12 col-md-5")
        cells = zip(self._names(number), widths, strict=True)
        return Row(
            *(Column(name, css_class=width) for name, width in cells),
            css_class="goods align-items-end",
        )

    def has_input(self, name: str) -> bool:
        """Whether something other than the first answer was typed or chosen."""
        return name in self.changed_data

    def _lines_on_file(self) -> str:
        """What tells whether somebody else has changed the goods meanwhile."""
        rows = ";".join(f"{line.pk}:{line.version}" for line in self.lines)
        return hashlib.sha256(rows.encode()).hexdigest()[:16] if rows else ""

    def clean(self) -> dict[str, Any]:
        for number in range(1, MOST_LINES + 1):
            self._check_line(number)
        seen = self.cleaned_data.get("seen_lines")
        if seen and seen != self._lines_on_file():
            self._say_goods_changed()
        super().clean()
        return self.cleaned_data

    def _check_line(self, number: int) -> None:
        kind, quantity, detail = (self.cleaned_data.get(n) for n in self._names(number))
        name = f"kind_{number}"
        if kind is None and (quantity or detail) and name not in self.errors:
            self.add_error(name, _("Choose the kind of goods."))
        amount = f"quantity_{number}"
        if kind is not None and quantity is None and amount not in self.errors:
            self.add_error(amount, _("Write how much."))

    def _say_goods_changed(self) -> None:
        self.data = self.data.copy()
        self.data["seen_lines"] = self._lines_on_file()
        words = _(
            "Somebody else has changed the goods meanwhile; now recorded: %(goods)s."
            " Compare them, then save again."
        )
        goods = ", ".join(line_words(line) for line in self.lines)
        self.add_error(None, words % {"goods": goods})

    def save(self, commit: bool = True) -> Proposal:
        typed = (self._typed_line(number) for number in range(1, MOST_LINES + 1))
        lines = [line for line in typed if line is not None]
        return services.save_proposal(proposal=self.instance, lines=lines)

    def _typed_line(self, number: int) -> ProposalLine | None:
        """A line as typed; None where there is nothing, or nothing new, to save."""
        names = self._names(number)
        kind, quantity, detail = (self.cleaned_data.get(name) for name in names)
        if kind is None or not (set(names) & set(self.changed_data)):
            return None
        line: Any = self.lines[number - 1] if number <= len(self.lines) else ProposalLine()
        line.kind, line.quantity, line.detail = kind, quantity, detail or ""
        return line


def reason_field() -> PlainField:
    label = gettext_lazy("Reason")
    return PlainField(label=label, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class WithdrawForm(ActForm):
    """A group takes back what it asked for, all or some lines, with a reason."""

    lines = forms.MultipleChoiceField(
        label=gettext_lazy("What is withdrawn"), widget=forms.CheckboxSelectMultiple
    )
    reason = reason_field()

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        rows: Any = proposal.lines.numbered().select_related("kind")
        self.waiting = {str(r.number): r for r in rows if r.state == State.PROPOSED}
        field = self.fields["lines"]
        field.choices = [(key, str(line.kind)) for key, line in self.waiting.items()]
        field.initial = list(self.waiting)

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._withdraw)

    def _withdraw(self) -> bool:
        chosen = [self.waiting[key].pk for key in self.cleaned_data["lines"]]
        services.withdraw(proposal=self.proposal, lines=chosen, reason=self.cleaned_data["reason"])
        return True


class LineEndForm(ActForm):
    """The office rejects a line, or cancels it, with a reason."""

    ENDS = (State.REJECTED, State.CANCELLED)

    state = forms.ChoiceField(label=gettext_lazy("What happens"), widget=forms.RadioSelect)
    seen_state = forms.CharField(widget=forms.HiddenInput, required=False, max_length=11)
    reason = reason_field()

    def __init__(self, *args: Any, line: ProposalLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line
        words = {State.REJECTED: _("Reject the line"), State.CANCELLED: _("Cancel the line")}
        ends = [end for end in self.ENDS if end in TRANSITIONS.get(line.state, ())]
        self.fields["state"].choices = [(end.value, words[end]) for end in ends]
        self.fields["seen_state"].initial = line.state
        if len(ends) == 1:
            self.fields["state"].initial = ends[0].value

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        seen = self.cleaned_data.get("seen_state")
        if seen and seen != self.line.state:
            self.data = self.data.copy()
            self.data["seen_state"] = self.line.state
            raise ValidationError(str(ProposalLine.trigger_messages["proposalline_state_by_table"]))
        return cleaned

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._end)

    def _end(self) -> bool:
        services.end_line(
            line=self.line,
            state=self.cleaned_data["state"],
            reason=self.cleaned_data["reason"],
        )
        return True
