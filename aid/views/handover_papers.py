"""A handover on paper, and what is attached to it: scans, the agreement, photos.

What names people is asked for by POST, since it is written down who took it. A signed paper may
bear a NIK in handwriting: only who sees personal data opens its scan.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from aid import handover_documents as documents
from aid.forms.handover_files import AgreementForm, HandoverPhotoForm, HandoverScanForm
from aid.handover_checks import signed_refusal
from aid.models import Handover, HandoverPhoto
from aid.views.handovers import CHANGE, VIEW, find_handover
from core.access import requires
from core.documents import paper_answer
from core.storage import PHOTO_SIZES, serve

EXPORT, CONTACT = "aid.export_aid", "members.view_contact"
PAPERS = {"record": documents.record, "photos": documents.photo_annex}


@require_POST
@requires(EXPORT)
def handover_paper(request: HttpRequest, code: str, paper: str) -> HttpResponse:
    """The record as a PDF (of a draft marked so), or its photos as an annex."""
    handover = find_handover(request, code, EXPORT)
    if paper not in PAPERS:
        raise Http404
    made = PAPERS[paper](handover, request.user)
    return paper_answer(made.pdf, made.title)


def _attach(request: HttpRequest, code: str, form_class: Any, template: str) -> HttpResponse:
    """A form that adds to a paper, also after it is issued; a cancelled one stays as it is."""
    handover = find_handover(request, code, CHANGE)
    if handover.state == Handover.State.CANCELLED:
        messages.warning(request, _("This paper is cancelled. Nothing is added to it."))
        return redirect(handover)
    if refusal := signed_refusal(handover, request.user):
        messages.warning(request, refusal)
        return redirect(handover)
    form = form_class(
        request.POST or None,
        request.FILES or None,
        instance=handover,
        user=request.user,
        act=CHANGE,
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect(handover)
    return render(request, template, {"form": form, "handover": handover})


@requires(CHANGE)
def handover_scan(request: HttpRequest, code: str) -> HttpResponse:
    """Attach the signed paper."""
    return _attach(request, code, HandoverScanForm, "aid/handover_scan.html")


@requires(CHANGE)
def handover_agreement(request: HttpRequest, code: str) -> HttpResponse:
    """Attach the agreement (NPHD, or on a loan for use)."""
    return _attach(request, code, AgreementForm, "aid/handover_agreement.html")


@requires(CHANGE)
def handover_photo_create(request: HttpRequest, code: str) -> HttpResponse:
    """Attach a photo with its caption."""
    handover = find_handover(request, code, CHANGE)
    if handover.state == Handover.State.CANCELLED:
        raise Http404
    form = HandoverPhotoForm(
        request.POST or None,
        request.FILES or None,
        instance=HandoverPhoto(handover=handover),
        user=request.user,
        act=CHANGE,
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The photo is added."))
        return redirect(handover)
    context = {"form": form, "handover": handover}
    return render(request, "aid/handover_photo_create.html", context)


def _photo(handover: Handover, key: str) -> HandoverPhoto:
    """The photo whose content's digest begins so."""
    photos = handover.photos.select_related("file").filter(file__sha256__startswith=key)
    photo = photos.first() if len(key) == documents.KEY_LENGTH else None
    if photo is None:
        raise Http404
    return photo


@require_safe
@requires(VIEW)
def handover_photo(request: HttpRequest, code: str, key: str, size: str) -> HttpResponse:
    """One of the photos, large or small."""
    if size not in PHOTO_SIZES:
        raise Http404
    return serve(request, _photo(find_handover(request, code, VIEW), key).file, size)


@require_POST
@requires(CHANGE)
def handover_photo_remove(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Take a photo off again, for example of another group; what was printed keeps it."""
    handover = find_handover(request, code, CHANGE)
    _photo(handover, key).delete()
    messages.success(request, _("The photo is taken off."))
    return redirect(handover)


@require_safe
@requires(CONTACT)
def handover_scan_file(request: HttpRequest, code: str) -> HttpResponse:
    """The signed paper."""
    handover = find_handover(request, code, CONTACT)
    return serve(request, handover.scan, filename=f"bast-{handover.code}")


@require_safe
@requires(CONTACT)
def handover_agreement_file(request: HttpRequest, code: str) -> HttpResponse:
    """The agreement."""
    handover = find_handover(request, code, CONTACT)
    return serve(request, handover.agreement_scan, filename=f"perjanjian-{handover.code}")
