"""Visits for proposals: record one, correct it, its signed form and photos."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aid import verification_documents as documents
from aid.forms.visits import VisitCorrectForm, VisitForm
from aid.models import Verification
from aid.views.proposals import find_proposal
from core.access import requires
from core.documents import paper_answer
from core.storage import PHOTO_SIZES, serve
from core.undo.saying import say_done

ACT, EXPORT = "aid.verify_proposal", "aid.export_aid"


@requires(ACT)
def proposal_verify(request: HttpRequest, code: str) -> HttpResponse:
    """Record a visit, and what it says of each line that waits."""
    proposal = find_proposal(request, code, ACT)
    form = VisitForm(
        request.POST or None,
        request.FILES or None,
        instance=Verification(proposal=proposal),
        user=request.user,
        act=ACT,
    )
    if not form.lines:
        messages.warning(request, _("No line of this proposal waits for a visit any more."))
        return redirect(proposal)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The visit is recorded."))
        return redirect(proposal)
    return render(request, "aid/proposal_verify.html", {"form": form, "proposal": proposal})


@requires(ACT)
def visit_update(request: HttpRequest, code: str) -> HttpResponse:
    """Correct what was noted of a visit, attach the signed form and more photos."""
    rows = Verification.objects.allowed(request.user, ACT).select_related("proposal__group")
    visit = get_object_or_404(rows, code=code)
    form = VisitCorrectForm(
        request.POST or None, request.FILES or None, instance=visit, user=request.user, act=ACT
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(visit.proposal)
    context = {"form": form, "visit": visit, "proposal": visit.proposal}
    return render(request, "aid/visit_update.html", context)


@require_POST
@requires(EXPORT)
def visit_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The record of a visit to be signed, as a PDF; it names people, so that it is logged."""
    rows = Verification.objects.allowed(request.user, EXPORT)
    visit = get_object_or_404(rows.select_related(*documents.RELATED), code=code)
    made = documents.record(visit, request.user)
    return paper_answer(made.pdf, made.title)


@requires("members.view_contact")
def visit_scan(request: HttpRequest, code: str) -> HttpResponse:
    """The signed form of a visit; it names people."""
    rows = Verification.objects.allowed(request.user, "members.view_contact")
    visit = get_object_or_404(rows.select_related("scan"), code=code)
    return serve(request, visit.scan, filename=f"verifikasi-{visit.code}")


@requires("aid.view_proposal")
def visit_photo(request: HttpRequest, code: str, number: int, size: str) -> HttpResponse:
    """A photo of a visit by its place among them, large or small."""
    rows = Verification.objects.allowed(request.user, "aid.view_proposal")
    visit = get_object_or_404(rows, code=code)
    photos = list(visit.photos.select_related("file").order_by("pk"))
    if size not in PHOTO_SIZES or not 0 < number <= len(photos):
        raise Http404
    return serve(request, photos[number - 1].file, size)
