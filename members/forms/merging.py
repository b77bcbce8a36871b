"""The form that merges two records: which one stays, and value by value which one is right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.filters import LONGEST_SEARCH
from core.forms import ActForm
from core.merging import Merge, merge_parts, problems_of
from core.search import holds_nik
from members import merge_page
from members.forms.fields import PlainField
from members.models import Person
from members.services_merging import VALUES, is_alike, is_empty, merge_people

_VALUE, _PART = "value-", "part-"


class OtherRecordForm(forms.Form):
    """Where the other record of somebody is searched."""

    q = forms.CharField(
        label=gettext_lazy("Name or code of the other record"),
        max_length=LONGEST_SEARCH,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search"}),
    )

    def clean_q(self) -> str:
        """A NIK would stand in the address."""
        text: str = self.cleaned_data["q"]
        if holds_nik(text):
            raise ValidationError(_("A NIK is not searched here. Type a name or a code."))
        return text


class MergeForm(ActForm):
    """Two records, the differing values of each, and why they are one."""

    keep = forms.ChoiceField(
        label=gettext_lazy("Which record stays?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Its code stays. The other record's code leads to it."),
    )
    reason = PlainField(
        label=gettext_lazy("Reason"),
        max_length=300,
        help_text=gettext_lazy("How do you know that they are one person?"),
    )
    seen_first = forms.IntegerField(widget=forms.HiddenInput)
    seen_second = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, first: Person, second: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.second = first, second
        self.problems = problems_of(Merge(first, second))
        self.fields["keep"].choices = [
            (person.code, f"{person.name} ({person.code})") for person in (first, second)
        ]
        self.fields["keep"].initial = min(first, second, key=lambda person: person.pk).code
        for name, person in (("seen_first", first), ("seen_second", second)):
            self.fields[name].initial = person.version
        self.differing = [name for name in VALUES if self._differs(name)]
        for name in self.differing:
            self.fields[_VALUE + name] = self._choice(name)
        self._ask_parts()
        self.order_fields([n for n in self.fields if n != "reason"] + ["reason"])

    def _differs(self, name: str) -> bool:
        if name == "keeper" and self._is_member():
            return False  # the open membership says who keeps her file
        return not is_alike(self.first, self.second, name)

    def _is_member(self) -> bool:
        return any(p.memberships.open().exists() for p in (self.first, self.second))

    def _choice(self, name: str) -> forms.ChoiceField:
        """Of one that says something and one that does not, the one that does is chosen."""
        both = (self.first, self.second)
        filled = [person for person in both if not is_empty(person, name)]
        titles = (_("first record"), _("second record"))
        return forms.ChoiceField(
            label=merge_page.label(name),
            widget=forms.RadioSelect,
            choices=[
                (person.code, f"{merge_page.in_words(person, name) or _('empty')} ({title})")
                for person, title in zip(both, titles, strict=True)
            ],
            initial=filled[0].code if len(filled) == 1 else None,
            error_messages={"required": _("Choose which value is right.")},
        )

    def _ask_parts(self) -> None:
        merge = Merge(self.first, self.second)
        for part in merge_parts():
            if choices := part.choices(merge):
                self.fields[_PART + part.key] = forms.ChoiceField(
                    label=str(part.question), widget=forms.RadioSelect, choices=choices
                )

    @property
    def value_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith((_VALUE, _PART))]

    @property
    def alike(self) -> list[dict[str, Any]]:
        """What both say, as facts; nothing that neither says."""
        alike = (name for name in VALUES if is_alike(self.first, self.second, name))
        names = (name for name in alike if not is_empty(self.first, name))
        return [
            {"label": merge_page.label(n), "value": merge_page.in_words(self.first, n)}
            for n in names
        ]

    def clean(self) -> dict[str, Any]:
        """What somebody else has changed meanwhile is looked at once more."""
        cleaned = super().clean() or {}
        now = {"seen_first": self.first.version, "seen_second": self.second.version}
        if any(cleaned.get(name) not in (None, version) for name, version in now.items()):
            self.data = self.data.copy()
            self.data.update({name: str(version) for name, version in now.items()})
            raise ValidationError(
                _("Somebody else has changed one of the two meanwhile. Look at both once more.")
            )
        return cleaned

    @property
    def kept(self) -> Person:
        return self.first if self.cleaned_data["keep"] == self.first.code else self.second

    @property
    def other(self) -> Person:
        return self.second if self.kept is self.first else self.first

    def outcome(self) -> list[dict[str, Any]]:
        """What the record will say, and the answers, to be checked."""
        chosen = {self.first.code: self.first, self.second.code: self.second}
        values = [
            {
                "label": merge_page.label(name),
                "value": merge_page.in_words(chosen[self.cleaned_data[_VALUE + name]], name),
            }
            for name in self.differing
        ]
        parts = [
            {"label": field.label, "value": dict(field.choices)[self.cleaned_data[name]]}
            for name, field in self.fields.items()
            if name.startswith(_PART)
        ]
        return [*values, *parts, {"label": _("Reason"), "value": self.cleaned_data["reason"]}]

    def as_sent(self) -> list[tuple[str, str]]:
        """All answers once more, hidden on the page that asks for a confirmation."""
        names = (name for name in self.fields if name in self.cleaned_data)
        return [(self.add_prefix(name), str(self.cleaned_data[name])) for name in names]

    def try_merge(self) -> Person | None:
        """Do it; None, with the reason on the form, where it is refused."""
        data = self.cleaned_data
        return self.attempt(
            lambda: merge_people(
                actor=self.user,
                kept=self.kept,
                other=self.other,
                taken=[n for n in self.differing if data[_VALUE + n] == self.other.code],
                answers={
                    name.removeprefix(_PART): data[name] for name in data if name.startswith(_PART)
                },
                reason=data["reason"],
            )
        )
