"""Buku kas alat: on the page, and on paper for the group's meeting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from aid import cashbook, use_list_page, use_page
from aid.use_papers import cash_book
from aid.views.bookings import find_machine
from core.access import requires
from core.documents import paper_answer
from members.models import Person

VIEW, PRINT = "aid.view_uselog", "aid.export_aid"


@requires(VIEW)
def cashbook_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What the machine brought in and what it cost, with the balance after each amount."""
    machine = find_machine(request, code, VIEW, use_page.ACTS)
    spans = use_list_page.spans(machine)
    span = use_list_page.chosen(spans, request.GET.get("span", ""))
    named = Person.objects.allowed(request.user, "members.view_person")
    context = {
        "machine": machine,
        "may": use_page.may(machine),
        "spans": spans,
        "span": span,
        "book": cashbook.book(machine, span, named),
    }
    return render(request, "aid/cashbook_detail.html", context)


@require_POST
@requires(PRINT)
def cashbook_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The book of a season or year as a PDF; it names people, so that it is written down."""
    machine = find_machine(request, code, PRINT)
    span = use_list_page.chosen(use_list_page.spans(machine), request.POST.get("span", ""))
    made = cash_book(machine, span, request.user)
    return paper_answer(made.pdf, made.title)
