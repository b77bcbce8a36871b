"""Menutup perkara: sealing a service or a note, and who takes over when a reader is gone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import Assignment
from accounts.roles import Role
from core.access import requires
from secretariat.cases import find_service
from secretariat.forms.cases import SealedNoteForm, SealForm, SuccessorForm
from secretariat.models import SealedCase
from secretariat.models.sealed import SealedQuerySet

SEAL = "secretariat.seal_service"
SUCCESSOR = "secretariat.name_successor"


@requires(SEAL)
def service_seal(request: HttpRequest, code: str) -> HttpResponse:
    """From now on only its author and those named read it; its history goes along."""
    service = find_service(request, code, SEAL)
    form = SealForm(request.POST or None, service=service, user=request.user, act=SEAL)
    if request.method == "POST" and (case := form.try_save()):
        messages.success(request, _("It is sealed. Only those named can open it now."))
        return redirect(case)
    return render(request, "secretariat/service_seal.html", {"form": form, "service": service})


@requires(SEAL)
def sealed_note(request: HttpRequest, code: str) -> HttpResponse:
    """A note that only those named read, on a service that others go on reading."""
    service = find_service(request, code, SEAL)
    form = SealedNoteForm(request.POST or None, service=service, user=request.user, act=SEAL)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The note is sealed. Only those named see it."))
        return redirect(service)
    return render(request, "secretariat/sealed_note.html", {"form": form, "service": service})


@requires(SUCCESSOR)
def successor_list(request: HttpRequest) -> HttpResponse:
    """The sealed cases that fewer than two officers can still open; nothing of what they say."""
    cases = _left_alone(request).select_related("topic").order_by("due_on", "pk")
    return render(request, "secretariat/successor_list.html", {"cases": cases})


@requires(SUCCESSOR)
def successor_name(request: HttpRequest, code: str) -> HttpResponse:
    """Name one more officer on such a case."""
    case = get_object_or_404(_left_alone(request), code=code)
    form = SuccessorForm(request.POST or None, case=case, user=request.user, act=SUCCESSOR)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("She can open the case from now on."))
        return redirect("secretariat:successor_list")
    return render(request, "secretariat/successor_name.html", {"form": form, "case": case})


def _left_alone(request: HttpRequest) -> SealedQuerySet:
    """Only the head of an office meets them, in the regions that she heads."""
    roles = Assignment.objects.open().filter(user__username=request.user.get_username())
    heads = roles.filter(role=Role.OFFICER, is_head=True, region__isnull=False)
    return SealedCase.objects.left_alone(str(role.region_id) for role in heads)
