"""What stands on a draft: its goods, its witnesses."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aid.forms.handover_lines import HandoverLineForm, WitnessesForm
from aid.models import Handover, HandoverLine
from aid.views.handovers import CHANGE, on_draft
from core.access import requires
from core.undo.saying import say_done


@requires(CHANGE)
@on_draft(CHANGE)
def handover_line_create(request: HttpRequest, handover: Handover) -> HttpResponse:
    """Add goods that no proposal asked for."""
    line = HandoverLine(handover=handover)
    form = HandoverLineForm(request.POST or None, instance=line, user=request.user, act=CHANGE)
    if request.method == "POST" and (line := form.try_save()):
        say_done(request, _("%(goods)s is added.") % {"goods": line})
        return redirect(handover)
    context = {"form": form, "handover": handover}
    return render(request, "aid/handover_line_create.html", context)


@requires(CHANGE)
@on_draft(CHANGE)
def handover_line_update(request: HttpRequest, handover: Handover, line_code: str) -> HttpResponse:
    """Change goods, or take them off the paper."""
    line = get_object_or_404(handover.lines.select_related("kind"), code=line_code)
    form = HandoverLineForm(request.POST or None, instance=line, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(handover)
    context = {"form": form, "handover": handover, "line": line}
    return render(request, "aid/handover_line_update.html", context)


@require_POST
@requires(CHANGE)
@on_draft(CHANGE)
def handover_line_remove(request: HttpRequest, handover: Handover, line_code: str) -> HttpResponse:
    """Take goods off a draft."""
    line = get_object_or_404(handover.lines.select_related("kind"), code=line_code)
    line.delete()
    say_done(request, _("%(goods)s is taken off.") % {"goods": line})
    return redirect(handover)


@requires(CHANGE)
@on_draft(CHANGE)
def handover_witnesses(request: HttpRequest, handover: Handover) -> HttpResponse:
    """Who signs besides the two parties."""
    form = WitnessesForm(request.POST or None, handover=handover, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        if "more" in request.POST:
            return redirect("aid:handover_witnesses", code=handover.code)
        return redirect(handover)
    context = {"form": form, "handover": handover}
    return render(request, "aid/handover_witnesses.html", context)
