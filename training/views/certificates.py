"""Sertifikat: those of a class, one of them, its end; another office's as it is registered."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core import history
from core.access import acts_brought, requires
from core.documents import paper_answer
from core.storage import serve
from training import certificate_page, training_page
from training.certificate_checks import blockers
from training.certificate_documents import certificates_paper
from training.forms.certificates import (
    CertificateReasonForm,
    IssueForm,
    RegisterForm,
    ScanForm,
)
from training.models import Certificate, Participant, Training
from training.services_certificates import (
    issue_certificates,
    reissue_certificate,
    revoke_certificate,
)
from training.training_page import EXPORT
from training.views.trainings import find_training

VIEW, ISSUE = "training.view_certificate", "training.issue_certificate"
REVOKE = "training.revoke_certificate"
TRAINING = ("participant__training__office", "participant__training__topic")


def find_certificate(request: HttpRequest, code: str, act: str) -> Certificate:
    """The certificate, where the user may do the act on it; 404 otherwise.

    It brings along what else the user may do on it.
    """
    papers = Certificate.objects.allowed(request.user, act)
    papers = papers.with_acts(request.user, certificate_page.ACTS)
    return get_object_or_404(papers.select_related(*certificate_page.RELATED, *TRAINING), code=code)


def _address(request: HttpRequest) -> Any:
    return lambda code: request.build_absolute_uri(reverse("core:verify_detail", args=[code]))


def _list_of(training: Training) -> str:
    return reverse("training:certificate_list", args=[training.code])


@requires(VIEW)
def certificate_list(request: HttpRequest, code: str) -> HttpResponse:
    """Who of the class can get a certificate, who has one, and what the others lack."""
    training = find_training(request, code, VIEW)
    participants = certificate_page.listed(training, request.user, VIEW)
    context = {
        "training": training,
        "head": training_page.head(training, "certificates"),
        "page": certificate_page.build_class(training, participants),
    }
    return render(request, "training/certificate_list.html", context)


@requires(ISSUE)
def certificate_issue(request: HttpRequest, code: str) -> HttpResponse:
    """Tick who gets one; all who can are ticked."""
    training = find_training(request, code, ISSUE)
    participants = certificate_page.participants_of(training, request.user, ISSUE)
    form = IssueForm(
        request.POST or None,
        offered=certificate_page.waiting(training, participants),
        unticked=certificate_page.once_revoked(participants),
        initial={"signed_at": certificate_page.last_signed_at(training)},
        user=request.user,
        act=ISSUE,
    )
    if request.method == "POST" and form.is_valid():
        issued = form.attempt(lambda: _issue(request, training, form))
        if issued:
            messages.success(request, _issued(len(issued)))
            return redirect(_list_of(training))
    context = {
        "form": form,
        "training": training,
        "blockers": blockers(training, request.user),
        "short": certificate_page.short_of(training, participants),
    }
    return render(request, "training/certificate_issue.html", context)


def _issue(request: HttpRequest, training: Training, form: IssueForm) -> list[Certificate]:
    return issue_certificates(
        training=training,
        participants=form.chosen,
        day=form.cleaned_data["day"],
        signed_at=form.cleaned_data["signed_at"],
        actor=request.user,
        address=_address(request),
    )


def _issued(count: int) -> str:
    words = ngettext("%(n)d certificate is issued.", "%(n)d certificates are issued.", count)
    return words % {"n": count}


@require_POST
@requires(EXPORT)
def certificate_papers(request: HttpRequest, code: str) -> HttpResponse:
    """The certificates of the class that hold, in the list's order, as one PDF."""
    training = find_training(request, code, EXPORT)
    papers = Certificate.objects.allowed(request.user, EXPORT).valid()
    papers = papers.filter(participant__training=training, is_own=True)
    found = list(papers.order_by("participant__number", "participant"))
    if not found:
        raise Http404
    pdf = certificates_paper(found, training, request.user)
    return paper_answer(pdf, f"Sertifikat {training.title}")


