"""Alat menganggur: the question to its group, and the office's list with the reasons."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from aid import idle_page
from aid.exports.idle import IdleExport
from aid.forms.idle import IdleForm, IdleNoteForm, IdleSettleForm
from aid.models import Equipment, IdleAnswer
from aid.views.bookings import find_machine
from core.access import may, requires
from core.exports.answer import XLSX, Selection, file_answer, log
from core.lists import paginate
from core.undo.saying import say_done

VIEW, ADD = "aid.view_idleanswer", "aid.add_idleanswer"
EXPORT = "aid.export_aid"


@requires(VIEW)
def idle_list(request: HttpRequest) -> HttpResponse:
    """The machines that stand still in this season, each with what its group says."""
    machines = Equipment.objects.allowed(request.user, VIEW)
    page = paginate(
        idle_page.with_answers(machines.idle()),
        base=machines,
        fields=idle_page.FIELDS,
        sort=idle_page.BY_GROUP,
        params=request.GET,
    )
    context = {
        "page": page,
        "lines": idle_page.lines(page.rows),
        "around": idle_page.around(page),
        "may_settle": may(request.user, idle_page.SETTLE),
        "may_export": may(request.user, EXPORT),
    }
    return render(request, "aid/idle_list.html", context)


@require_POST
@requires(EXPORT)
def idle_export(request: HttpRequest) -> HttpResponse:
    """The list as a file: who says what of which machine."""
    machines = Equipment.objects.allowed(request.user, EXPORT).idle()
    order = idle_page.BY_GROUP.columns
    selection = Selection.of(machines, order=order, area="group__village_id")
    spec = IdleExport(request.user)
    log(spec, selection, user=request.user, filters="")
    return file_answer(spec, selection, XLSX)


@requires(ADD)
def idle_answer(request: HttpRequest, code: str) -> HttpResponse:
    """Why is this machine not used? Five plain answers."""
    machine = find_machine(request, code, ADD)
    form = IdleForm(request.POST or None, equipment=machine, user=request.user, act=ADD)
    if request.method == "POST" and (answer := form.try_save()):
        return redirect(answer)
    context = {"machine": machine, "form": form, "question": idle_page.question(machine)}
    return render(request, "aid/idle_answer.html", context)


@requires(ADD)
def idle_note(request: HttpRequest, code: str) -> HttpResponse:
    """What follows from the answer, and a line about it."""
    answers = IdleAnswer.objects.allowed(request.user, ADD)
    answers = answers.select_related("equipment__kind", "equipment__group")
    answer = get_object_or_404(answers, code=code)
    form = IdleNoteForm(request.POST or None, instance=answer, user=request.user, act=ADD)
    if request.method == "POST" and form.try_save():
        say_done(request, _("Thank you. The answer is noted."))
        return redirect("core:home")
    context = {
        "answer": answer,
        "machine": answer.equipment,
        "form": form,
        "follow": idle_page.follow_up(answer),
    }
    return render(request, "aid/idle_note.html", context)


@requires(idle_page.SETTLE)
def idle_settle(request: HttpRequest, code: str) -> HttpResponse:
    """The office answers a group: another group, a training, or why it stays as it is."""
    act = idle_page.SETTLE
    answers = IdleAnswer.objects.allowed(request.user, act)
    related = answers.select_related("equipment__kind", "equipment__group")
    answer = get_object_or_404(related, code=code)
    if not answers.waiting().filter(pk=answer.pk).exists():
        messages.info(request, _("This is settled already, or the group says otherwise by now."))
        return redirect(answer.equipment)
    form = IdleSettleForm(request.POST or None, instance=answer, user=request.user, act=act)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The answer is recorded. The group sees it."))
        return redirect(answer.equipment)
    context = {
        "answer": answer,
        "machine": answer.equipment,
        "form": form,
        "way": idle_page.way_of_office(answer, request.user),
    }
    return render(request, "aid/idle_settle.html", context)
