"""What is written on a case: notes, referrals, answers, its end, who may read it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.forms import ActForm
from institutions.models import Institution
from secretariat import services_sealed
from secretariat.cases import PlainCase, Sealed
from secretariat.forms.fields_desk import LongField, OfficersField
from secretariat.models import SealedCase, Service
from secretariat.sealing import content_of


class CaseForm(ActForm):
    """A form on one case; ``_write`` does what it asks for."""

    def __init__(self, *args: Any, case: PlainCase | Sealed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def try_save(self) -> bool:
        return bool(self.is_valid() and self.attempt(self._done))

    def _done(self) -> bool:
        self._write()
        return True

    def _write(self) -> None:
        raise NotImplementedError


class NoteForm(CaseForm):
    """A line for the desk."""

    text = LongField(label=_("Note"), help_text=_("Only the desk reads it."))

    def _write(self) -> None:
        self.case.add_note(self.cleaned_data["text"], for_family=False, actor=self.user)


class FamilyForm(CaseForm):
    """What the family was told, in the words in which it was told."""

    text = LongField(
        label=_("What was passed on to the family"),
        help_text=_("Only what the worker agrees to. The notes of the desk stay with the desk."),
    )

    def _write(self) -> None:
        self.case.add_note(self.cleaned_data["text"], for_family=True, actor=self.user)


class ReferForm(CaseForm):
    """Where it is passed on."""

    institution = forms.ChoiceField(label=_("Pass on to"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offices = Institution.objects.serving([self.case.region]).distinct()
        self.offices = {row.code: row for row in offices}
        self.fields["institution"].choices = [(c, row.name) for c, row in self.offices.items()]

    def _write(self) -> None:
        self.case.refer(self.offices[self.cleaned_data["institution"]], actor=self.user)


class AnswerForm(CaseForm):
    """What an institution answered."""

    text = LongField(label=_("What they answered"))

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key = key

    def _write(self) -> None:
        self.case.answer(self.key, self.cleaned_data["text"], actor=self.user)


class CloseForm(CaseForm):
    """What came of it."""

    result = LongField(label=_("What came of it?"), rows=3)

    def _write(self) -> None:
        self.case.close(self.cleaned_data["result"], actor=self.user)


class ReopenForm(CaseForm):
    """Why it goes on."""

    reason = LongField(label=_("Why does it go on?"), rows=3, max_length=300)

    def _write(self) -> None:
        self.case.reopen(self.cleaned_data["reason"], actor=self.user)


class _NamesOfficers(ActForm):
    officers = OfficersField()

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.service = service
        others = services_sealed.officers_for(service.region_id).exclude(pk=self.user.pk)
        self.fields["officers"].queryset = others.select_related("institution")

    def clean_officers(self) -> Any:
        officers = self.cleaned_data["officers"]
        if len(officers) < services_sealed.least_to_name(self.user):
            words = self.fields["officers"].error_messages["required"]
            raise forms.ValidationError(words)
        return officers

    def try_save(self) -> SealedCase | None:
        return self.attempt(self._seal) if self.is_valid() else None

    def _seal(self) -> SealedCase:
        raise NotImplementedError


class SealForm(_NamesOfficers):
    """Who may read a service from now on."""

    def _seal(self) -> SealedCase:
        return services_sealed.seal_service(
            service=self.service, officers=list(self.cleaned_data["officers"]), actor=self.user
        )


class SealedNoteForm(_NamesOfficers):
    """A note on a service that only those named read."""

    text = LongField(label=_("Note"))
    field_order = ("text", "officers")

    def _seal(self) -> SealedCase:
        content = content_of(self.service, with_history=False)
        content.notes, content.referrals = [], []
        content.question = self.cleaned_data["text"]
        return services_sealed.seal_new(
            content=content,
            region=self.service.region_id,
            topic=self.service.topic,
            officers=list(self.cleaned_data["officers"]),
            actor=self.user,
            service=self.service,
        )


class SuccessorForm(ActForm):
    """One more officer for a case that too few can open."""

    officer = forms.ModelChoiceField(
        queryset=User.objects.none(),
        to_field_name="username",
        label=_("Who takes it over?"),
        empty_label=None,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, case: SealedCase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case
        named = case.readers.standing().values("user")
        officers = services_sealed.officers_for(case.district_id).exclude(pk__in=named)
        self.fields["officer"].queryset = officers

    def try_save(self) -> bool:
        return bool(self.is_valid() and self.attempt(self._name))

    def _name(self) -> bool:
        officer = self.cleaned_data["officer"]
        services_sealed.name_successor(case=self.case, officer=officer, actor=self.user)
        return True
