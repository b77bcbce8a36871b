"""A visit: what it found, the three questions, and what it says of each line."""

from __future__ import annotations

from typing import Any, ClassVar

from crispy_forms.layout import Field, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid import services
from aid.forms.fields import AsksWhyReversed, KeepsPhotos, KeepsScan, PhotosField, scan_field
from aid.models import Fit, ProposalLine, Verification
from aid.words import line_words
from members.forms.fields import DayField, PlainField
from members.forms.people import pair

State = ProposalLine.State
LEAVE = "leave"
IN_ROW = "choices-in-row choices-of-three"
QUESTIONS = ("fits_land", "can_run", "can_repair")


class VisitPapers(KeepsScan, KeepsPhotos):
    """The signed form of a visit, and its photos."""


class VisitCorrectForm(AsksWhyReversed, VisitPapers):
    """Correct what was noted of a visit, attach its form and photos. What it said stays."""

    said_at: ClassVar[dict[str, str]] = {"proposalline_dates_in_order": "visited_on"}

    visited_on = DayField(label=gettext_lazy("Visited on"))
    verifier = PlainField(
        label=gettext_lazy("Verified by"),
        max_length=120,
        help_text=gettext_lazy("Whoever made the visit, often the penyuluh."),
    )
    verifier_position = PlainField(label=gettext_lazy("Position"), max_length=120, required=False)
    operator = PlainField(
        label=gettext_lazy("Operators: names or training"), max_length=200, required=False
    )
    workshop = PlainField(
        label=gettext_lazy("Workshop and how far it is"), max_length=200, required=False
    )
    photos = PhotosField(label=gettext_lazy("Photos of the visit"))
    upload = scan_field(gettext_lazy("Signed form"))

    class Meta:
        model = Verification
        fields = [
            *("visited_on", "verifier", "verifier_position", "findings", "operator", "workshop")
        ]
        widgets: Any = {"findings": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].label = _("What was found")
        if not self.instance.pk:
            self.initial["visited_on"] = timezone.localdate()

    def save(self, commit: bool = True) -> Verification:
        return services.correct_visit(
            visit=self.instance,
            photos=self.kept,
            order_reason=self.cleaned_data.get("order_reason", ""),
        )


class VisitForm(VisitCorrectForm):
    """Record a visit. Every line that waits gets an answer: approved, rejected, or left."""

    said_at: ClassVar[dict[str, str]] = {
        **VisitCorrectForm.said_at,
        "proposalline_fits_or_has_a_reason": "against_reason",
    }

    class Meta(VisitCorrectForm.Meta):
        fields = [*VisitCorrectForm.Meta.fields, *QUESTIONS, "against_reason"]
        widgets = {
            **VisitCorrectForm.Meta.widgets,
            **dict.fromkeys(QUESTIONS, forms.RadioSelect),
            "against_reason": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = self.instance.proposal.lines.numbered().select_related("kind")
        self.lines = [line for line in lines if line.state == State.PROPOSED]
        for name in QUESTIONS:
            self.fields[name].choices = [(key, capfirst(words)) for key, words in Fit.choices]
        self.fields["fits_land"].label = _("Does the machine fit this land and area?")
        self.fields["can_run"].label = _("Who can run it?")
        self.fields["can_repair"].label = _("Where is it repaired?")
        reason = self.fields["against_reason"]
        reason.label = _("Why it is approved all the same")
        reason.help_text = _("Only where an answer above is not “fits”. It is printed.")
        for line in self.lines:
            self._add_line(line)
        self.helper.layout = self._layout()

    def _add_line(self, line: Any) -> None:
        self.fields[f"line_{line.number}"] = forms.ChoiceField(
            label=line_words(line),
            choices=[
                (State.VERIFIED.value, _("Approve")),
                (State.REJECTED.value, _("Reject")),
                (LEAVE, _("Leave open")),
            ],
            widget=forms.RadioSelect,
        )
        self.fields[f"reason_{line.number}"] = PlainField(
            label=_("Reason, where it is rejected"), max_length=300, required=False
        )

    def _layout(self) -> Layout:
        asked = [Field(name, wrapper_class=IN_ROW) for name in QUESTIONS]
        decided = [part for line in self.lines for part in self._asked_of(line.number)]
        return Layout(
            "seen_version",
            Fieldset(
                _("The visit"),
                "visited_on",
                "order_reason",
                pair("verifier", "verifier_position"),
                "findings",
            ),
            Fieldset(_("Does it fit?"), asked[0], asked[1], "operator", asked[2], "workshop"),
            Fieldset(_("Photos and form"), "photos", "upload"),
            Fieldset(_("What the visit says"), *decided, "against_reason"),
        )

    def _asked_of(self, number: int) -> list[Any]:
        return [Field(f"line_{number}", wrapper_class=IN_ROW), f"reason_{number}"]

    def clean(self) -> dict[str, Any] | None:
        self._refuse_decided()
        for line in self.lines:
            decision = self.cleaned_data.get(f"line_{line.number}")
            if decision == State.REJECTED and not self.cleaned_data.get(f"reason_{line.number}"):
                self.add_error(f"reason_{line.number}", _("Give the reason."))
        self._demand_reason()
        super().clean()
        return self.cleaned_data

    def _refuse_decided(self) -> None:
        """A line that somebody else has decided meanwhile is no longer asked for."""
        asked = {f"line_{line.number}" for line in self.lines}
        if any(n.startswith("line_") and n[5:].isdigit() and n not in asked for n in self.data):
            words = ProposalLine.trigger_messages["proposalline_state_by_table"]
            raise ValidationError(str(words))

    def _demand_reason(self) -> None:
        """Before the database does, so that all that is missing is said at once."""
        answers = {self.cleaned_data.get(name) for name in QUESTIONS}
        fits_not = answers & {Fit.DOUBTFUL.value, Fit.UNSUITABLE.value}
        approves = any(
            self.cleaned_data.get(f"line_{line.number}") == State.VERIFIED for line in self.lines
        )
        if fits_not and approves and not self.cleaned_data.get("against_reason"):
            words = ProposalLine.trigger_messages["proposalline_fits_or_has_a_reason"]
            self.add_error("against_reason", str(words))

    def save(self, commit: bool = True) -> Verification:
        return services.verify(
            visit=self.instance,
            decisions=self._decisions(),
            photos=self.kept,
            order_reason=self.cleaned_data.get("order_reason", ""),
        )

    def _decisions(self) -> list[services.Decision]:
        typed = self.cleaned_data
        return [
            services.Decision(
                line.pk,
                typed[f"line_{line.number}"],
                typed[f"reason_{line.number}"]
                if typed[f"line_{line.number}"] == State.REJECTED
                else "",
            )
            for line in self.lines
            if typed[f"line_{line.number}"] != LEAVE
        ]
