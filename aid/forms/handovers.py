"""The forms of a handover: the group, the paper itself, its end."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Column, Field, Fieldset, Layout, Row
from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from aid.handover_content import DUTIES
from aid.handover_lines import ask_of, decreed_lines, line_from
from aid.models import Handover, HandoverLine, Title
from core.access import scopes_of
from core.forms import ActForm, RowForm
from institutions.forms import ProgrammeField
from institutions.models import Institution
from members.forms.fields import GroupField, PlainField
from members.models import Membership, OfficeTerm, Person

OWN, OTHER = "own", "other"
# The paper is printed before the ceremony.
DAYS_AHEAD = 14
PARTNERS = ("office", "giver", "channel", "accompanying")


def pair(left: str, right: str) -> Row:
    """Two fields side by side at a desk, their controls on one line."""
    return Row(Column(left), Column(right), css_class="align-items-end")


def institution(label: Any, *, required: bool = False, **kwargs: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label,
        queryset=Institution.objects.all(),
        to_field_name="code",
        required=required,
        empty_label="—",
        **kwargs,
    )


class HandoverGroupForm(ActForm):
    """Which group receives the goods."""

    group = GroupField()


class HandoverForm(RowForm):
    """The paper but for its goods and witnesses; ticked lines of proposals become goods."""

    whose = forms.ChoiceField(
        label=gettext_lazy("Whose paper is it?"),
        choices=[
            (OWN, gettext_lazy("This office’s: the register numbers and prints it")),
            (OTHER, gettext_lazy("Another office’s: it is recorded as it was issued")),
        ],
        widget=forms.RadioSelect,
    )
    office = institution(capfirst(gettext_lazy("recorded by")), required=True)
    place = PlainField(label=gettext_lazy("Place"), max_length=160)
    title = forms.ChoiceField(
        label=gettext_lazy("Given as"),
        choices=[(value, capfirst(label)) for value, label in Title.choices],
        widget=forms.RadioSelect,
        initial=Title.GRANT.value,
    )
    giver_number = PlainField(
        label=gettext_lazy("Giver’s number"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("As it stands on the giver’s paper, letter for letter."),
    )
    order_reason = PlainField(
        label=gettext_lazy("Why the dates stand in reverse order"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("It is printed on the page as “reverse order”."),
    )
    ticked = forms.MultipleChoiceField(
        label=gettext_lazy("Decreed and not yet handed over"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    giver = institution(gettext_lazy("Giver"), required=True)
    channel = institution(gettext_lazy("Channel"), help_text=gettext_lazy("Who passes them on."))
    accompanying = institution(gettext_lazy("Accompanying office"))
    programme = ProgrammeField(label=gettext_lazy("Programme"), required=False)
    first_name = PlainField(label=gettext_lazy("Name"), max_length=120, required=False)
    first_position = PlainField(label=gettext_lazy("Position"), max_length=160, required=False)
    first_nip = PlainField(label=gettext_lazy("NIP"), max_length=18, required=False)
    receiver = forms.ModelChoiceField(
        label=gettext_lazy("Receiver"),
        queryset=Person.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("somebody else: write the name below"),
    )
    receiver_name = PlainField(
        label=gettext_lazy("Name of a receiver who is no member"), max_length=120, required=False
    )
    receiver_position = PlainField(
        label=gettext_lazy("Receiver’s position"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Of a member, left empty, her office in the group."),
    )

    class Meta:
        model = Handover
        fields = [
            *("handed_on", "place", "title", "giver_number", "order_reason", "office", "giver"),
            *("channel", "accompanying", "programme", "first_name", "first_position", "first_nip"),
            *("receiver", "receiver_name", "receiver_position", "legal_basis", "duties"),
        ]
        widgets = {
            "handed_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "legal_basis": forms.Textarea(attrs={"rows": 3}),
            "duties": forms.Textarea(attrs={"rows": 6}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["legal_basis"].help_text = _(
            "One on each line. The decrees of the ticked lines stand there by themselves."
        )
        self.fields["duties"].help_text = _("One on each line.")
        self._offer_institutions()
        self._offer_members()
        self._offer_lines()
        self._suggest()
        self.lay_out(asks_reason=bool(self.instance.order_reason or self.data.get("order_reason")))

    def _offer_institutions(self) -> None:
        """Givers are chosen from all that work here: a province gives to a village."""
        areas = [scope.area for scope in scopes_of(self.user, self.act) if scope.area is not None]
        for name in PARTNERS:
            self.fields[name].queryset = Institution.objects.serving(areas)
            if self.instance.pk:
                self.initial[name] = getattr(self.instance, name)
        if self.instance.pk or self.user.institution:
            del self.fields["office"]

    def _offer_members(self) -> None:
        members = Membership.objects.open().filter(group=self.instance.group)
        people = self.fields["receiver"].queryset.filter(memberships__in=members)
        self.fields["receiver"].queryset = people.order_by("sort_key", "id")

    def _offer_lines(self) -> None:
        self.asked = decreed_lines(self.instance.group, self.instance)
        self.fields["ticked"].choices = [(key, ask_of(line)) for key, line in self.asked.items()]
        if not self.asked:
            del self.fields["ticked"]

    def _suggest(self) -> None:
        """The first answers of a new paper: this office's head hands over."""
        if self.instance.pk:
            self.initial["whose"] = OWN if self.instance.is_own else OTHER
            self.initial.update({n: getattr(self.instance, n) for n in ("receiver", "programme")})
            return
        office = self.user.institution
        self.initial.update(whose=OWN, duties=DUTIES, handed_on=timezone.localdate())
        if office:
            self.initial.update(
                giver=office,
                first_name=office.head_name,
                first_position=office.head_title,
                first_nip=office.head_nip,
            )

    def lay_out(self, *, asks_reason: bool) -> None:
        """The reason for a reverse order is asked where the dates need one."""
        reason = ["order_reason"] if asks_reason else []
        named = [name for name in ("ticked", "office") if name in self.fields]
        ticked = [Fieldset(_("From proposals"), "ticked")] if "ticked" in named else []
        office = ["office"] if "office" in named else []
        self.helper.layout = Layout(
            "seen_version",
            Fieldset(
                _("Paper"),
                "whose",
                *office,
                pair("handed_on", "place"),
                *reason,
                "giver_number",
                Field("title", wrapper_class="choices-in-row"),
            ),
            *ticked,
            Fieldset(_("From whom"), "giver", "channel", "accompanying", "programme"),
            Fieldset(_("First party"), "first_name", pair("first_position", "first_nip")),
            Fieldset(_("Second party"), "receiver", pair("receiver_name", "receiver_position")),
            Fieldset(_("Basis and duties"), "legal_basis", "duties"),
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self.instance.is_own = self.cleaned_data.get("whose") == OWN
        if self.instance.pk is None and self.user.institution:
            self.instance.office = self.user.institution
        self._name_receiver()
        self._check_date()
        return cleaned

    def _name_receiver(self) -> None:
        """A member's name and office are the register's."""
        receiver = self.cleaned_data.get("receiver")
        if receiver is None:
            return
        self.cleaned_data["receiver_name"] = receiver.name
        if not self.cleaned_data.get("receiver_position"):
            terms = OfficeTerm.objects.open().filter(membership__person=receiver)
            term = terms.filter(group=self.instance.group).first()
            office = term.get_office_display() if term else _("member")
            position = f"{capfirst(office)} {self.instance.group.name}"
            self.cleaned_data["receiver_position"] = position[:160]

    def _check_date(self) -> None:
        day = self.cleaned_data.get("handed_on")
        if day is None:
            return
        ahead = (day - timezone.localdate()).days
        if ahead > (DAYS_AHEAD if self.instance.is_own else 0):
            words = _("This date lies in the future. Compare it with the paper.")
            self.add_error("handed_on", words)
        decrees = [line.decreed_on for line in self._all_asked() if line.decreed_on]
        if decrees and day < max(decrees) and not self.cleaned_data.get("order_reason"):
            self.lay_out(asks_reason=True)
            rules = {rule.name: rule for rule in HandoverLine._meta.constraints}
            words = str(rules["handoverline_not_before_decree"].violation_error_message)
            self.add_error("handed_on", words)

    def _all_asked(self) -> list[Any]:
        """The decreed lines on the paper, and those that were ticked now."""
        ticked = [self.asked[key] for key in self.cleaned_data.get("ticked", ())]
        there: list[Any] = list(self.instance.lines.all()) if self.instance.pk else []
        return [*ticked, *there]

    def words_typed(self, name: str) -> str:
        if name != "ticked":
            return super().words_typed(name)
        chosen = dict(self.fields["ticked"].choices)
        return "; ".join(str(chosen[key]) for key in self.cleaned_data["ticked"])

    def save(self, commit: bool = True) -> Any:
        handover = super().save(commit)
        for key in self.cleaned_data.get("ticked", ()):
            line_from(self.asked[key], handover).save()
        return handover


class CancelForm(ActForm):
    """Why a paper is cancelled."""

    reason = PlainField(
        label=gettext_lazy("Reason"),
        max_length=280,
        help_text=gettext_lazy("It stays on the paper’s page."),
    )
