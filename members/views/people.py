"""The pages of one person: read, add, change, photo, NIK, death."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import history, storage, timeline
from core.access import may, requires
from core.again import asks_again
from core.crypto import DecryptionError
from core.indonesia import clean_nik
from core.undo.saying import say_done
from members import answers_page, person_page, services, transfers, ways
from members.forms.memberships import TransferForm
from members.forms.people import PersonForm
from members.forms.people_add import PersonCreateForm
from members.forms.person_acts import DeathForm, RevealForm
from members.forms.steps import RECORDED, AnswerForm
from members.models import Occupation, Person
from members.transfers import Found
from regions.models import Region


def find_person(request: HttpRequest, code: str, act: str, acts: Iterable[str] = ()) -> Person:
    """The person, where the user may do the act on her; 404 otherwise.

    She brings along which of further acts the user may do on her, and what she has answered.
    """
    people = Person.objects.allowed(request.user, act).select_related("group", "village")
    if acts:
        people = people.with_acts(request.user, acts).with_words()
    return get_object_or_404(people, code=code)


@require_safe
@requires("members.view_person")
def person_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Who she is and how to reach her, her story, what is missing, what can be done."""
    person = find_person(request, code, "members.view_person", person_page.acts())
    page = person_page.build(person, request.user)
    context = {
        "person": person,
        "page": page,
        "timeline": timeline.entries("person", person, request.user),
    }
    return render(request, "members/person_detail.html", context)


@requires("members.add_person")
def person_create(request: HttpRequest) -> HttpResponse:
    """Add somebody, with her group and her work abroad where they are known."""
    form = PersonCreateForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        act="members.add_person",
        initial={key: request.GET[key] for key in ["group"] if key in request.GET},
    )
    if request.method == "POST" and (person := form.try_save()):
        say_saved(request, form, _("%(name)s is recorded.") % {"name": person.name})
        return redirect(person)
    context = {
        "form": form,
        "transfer": transfer_form(request, form),
        "occupations": Occupation.objects.all(),
    }
    return render(request, "members/person_create.html", context)


def say_saved(request: HttpRequest, form: PersonForm, sentence: str) -> None:
    """What was saved, and what the form found on the way."""
    say_done(request, " ".join([sentence, *form.notes]))
    if form.region_note:
        messages.info(request, form.region_note)


def transfer_form(request: HttpRequest, form: PersonCreateForm) -> TransferForm | None:
    """The offer to ask for somebody who is registered elsewhere; the NIK travels sealed."""
    act = "members.request_transfer"
    if form.registered is None or form.registered.found is not Found.ELSEWHERE:
        return None
    group = form.cleaned_data.get("group")
    if group is None or not may(request.user, act):
        return None
    initial = {"token": transfers.seal(request.user, form.typed_nik), "group": group.code}
    return TransferForm(initial=initial, user=request.user, act=act)


@requires("members.change_person")
def person_update(request: HttpRequest, code: str) -> HttpResponse:
    """Change what the register knows of her."""
    act = "members.change_person"
    person = find_person(request, code, act)
    form = PersonForm(
        request.POST or None,
        request.FILES or None,
        instance=person,
        user=request.user,
        act=act,
    )
    if request.method == "POST" and form.try_save():
        say_saved(request, form, _("The changes are saved."))
        return redirect(person)
    return render(request, "members/person_update.html", {"form": form, "person": person})


@require_safe
@requires("members.change_person")
def person_answers(request: HttpRequest, code: str) -> HttpResponse:
    """What is recorded of her, each answer with the way to change it."""
    person = find_person(request, code, "members.change_person", person_page.ACTS)
    context = {"person": person, "sections": answers_page.sections(person, request.user)}
    return render(request, "members/person_answers.html", context)


@requires("members.change_person")
def person_answer(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Answer one question about somebody who is recorded, or change its answer."""
    act = "members.change_person"
    person, asked = find_person(request, code, act), RECORDED.get(key)
    if asked is None:
        raise Http404
    form = AnswerForm(
        request.POST or None,
        request.FILES or None,
        asked=asked,
        instance=person,
        user=request.user,
        act=act,
    )
    if request.method == "POST" and form.try_save():
        say_saved(request, form, _("The changes are saved."))
        return redirect(ways.after_change(request, person))
    context = {"form": form, "person": person, "step": asked}
    return render(request, "members/person_answer.html", context)


@require_safe
@requires("members.view_person")
def person_photo(request: HttpRequest, code: str, size: str) -> HttpResponse:
    """Her photo, large or small."""
    if size not in storage.PHOTO_SIZES:
        raise Http404
    return storage.serve(request, find_person(request, code, "members.view_person").photo, size)


@never_cache
@requires("members.reveal_nik")
@asks_again
def person_reveal_nik(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why, then show the NIK once; who saw it and why is recorded."""
    act = "members.reveal_nik"
    person = find_person(request, code, act)
    form = RevealForm(request.POST or None, user=request.user, act=act)
    context = {"person": person, "form": form}
    if request.method == "POST" and form.is_valid() and person.has_nik:
        reason = form.cleaned_data["reason"]
        history.give_reason(reason)
        try:
            context["nik"] = services.reveal_nik(actor=request.user, person=person, reason=reason)
        except DecryptionError:
            form.add_error(None, _("The key of this NIK is missing. Tell the administrator."))
    return render(request, "members/person_reveal_nik.html", context)


@require_POST
@requires("members.change_person")
def nik_check(request: HttpRequest) -> HttpResponse:
    """Name the region of a NIK's first six digits; what follows them is not looked at."""
    digits = clean_nik(request.POST.get("nik", ""))[:6]
    is_code = len(digits) == 6 and digits.isascii() and digits.isdigit()
    code = f"{digits[:2]}.{digits[2:4]}.{digits[4:]}"
    region = Region.objects.filter(code=code).first() if is_code else None
    return render(request, "members/_nik_region.html", {"region": region, "code": is_code and code})


@requires("members.change_person")
def person_death(request: HttpRequest, code: str) -> HttpResponse:
    """Record when she died; her membership ends that day."""
    act = "members.change_person"
    person = find_person(request, code, act)
    form = DeathForm(request.POST or None, person=person, user=request.user, act=act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(person)
    return render(request, "members/person_death.html", {"form": form, "person": person})
