"""What a training consists of: sessions, trainers, materials and photos."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.storage import PHOTO_SIZES, serve
from core.undo.saying import say_done
from training import training_page
from training.forms.files import FORMS
from training.forms.sessions import SessionCancelForm, SessionForm
from training.forms.trainers import TrainerForm
from training.models import Session, Trainer, Training, TrainingFile
from training.views.trainings import CHANGE, find_training, while_open

SEE_FILES = "training.view_trainingfile"


@requires(CHANGE)
@while_open(CHANGE)
def session_create(request: HttpRequest, training: Training) -> HttpResponse:
    """One more session."""
    return _session_form(request, Session(training=training), "training/session_create.html")


@requires(CHANGE)
@while_open(CHANGE)
def session_update(request: HttpRequest, training: Training, session: str) -> HttpResponse:
    """Its day, hours or subject."""
    return _session_form(request, _session(training, session), "training/session_update.html")


def _session_form(request: HttpRequest, session: Session, template: str) -> HttpResponse:
    form = SessionForm(request.POST or None, instance=session, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The session is saved."))
        return redirect(session.training)
    context = {"form": form, "training": session.training, "session": session}
    return render(request, template, context)


@requires(CHANGE)
@while_open(CHANGE)
def session_cancel(request: HttpRequest, training: Training, session: str) -> HttpResponse:
    """Say that it was not held, and why."""
    row = _session(training, session)
    form = SessionCancelForm(request.POST or None, session=row, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The session is called off."))
        return redirect(training)
    context = {"form": form, "training": training, "session": row}
    return render(request, "training/session_cancel.html", context)


def _session(training: Training, code: str) -> Session:
    """A session that was not called off."""
    session = get_object_or_404(Session.objects.held(), training=training, code=code)
    session.training = training
    return session


@requires(CHANGE)
@while_open(CHANGE)
def trainer_create(request: HttpRequest, training: Training) -> HttpResponse:
    """Name who teaches: search a member, or write a name."""
    q = request.GET.get("q", "")[:100]
    form = TrainerForm(
        request.POST or None,
        instance=Trainer(training=training),
        q=q,
        user=request.user,
        act=CHANGE,
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The trainer is named."))
        return redirect(training)
    context = {"form": form, "training": training, "q": q}
    return render(request, "training/trainer_create.html", context)


@require_POST
@requires(CHANGE)
@while_open(CHANGE)
def trainer_end(request: HttpRequest, training: Training, trainer: str) -> HttpResponse:
    """Take a trainer off the training."""
    get_object_or_404(Trainer, training=training, code=trainer, ended=False).end()
    say_done(request, _("The trainer is taken off."))
    return redirect(training)


@requires(CHANGE)
def training_file_create(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Add a material or a photo, also after the training."""
    training = find_training(request, code, CHANGE)
    if kind not in FORMS:
        raise Http404
    if training.state == Training.State.CANCELLED:
        messages.warning(request, training_page.closed_words(training.state))
        return redirect(training)
    form = FORMS[kind](
        request.POST or None,
        request.FILES or None,
        instance=TrainingFile(training=training, kind=kind),
        user=request.user,
        act=CHANGE,
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The file is added."))
        return redirect(training)
    context = {"form": form, "training": training, "kind": kind}
    return render(request, "training/training_file_create.html", context)


@require_safe
@requires(SEE_FILES)
def training_file(request: HttpRequest, code: str, file: str, size: str) -> HttpResponse:
    """A material, or a photo large or small."""
    row = _file(request, code, file, SEE_FILES)
    if size not in PHOTO_SIZES:
        raise Http404
    return serve(request, row.file, size, filename=f"{row.kind}-{row.code}")


@require_POST
@requires(CHANGE)
def training_file_remove(request: HttpRequest, code: str, file: str) -> HttpResponse:
    """Take a file off again; of a signed sheet back to where it stood."""
    row = _file(request, code, file, CHANGE)
    row.take_off()
    say_done(request, _("The file is taken off."))
    if row.session:
        return redirect("training:attendance_take", code=code, session_code=row.session.code)
    if row.kind == TrainingFile.Kind.SHEET:
        return redirect("training:attendance_list", code=code)
    return redirect(row.training)


def _file(request: HttpRequest, code: str, file: str, act: str) -> TrainingFile:
    related = ("file", "training", "session")
    files = TrainingFile.objects.allowed(request.user, act).select_related(*related)
    return get_object_or_404(files, training__code=code, code=file, ended=False)
