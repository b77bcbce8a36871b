"""What somebody agrees to: asked with the same weight for yes, no and not asked yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import display
from core.forms import ActForm
from members import services
from members.consent_text import current
from members.forms.fields import DayField, PlainField
from members.models import Consent, Person

YES, NO, SILENT = "yes", "no", ""
NOT_ASKED = gettext_lazy("not asked yet")
WORDS = {YES: gettext_lazy("yes"), NO: gettext_lazy("no")}
PREFIX = "consent_"
ON = "consent_on"
CONSENT = (*(f"{PREFIX}{purpose}" for purpose in Consent.Purpose.values), ON)


def consent_fields(latest: Mapping[str, Consent] | None = None) -> dict[str, forms.Field]:
    """A question for each purpose to which she does not agree already, and the day of a paper."""
    found: dict[str, forms.Field] = {}
    for purpose, sentence in current().asked.items():
        row = (latest or {}).get(purpose)
        if row is not None and row.stands:
            continue
        choices = list(WORDS.items())
        if row is None or row.ended_on:
            choices.append((SILENT, gettext_lazy("withdrawn") if row else NOT_ASKED))
        found[f"{PREFIX}{purpose}"] = forms.ChoiceField(
            label=sentence,
            choices=choices,
            required=False,
            initial=SILENT if row is None or row.ended_on else NO,
            widget=forms.RadioSelect,
        )
    found[ON] = DayField(
        label=gettext_lazy("Date of the signed form"),
        required=False,
        help_text=gettext_lazy("Leave it empty if she says it herself now."),
    )
    return found


def consent_rows(names: Any = CONSENT) -> list[Any]:
    """The questions below the text that goes before them."""
    in_row = [Field(name, wrapper_class="choices-in-row") for name in names]
    return [HTML('{% include "members/_consent_text.html" %}'), *in_row]


def answers_in(form: Any) -> dict[str, bool]:
    """What was answered otherwise than it is recorded."""
    typed = {p: form.cleaned_data.get(f"{PREFIX}{p}") for p in Consent.Purpose.values}
    changed = form.changed_data
    return {p: said == YES for p, said in typed.items() if said and f"{PREFIX}{p}" in changed}


def record_answers(form: Any, person: Person) -> None:
    """Record what was answered: on a signed form, or to the user now."""
    on_paper = form.cleaned_data.get(ON)
    services.answer_consents(
        person=person,
        answers=answers_in(form),
        taken_on=on_paper or timezone.localdate(),
        taken_by=None if on_paper else form.user,
    )


class ConsentForm(ActForm):
    """Her answers to whatever she does not agree to yet."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.latest = Consent.objects.latest_of(person)
        self.fields |= consent_fields(self.latest)
        self.fields["seen"].initial = ",".join(map(_mark, self.latest.values())) or "-"
        self.consent_text = current()
        self.helper.layout = Layout(*consent_rows([n for n in CONSENT if n in self.fields]))

    def clean(self) -> dict[str, Any]:
        super().clean()
        seen = self.cleaned_data.get("seen", "").split(",")
        changed = [row for row in self.latest.values() if _mark(row) not in seen]
        if changed and seen != [""]:
            self._tell(changed)
        self._refuse_older_paper()
        return self.cleaned_data

    def _refuse_older_paper(self) -> None:
        """A paper from before her last word on a question changes nothing about it."""
        on_paper, typed = self.cleaned_data.get(ON), answers_in(self)
        answered = [row for row in self.latest.values() if row.purpose in typed]
        days = [row.ended_on or row.taken_on for row in answered]
        if on_paper and days and on_paper < max(days):
            words = {"date": display.long_date(max(days))}
            self.add_error(ON, _("There is an answer of %(date)s already.") % words)

    def _tell(self, changed: list[Consent]) -> None:
        """Somebody else has answered meanwhile: saving again means that it has been read."""
        self.data = self.data.copy()
        self.data["seen"] = self.fields["seen"].initial
        for row in changed:
            name = f"{PREFIX}{row.purpose}"
            words = {"value": f"{row} – {row.answer}"}
            self.add_error(
                name if name in self.fields else None, _("Now recorded: %(value)s") % words
            )

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._record)

    def _record(self) -> bool:
        record_answers(self, self.person)
        return True


class WithdrawForm(ActForm):
    """She takes a yes back: since when, and why if she says so."""

    ended_on = DayField(label=gettext_lazy("Withdrawn on"), initial=timezone.localdate)
    end_reason = PlainField(label=gettext_lazy("Reason"), max_length=200, required=False)

    def __init__(self, *args: Any, consent: Consent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consent = consent
        self.fields["end_reason"].help_text = _("She need not give one.")

    def try_save(self) -> bool | None:
        return self.is_valid() and self.attempt(self._withdraw)

    def _withdraw(self) -> bool:
        typed = self.cleaned_data
        services.withdraw_consent(
            consent=self.consent, on=typed["ended_on"], reason=typed["end_reason"]
        )
        return True


def _mark(row: Consent) -> str:
    return f"{row.code}{'-' if row.ended_on else ''}"
