"""What a person agrees to: asked, and taken back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.access import requires
from members import ways
from members.consent_text import sentence
from members.forms.consents import ConsentForm, WithdrawForm
from members.models import Consent
from members.views.people import find_person

ACT = "members.record_consent"


@requires(ACT)
def consent_update(request: HttpRequest, code: str) -> HttpResponse:
    """Ask her what she does not agree to yet; each answer is a row of its own."""
    person = find_person(request, code, ACT)
    form = ConsentForm(request.POST or None, person=person, user=request.user, act=ACT)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("Her answers are recorded."))
        return redirect(ways.after_change(request, person))
    return render(request, "members/consent_update.html", {"form": form, "person": person})


@requires(ACT)
def consent_withdraw(request: HttpRequest, code: str, consent_code: str) -> HttpResponse:
    """Say what follows, then record that she takes a yes back."""
    given = Consent.objects.allowed(request.user, ACT).standing().filter(is_given=True)
    consent = get_object_or_404(
        given.select_related("person"), code=consent_code, person__code=code
    )
    form = WithdrawForm(request.POST or None, consent=consent, user=request.user, act=ACT)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("Her consent is withdrawn."))
        return redirect(ways.after_change(request, consent.person))
    context = {
        "form": form,
        "person": consent.person,
        "consent": consent,
        "sentence": sentence(consent.purpose, consent.text_version),
    }
    return render(request, "members/consent_withdraw.html", context)
