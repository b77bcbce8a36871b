"""What is written on a case: notes, what the family is told, referrals, its end. One each page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core.access import requires
from secretariat.cases import CHANGE, PlainCase, Sealed, find_case
from secretariat.forms.cases import (
    AnswerForm,
    CaseForm,
    CloseForm,
    FamilyForm,
    NoteForm,
    ReferForm,
    ReopenForm,
)
from secretariat.services_desk import closed_words


def _written(
    request: HttpRequest,
    case: PlainCase | Sealed,
    form_class: type[CaseForm],
    *,
    title: str,
    done: str,
    **more: Any,
) -> HttpResponse:
    """The page of one form on a case, and the way back when it is done."""
    form = form_class(request.POST or None, case=case, user=request.user, act=CHANGE, **more)
    if request.method == "POST" and form.try_save():
        messages.success(request, done)
        return redirect(case)
    context = {"form": form, "case": case, "title": title}
    return render(request, "secretariat/case_form.html", context)


def _closed(request: HttpRequest, case: PlainCase | Sealed) -> HttpResponse:
    messages.info(request, closed_words())
    return redirect(case)


@requires(CHANGE)
def service_note(request: HttpRequest, code: str) -> HttpResponse:
    """A line for the desk."""
    case = find_case(request, code, CHANGE)
    return _written(request, case, NoteForm, title=_("Add a note"), done=_("The note is added."))


@requires(CHANGE)
def service_family(request: HttpRequest, code: str) -> HttpResponse:
    """What the family was told, apart from what the desk notes."""
    case = find_case(request, code, CHANGE)
    title, done = _("Told to the family"), _("It is noted what the family was told.")
    return _written(request, case, FamilyForm, title=title, done=done)


@requires(CHANGE)
def service_refer(request: HttpRequest, code: str) -> HttpResponse:
    """Pass it on to an institution."""
    case = find_case(request, code, CHANGE)
    if not case.is_open:
        return _closed(request, case)
    title, done = _("Pass on"), _("It is passed on. The answer is awaited.")
    return _written(request, case, ReferForm, title=title, done=done)


@requires(CHANGE)
def referral_answer(request: HttpRequest, code: str, referral: str) -> HttpResponse:
    """What an institution answered."""
    case = find_case(request, code, CHANGE)
    name = case.waits_for(referral)
    title, done = _("Answer of %(name)s") % {"name": name}, _("The answer is written down.")
    return _written(request, case, AnswerForm, title=title, done=done, key=referral)


@requires(CHANGE)
def service_close(request: HttpRequest, code: str) -> HttpResponse:
    """Close it, with what came of it."""
    case = find_case(request, code, CHANGE)
    if not case.is_open:
        return _closed(request, case)
    return _written(request, case, CloseForm, title=_("Close"), done=_("It is closed."))


@requires(CHANGE)
def service_reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Go on with what was closed."""
    case = find_case(request, code, CHANGE)
    if case.is_open:
        messages.info(request, _("This service is open already."))
        return redirect(case)
    return _written(request, case, ReopenForm, title=_("Reopen"), done=_("It is open again."))
