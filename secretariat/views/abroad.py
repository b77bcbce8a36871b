"""Masih di luar negeri: who, until when, last contact; and the day on which she is back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import acts_brought, may, requires
from core.lists import paginate
from members.export_answer import export_answer
from members.forms.ending import EndForm
from members.forms.memberships import JoinForm
from members.models import Person, Placement
from members.views.people import find_person
from secretariat import abroad_export as exporting
from secretariat import abroad_page
from secretariat.abroad_filters import AbroadFilters
from secretariat.abroad_page import EXPORT, RECORD, RETURN, VIEW
from secretariat.abroad_stays import still_abroad, with_days, with_last_contact
from secretariat.forms.abroad import ContactForm, ReturnForm
from secretariat.models import Contact
from secretariat.services_abroad import fits_membership

JOIN, ADD_NEED = "members.join_group", "secretariat.add_need"


def find_stay(request: HttpRequest, code: str, act: str) -> Any:
    """The stay of somebody who is abroad, by her code; 404 where she is not, or not the user's."""
    stays = with_last_contact(still_abroad(request.user, act))
    stays = stays.with_acts(request.user, abroad_page.ACTS)
    return get_object_or_404(stays.select_related("person__group"), person__code=code)


@require_safe
@requires(VIEW)
def abroad_list(request: HttpRequest) -> HttpResponse:
    """Everybody still abroad whom the user may see, whose contract ends first on top."""
    stays = with_days(still_abroad(request.user, VIEW))
    filters = AbroadFilters(request.GET, stays, user=request.user, act=VIEW)
    page = paginate(
        filters.qs,
        base=stays,
        fields=abroad_page.FIELDS,
        sort=filters.order,
        params=request.GET,
        tell=with_last_contact,
    )
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": abroad_page.lines(page.rows),
        "may_export": may(request.user, EXPORT),
    }
    return render(request, "secretariat/abroad_list.html", context)


@requires(EXPORT)
def abroad_export(request: HttpRequest) -> HttpResponse:
    """The officer's alone: who takes it, when and which rows is logged."""
    page = exporting.build(request.GET, request.user, EXPORT)
    return export_answer(request, page, EXPORT, "secretariat/abroad_export.html")


@require_safe
@requires(VIEW)
def abroad_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Her stay, what was heard of her, whom one may call, and what to prepare."""
    stay = find_stay(request, code, VIEW)
    page = abroad_page.build(stay, acts_brought(stay))
    context = {"person": stay.person, "page": page}
    return render(request, "secretariat/abroad_detail.html", context)


@requires(RECORD)
def contact_create(request: HttpRequest, code: str) -> HttpResponse:
    """Write down that she was heard of."""
    person = find_stay(request, code, RECORD).person
    form = ContactForm(
        request.POST or None, instance=Contact(person=person), user=request.user, act=RECORD
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("It is written down that %(name)s was heard of.") % _of(person))
        return redirect("secretariat:abroad_detail", code)
    return render(request, "secretariat/contact_create.html", {"form": form, "person": person})


@requires(RECORD)
def contact_end(request: HttpRequest, code: str, contact: str) -> HttpResponse:
    """Cancel what was written down by mistake, with a reason."""
    contacts = Contact.objects.allowed(request.user, RECORD).current().select_related("person")
    row = get_object_or_404(contacts, code=contact, person__code=code)
    form = EndForm(request.POST or None, row=row, user=request.user, act=RECORD)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect(row.person)
    context = {"form": form, "person": row.person, "contact": row}
    return render(request, "secretariat/contact_end.html", context)


@requires(RETURN)
def person_returned(request: HttpRequest, code: str) -> HttpResponse:
    """She is back: why, when; the stay is closed. Who died is never asked for anything more."""
    stay = find_stay(request, code, RETURN)
    form = ReturnForm(request.POST or None, stay=stay, user=request.user, act=RETURN)
    if request.method == "POST" and form.try_save():
        return _after_return(request, stay.person, form.cleaned_data["reason"])
    context = {"form": form, "person": stay.person, "stay": stay}
    return render(request, "secretariat/person_returned.html", context)


def _after_return(request: HttpRequest, person: Person, reason: str) -> HttpResponse:
    """To the offer of a membership, to her needs, or to her page."""
    if reason == Placement.ReturnReason.DECEASED:
        messages.success(request, _("The death of %(name)s is recorded.") % _of(person))
        return redirect(person)
    messages.success(request, _("It is recorded that %(name)s is back.") % _of(person))
    if fits_membership(reason) and _may_join(request.user, person):
        return redirect("secretariat:returned_next", person.code)
    if may(request.user, ADD_NEED):
        return redirect("secretariat:need_create", person.code)
    return redirect(person)


def _of(person: Person) -> dict[str, str]:
    return {"name": person.name}


def _may_join(user: Any, person: Person) -> bool:
    people = Person.objects.allowed(user, JOIN).living().filter(pk=person.pk)
    return people.exists() and not person.memberships.open().exists()


def find_unbound(request: HttpRequest, code: str) -> Person:
    """Somebody living who belongs to no group; 404 otherwise."""
    person = find_person(request, code, JOIN)
    if person.deceased_on or person.memberships.open().exists():
        raise Http404
    return person


@require_safe
@requires(JOIN)
def returned_next(request: HttpRequest, code: str) -> HttpResponse:
    """Would she like to join a group? Both answers weigh the same."""
    person = find_unbound(request, code)
    return render(request, "secretariat/returned_next.html", {"person": person})


@requires(JOIN)
def returned_join(request: HttpRequest, code: str) -> HttpResponse:
    """She joins; then her needs are asked."""
    person = find_unbound(request, code)
    form = JoinForm(request.POST or None, person=person, user=request.user, act=JOIN)
    if request.method == "POST" and (membership := form.try_save()):
        words = {"name": person.name, "group": membership.group.name}
        messages.success(request, _("%(name)s belongs to %(group)s now.") % words)
        return redirect("secretariat:need_create", code)
    return render(request, "secretariat/returned_join.html", {"form": form, "person": person})
