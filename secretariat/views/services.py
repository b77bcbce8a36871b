"""Meja layanan: the queue, a visit written down, one case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.access import may, public, requires
from core.lists import paginate
from core.receipts.running import done
from institutions.models import Institution
from members.models import Group, Person
from members.views.history import history_page
from secretariat import case_page
from secretariat.cases import ADD, CHANGE, VIEW, find_case, find_service
from secretariat.filters_desk import ServiceFilters
from secretariat.forms.services import ServiceChangeForm, ServiceForm
from secretariat.listing_desk import FIELDS, MOST_SEALED, sealed_lines, service_lines
from secretariat.models import SealedCase, Service

HISTORY = "members.view_history"
MAY = {
    "add": ADD,
    "export": "secretariat.export_service",
    "import": "secretariat.import_service",
    "totals": "secretariat.view_desktotal",
}


@requires(VIEW)
def service_list(request: HttpRequest) -> HttpResponse:
    """The queue: the urgent first, of them the oldest. What is sealed is no part of it."""
    services = Service.objects.allowed(request.user, VIEW)
    filters = ServiceFilters(request.GET, services, user=request.user, act=VIEW)
    page = paginate(
        filters.qs, base=services, fields=FIELDS, sort=filters.order, params=request.GET
    )
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": service_lines(page.rows),
        "may": {verb: may(request.user, act) for verb, act in MAY.items()},
        "has_sealed": SealedCase.objects.read_by(request.user).cases().exists(),
    }
    return render(request, "secretariat/service_list.html", context)


@requires(VIEW)
def sealed_list(request: HttpRequest) -> HttpResponse:
    """The sealed cases on which the user is named; nobody else's."""
    cases = SealedCase.objects.read_by(request.user).select_related("topic")
    rows = cases.filter(service__isnull=True).order_by("-state", "due_on", "pk")[:MOST_SEALED]
    return render(request, "secretariat/sealed_list.html", {"lines": sealed_lines(rows)})


@requires(ADD)
def service_create(request: HttpRequest) -> HttpResponse:
    """Write down who came and what she asks; what must be sealed is sealed at once."""
    return _visit(request, None)


@requires(ADD)
def service_visit(request: HttpRequest, code: str) -> HttpResponse:
    """The same for a member whose page led here."""
    people = Person.objects.allowed(request.user, ADD)
    return _visit(request, get_object_or_404(people, code=code))


def _visit(request: HttpRequest, person: Person | None) -> HttpResponse:
    form = ServiceForm(request.POST or None, person=person, user=request.user, act=ADD)
    if request.method == "POST" and (case := form.try_save()):
        words = _("It is written down.")
        # What is sealed has no receipt, and is never taken back.
        messages.success(request, words if form.is_sealed else done(words))
        return redirect(case)
    return render(request, "secretariat/service_create.html", {"form": form})


@requires(VIEW)
def service_group(request: HttpRequest, code: str) -> HttpResponse:
    """The queue of one group, which its page leads to."""
    group = get_object_or_404(Group.objects.allowed(request.user, VIEW), code=code)
    return redirect(f"{reverse('secretariat:service_list')}?group={group.code}")


@requires(VIEW)
def service_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One case: who and what, its notes, where it was passed on."""
    case = find_case(request, code, VIEW)
    page = case_page.build(case, request.user)
    return render(request, "secretariat/service_detail.html", {"page": page})


@requires(CHANGE)
def service_update(request: HttpRequest, code: str) -> HttpResponse:
    """Correct what was written down, and so look through what an old book held."""
    service = find_service(request, code, CHANGE)
    if not service.is_open:
        messages.info(request, _("This service is closed. Reopen it before you go on."))
        return redirect(service)
    form = ServiceChangeForm(request.POST or None, instance=service, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect(service)
    return render(request, "secretariat/service_update.html", {"form": form, "service": service})


@requires(HISTORY)
def service_history(request: HttpRequest, code: str) -> HttpResponse:
    """All changes to a service. What was done with a sealed case stands on its own page."""
    return history_page(request, find_service(request, code, HISTORY))


@require_safe
@public("Whoever complains about a secretary or a chair must find another way without an account.")
def service_numbers(request: HttpRequest) -> HttpResponse:
    """The numbers of the offices and of BP3MI, for whoever cannot speak to her group's desk."""
    kinds = Institution.Kind
    offices = Institution.objects.exclude(phone="").filter(
        kind__in=[kinds.DISTRICT_LABOUR, kinds.PROVINCIAL_LABOUR, kinds.BP3MI]
    )
    return render(request, "secretariat/service_numbers.html", {"offices": offices[:50]})
