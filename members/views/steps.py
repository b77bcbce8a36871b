"""Adding somebody one thing at a time: a draft, its questions, its answers, and the saving."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core import drafts
from core.access import requires
from core.crypto import DecryptionError
from members import steps_page
from members.forms.people_add import PersonCreateForm
from members.forms.steps import (
    ABROAD,
    ACT,
    ANOTHER,
    CHECK,
    KIND,
    MOST_STAYS,
    PersonDraft,
    Step,
)
from members.models import Occupation
from members.views.people import say_saved, transfer_form


def find_draft(request: HttpRequest, code: str) -> PersonDraft:
    """The user's own draft, held until the request has ended; 404 for another's."""
    rows = drafts.of(request.user, KIND)
    if request.method == "POST":
        rows = rows.select_for_update()
    row = get_object_or_404(rows, code=code)
    try:
        return PersonDraft(row, request.user)
    except DecryptionError as error:
        raise Http404 from error


@requires(ACT)
def step_start(request: HttpRequest) -> HttpResponse:
    """Choose between two pages now and everything one by one; or go on with a draft."""
    flow = request.POST.get("flow", "")
    if request.method == "POST" and flow in ("quick", "full"):
        draft = PersonDraft.begin(request.user, flow, request.GET.get("group", ""))
        return redirect(steps_page.address(draft, draft.content["at"]))
    return render(request, "members/step_start.html", {"tasks": steps_page.waiting(request.user)})


@requires(ACT)
def step(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """One question of a draft."""
    draft = find_draft(request, code)
    asked = draft.step(key)
    if asked is None:
        raise Http404
    if steps_page.is_question(asked):
        return _yes_or_no(request, draft, asked)
    is_unknown = request.POST.get("answer") == "unknown" and bool(asked.unknown)
    is_sent = request.method == "POST"
    if is_sent:
        draft.take(asked, QueryDict() if is_unknown else request.POST)
    form = draft.step_form(asked, files=request.FILES or None)
    if is_sent and (is_unknown or not form.errors):
        return _next(request, draft, asked, form, is_unknown=is_unknown)
    if not is_sent:
        form._errors.clear()
    return _draw(request, draft, asked, {"form": form})


def _next(
    request: HttpRequest, draft: PersonDraft, asked: Step, form: Any, *, is_unknown: bool
) -> HttpResponse:
    """Keep the answer and lead on: to the next question, or back to the check."""
    draft.mark(asked, is_unknown=is_unknown)
    if not is_unknown:
        draft.take_photo(form)
    following = CHECK if CHECK in request.GET else draft.following(asked.key)
    draft.go_to(following)
    if draft.is_quick and following == CHECK and CHECK not in request.GET:
        return _save(request, draft)
    return redirect(steps_page.address(draft, following))


def _yes_or_no(request: HttpRequest, draft: PersonDraft, asked: Step) -> HttpResponse:
    """A page of two or three buttons that weigh the same."""
    answer = request.POST.get("answer", "")
    allowed = [each["value"] for each in steps_page.question(asked)]
    if request.method != "POST" or answer not in allowed:
        return _draw(request, draft, asked, {"answers": steps_page.question(asked)})
    following = draft.following(asked.key)
    if asked.key == ABROAD:
        draft.content["abroad"] = answer
        if answer != "yes":
            draft.content["stays"] = []
        following = draft.following(ABROAD)
    elif asked.key == ANOTHER and answer == "yes" and len(draft.stays) < MOST_STAYS:
        following = f"stay-{len(draft.stays)}"
    draft.go_to(following)
    return redirect(steps_page.address(draft, following))


def _draw(
    request: HttpRequest, draft: PersonDraft, asked: Step, shown: dict[str, Any]
) -> HttpResponse:
    before = draft.before(asked.key)
    back = CHECK if CHECK in request.GET else before
    number, total = draft.progress(asked.key)
    context = {
        "step": asked,
        "back": steps_page.address(draft, back) if back else reverse("members:step_start"),
        "number": number,
        "total": total,
        "is_last": draft.is_quick and number == total and CHECK not in request.GET,
        "occupations": Occupation.objects.all(),
    }
    return render(request, "members/step.html", context | shown)


@requires(ACT)
def step_check(request: HttpRequest, code: str) -> HttpResponse:
    """All answers with a way to change each; saving puts her into the register."""
    draft = find_draft(request, code)
    if request.method == "POST":
        return _save(request, draft)
    draft.content["at"] = CHECK
    return _draw_check(request, draft, draft.form())


def _save(request: HttpRequest, draft: PersonDraft) -> HttpResponse:
    """The new person's page; where something hinders it, the answers with what is wrong."""
    confirmed = request.POST.get(PersonCreateForm.CONFIRMED, "")
    form = draft.form(more={PersonCreateForm.CONFIRMED: confirmed})
    person = form.try_save() if all(stay.is_valid() for stay in form.more_stays) else None
    if person is None:
        return _draw_check(request, draft, form)
    draft.row.delete()
    say_saved(request, form, _("%(name)s is recorded.") % {"name": person.name})
    return redirect(person)


def _draw_check(request: HttpRequest, draft: PersonDraft, form: PersonCreateForm) -> HttpResponse:
    context = {
        "form": form,
        "problems": steps_page.problems(draft, form),
        "facts": steps_page.answers(draft, form),
        "code": draft.row.code,
        "name": draft.name,
        "transfer": transfer_form(request, form),
    }
    return render(request, "members/step_check.html", context)


@require_POST
@requires(ACT)
def step_discard(request: HttpRequest, code: str) -> HttpResponse:
    """Throw a draft away."""
    find_draft(request, code).row.delete()
    messages.info(request, _("The draft is thrown away."))
    return redirect("core:home")
