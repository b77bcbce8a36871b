"""Handing one's open work to a colleague."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from accounts import handover
from accounts.forms import HandOverForm
from accounts.handover import ACT
from accounts.handover_page import facts
from core.access import requires
from core.again import asks_again


@requires(ACT)
@asks_again
def hand_over(request: HttpRequest) -> HttpResponse:
    """Show what is open, and hand all of it to a colleague in one act."""
    work = handover.open_work(request.user)
    form = HandOverForm(request.POST or None, user=request.user, act=ACT)
    if request.method == "POST" and (done := form.try_save()):
        said = _("Handed over to %(name)s: %(what)s.")
        what = "; ".join(str(fact["value"]) for fact in facts(done))
        messages.success(request, said % {"name": form.cleaned_data["colleague"], "what": what})
        return redirect("core:home")
    context = {"form": form, "facts": facts(work), "has_colleagues": form.has_colleagues}
    return render(request, "accounts/hand_over.html", context)
