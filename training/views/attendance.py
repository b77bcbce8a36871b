"""Kehadiran: the table of a training, the roster of a session, its sheet on paper and its photo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.documents import paper_answer
from core.storage import serve
from core.undo.saying import say_done
from training import attendance_page, attendance_roster, sheet_papers, training_page
from training.attendance_roster import RECORD
from training.forms.attendance import AttendanceForm
from training.forms.sheets import SheetPhotoForm
from training.models import Session, Training, TrainingFile
from training.views.trainings import find_training

VIEW, CHANGE = "training.view_participant", "training.change_training"


def find_session(request: HttpRequest, code: str, session_code: str, act: str) -> Session:
    """The session, where the user may do the act at it; 404 otherwise. A POST holds it."""
    sessions = Session.objects.allowed(request.user, act).select_related("training__office")
    if request.method == "POST":
        sessions = sessions.select_for_update(of=("self",))
    return get_object_or_404(sessions, training__code=code, code=session_code)


@requires(VIEW)
def attendance_list(request: HttpRequest, code: str) -> HttpResponse:
    """Who was at which session, how many hours, and what is not recorded yet."""
    training = find_training(request, code, VIEW)
    context = {
        "training": training,
        "head": training_page.head(training, "attendance"),
        "page": attendance_page.build(training, request.user, request.GET.get("page", "")),
        "sheets": _sheets(request, training, None),
    }
    return render(request, "training/attendance_list.html", context)


@requires(RECORD)
def attendance_take(request: HttpRequest, code: str, session_code: str) -> HttpResponse:
    """Note who is there. ``?all`` begins with everybody present who is not recorded yet."""
    session = find_session(request, code, session_code, RECORD)
    closed = attendance_roster.why_closed(session)
    form = AttendanceForm(
        None if closed or request.method != "POST" else request.POST,
        session=session,
        presumes_all="all" in request.GET,
        user=request.user,
        act=RECORD,
    )
    if form.is_bound and (number := form.try_record()) is not None:
        say_done(request, _said(number))
        return redirect("training:attendance_list", code=code)
    context = {
        "session": session,
        "when": attendance_roster.when(session),
        "closed": closed,
        "form": form,
        "lines": attendance_page.roster_lines(form),
        "sheets": _sheets(request, session.training, session),
    }
    return render(request, "training/attendance_take.html", context)


def _said(number: int) -> str:
    if not number:
        return _("Nothing has changed: it is recorded already.")
    words = ngettext("Attendance of %(n)s saved.", "Attendance of %(n)s saved.", number)
    return words % {"n": number}


def _sheets(request: HttpRequest, training: Training, session: Session | None) -> dict[str, Any]:
    """The photos of the signed paper of all sessions and of this one, and whether she may add
    one: it names everybody.
    """
    files = TrainingFile.objects.allowed(request.user, CHANGE).select_related("file")
    files = files.filter(training=training, kind=TrainingFile.Kind.SHEET, ended=False)
    kept = files.filter(Q(session=session) | Q(session=None))
    mine = Training.objects.allowed(request.user, CHANGE).filter(pk=training.pk)
    return {"files": list(kept), "may_add": mine.exists()}


@require_POST
@requires(RECORD)
def attendance_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The sheet to sign, with a column for each session that was not called off."""
    training = find_training(request, code, RECORD)
    sessions = list(training.sessions.held())
    url = request.build_absolute_uri(reverse("training:attendance_list", args=[code]))
    made = sheet_papers.sheet(training, sessions, request.user, url=url)
    return paper_answer(made.pdf, made.title)


@require_POST
@requires(RECORD)
def attendance_session_sheet(request: HttpRequest, code: str, session_code: str) -> HttpResponse:
    """The sheet of one session."""
    session = find_session(request, code, session_code, RECORD)
    address = reverse("training:attendance_take", args=[code, session_code])
    url = request.build_absolute_uri(address)
    made = sheet_papers.sheet(session.training, [session], request.user, url=url)
    return paper_answer(made.pdf, made.title)


@requires(CHANGE)
def attendance_photo(request: HttpRequest, code: str, session_code: str) -> HttpResponse:
    """Keep a photo or scan of the signed sheet, to be typed in beside it."""
    session = find_session(request, code, session_code, CHANGE)
    back_url = reverse("training:attendance_take", args=[code, session_code])
    when = attendance_roster.when(session)
    return _keep_photo(request, session.training, session, back_url=back_url, when=when)


@requires(CHANGE)
def attendance_sheet_photo(request: HttpRequest, code: str) -> HttpResponse:
    """The same of the sheet of all sessions; it stands beside each of them."""
    training = find_training(request, code, CHANGE)
    back_url = reverse("training:attendance_list", args=[code])
    return _keep_photo(request, training, None, back_url=back_url, when=_("All sessions"))


def _keep_photo(
    request: HttpRequest, training: Training, session: Session | None, **page: str
) -> HttpResponse:
    kept = TrainingFile(training=training, session=session, kind=TrainingFile.Kind.SHEET)
    form = SheetPhotoForm(
        request.POST or None, request.FILES or None, instance=kept, user=request.user, act=CHANGE
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The sheet is kept. Type in below what it says."))
        return redirect(page["back_url"])
    context = {"form": form, "training": training, "session": session} | page
    return render(request, "training/attendance_photo.html", context)


@require_safe
@requires(CHANGE)
def attendance_photo_file(request: HttpRequest, code: str, file_code: str) -> HttpResponse:
    """The photo itself."""
    files = TrainingFile.objects.allowed(request.user, CHANGE).select_related("file")
    sheets = files.filter(kind=TrainingFile.Kind.SHEET, training__code=code, ended=False)
    sheet = get_object_or_404(sheets, code=file_code)
    return serve(request, sheet.file, filename=f"daftar-hadir-{sheet.code}")