@requires(VIEW)
def certificate_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What a certificate says, whether it holds, and what may be done with it."""
    certificate = find_certificate(request, code, VIEW)
    page = certificate_page.build(certificate, acts_brought(certificate))
    context = {"certificate": certificate, "page": page}
    return render(request, "training/certificate_detail.html", context)


@require_POST
@requires(EXPORT)
def certificate_paper(request: HttpRequest, code: str) -> HttpResponse:
    """One certificate as a PDF; one that no longer holds is marked so."""
    certificate = find_certificate(request, code, EXPORT)
    if not certificate.is_own:
        raise Http404
    pdf = certificates_paper([certificate], certificate.participant.training, request.user)
    return paper_answer(pdf, f"Sertifikat {certificate.number.replace('/', '-')}")


@require_safe
@requires(VIEW)
def certificate_scan(request: HttpRequest, code: str) -> HttpResponse:
    """The scan; another office's may bear a birth date or a NIK, and is not everybody's."""
    certificate = find_certificate(request, code, VIEW)
    if not certificate_page.opens_scan(certificate, acts_brought(certificate)):
        raise Http404
    return serve(request, certificate.scan, filename=f"sertifikat-{certificate.code}")


@requires(ISSUE)
def certificate_attach(request: HttpRequest, code: str) -> HttpResponse:
    """Attach the scan of the signed paper, or replace it; one that has ended stays as it is."""
    certificate = find_certificate(request, code, ISSUE)
    if not certificate.holds:
        messages.warning(request, Certificate.trigger_messages["certificate_state_by_table"])
        return redirect(certificate)
    form = ScanForm(
        request.POST or None,
        request.FILES or None,
        instance=certificate,
        user=request.user,
        act=ISSUE,
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The scan is attached."))
        return redirect(certificate)
    context = {"form": form, "certificate": certificate}
    return render(request, "training/certificate_attach.html", context)


@requires(REVOKE)
def certificate_revoke(request: HttpRequest, code: str) -> HttpResponse:
    """End a certificate with a reason; its number is never given again."""
    certificate = find_certificate(request, code, REVOKE)
    form = CertificateReasonForm(request.POST or None, user=request.user, act=REVOKE)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        history.give_reason(reason)
        if form.attempt(lambda: revoke_certificate(certificate=certificate, reason=reason)):
            messages.success(request, _("The certificate is revoked."))
            return redirect(certificate)
    context = {"form": form, "certificate": certificate}
    return render(request, "training/certificate_revoke.html", context)


@requires(REVOKE)
def certificate_reissue(request: HttpRequest, code: str) -> HttpResponse:
    """Issue it anew with the same number, where a word on it was wrong."""
    certificate = find_certificate(request, code, REVOKE)
    form = CertificateReasonForm(request.POST or None, user=request.user, act=REVOKE)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        history.give_reason(reason)
        anew = form.attempt(
            lambda: reissue_certificate(
                certificate=certificate,
                reason=reason,
                actor=request.user,
                address=_address(request),
            )
        )
        if anew:
            messages.success(request, _("The certificate is issued anew."))
            return redirect(anew)
    context = {
        "form": form,
        "certificate": certificate,
        "differing": certificate_page.differences(certificate),
    }
    return render(request, "training/certificate_reissue.html", context)


@requires(ISSUE)
def certificate_register(request: HttpRequest, code: str, participant: str) -> HttpResponse:
    """Another office's certificate, as it was typed; it gets no number and no QR of ours."""
    training = find_training(request, code, ISSUE)
    rows = Participant.objects.allowed(request.user, ISSUE).enrolled().select_related("person")
    holder = get_object_or_404(rows, training=training, code=participant)
    if training.certifies:
        messages.warning(request, _("This office certifies this training itself: issue it here."))
        return redirect(_list_of(training))
    holder.training = training
    form = RegisterForm(
        request.POST or None,
        request.FILES or None,
        instance=Certificate(participant=holder, is_own=False),
        user=request.user,
        act=ISSUE,
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The certificate is registered."))
        return redirect(_list_of(training))
    context = {"form": form, "training": training, "holder": holder}
    return render(request, "training/certificate_register.html", context)
