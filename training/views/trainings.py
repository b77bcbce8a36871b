"""Pelatihan: the list, one training, its plan, the step that comes next."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.access import may, requires
from core.lists import paginate
from core.undo.saying import say_done
from members.views.history import history_page
from training import bulk, overview_page, training_needs, training_page
from training.filters import TrainingFilters
from training.forms.trainings import StateForm, TrainingForm
from training.listing import FIELDS, training_lines
from training.models import Training
from training.training_page import EXPORT

VIEW, ADD, CHANGE = "training.view_training", "training.add_training", "training.change_training"
HISTORY = "training.view_history"
MOST_TITLE = Training._meta.get_field("title").max_length
MAY = {
    "add": ADD,
    "export": EXPORT,
    "skills": "training.view_skill",
    "register": "training.view_certificate",
}


def find_training(request: HttpRequest, code: str, act: str) -> Training:
    """The training, where the user may do the act on it; 404 otherwise.

    It brings along what else the user may do on it. What a POST is about to change is held until
    it has ended.
    """
    trainings = Training.objects.allowed(request.user, act)
    trainings = trainings.with_acts(request.user, training_page.ACTS)
    if request.method == "POST":
        trainings = trainings.select_for_update(of=("self",))
    return get_object_or_404(trainings.select_related(*training_page.RELATED), code=code)


def while_open(act: str) -> Callable[[Any], Any]:
    """The view works on a training that is neither finished nor cancelled; else it says so."""

    def wrap(view: Any) -> Any:
        @wraps(view)
        def inner(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
            training = find_training(request, code, act)
            if training.is_open:
                return view(request, training, **kwargs)
            messages.warning(request, training_page.closed_words(training.state))
            return redirect(training)

        return inner

    return wrap


@requires(VIEW)
def training_list(request: HttpRequest) -> HttpResponse:
    """The trainings that the user may see, newest first."""
    trainings = Training.objects.allowed(request.user, VIEW)
    filters = TrainingFilters(request.GET, trainings, user=request.user, act=VIEW)
    page = paginate(
        filters.qs, base=trainings, fields=FIELDS, sort=filters.order, params=request.GET
    )
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": training_lines(page.rows, request.user),
        "bulk": bulk.TRAININGS.bar(request.user, filters, page),
        "may": {verb: may(request.user, act) for verb, act in MAY.items()},
    }
    return render(request, "training/training_list.html", context)


@requires(VIEW)
def training_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What a training is, and what comes next."""
    training = find_training(request, code, VIEW)
    context = {
        "training": training,
        "head": training_page.head(training, "overview"),
        "page": overview_page.build(training, request.user),
    }
    return render(request, "training/training_detail.html", context)


@requires(ADD)
def training_create(request: HttpRequest) -> HttpResponse:
    """Plan a training."""
    asked = {"title": request.GET.get("title", "")[:MOST_TITLE]}
    form = TrainingForm(request.POST or None, initial=asked, user=request.user, act=ADD)
    if request.method == "POST" and (training := form.try_save()):
        say_done(request, _("The training is recorded. Now trainers and materials."))
        return redirect(training)
    context = {"form": form, "needs": training_needs.tasks(request.user)}
    return render(request, "training/training_create.html", context)


@requires(CHANGE)
@while_open(CHANGE)
def training_update(request: HttpRequest, training: Training) -> HttpResponse:
    """Change what is planned."""
    form = TrainingForm(request.POST or None, instance=training, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(training)
    return render(request, "training/training_update.html", {"form": form, "training": training})


@requires(CHANGE)
def training_state(request: HttpRequest, code: str) -> HttpResponse:
    """Open, start, finish, reopen or cancel it."""
    training = find_training(request, code, CHANGE)
    form = StateForm(request.POST or None, training=training, user=request.user, act=CHANGE)
    if not form.fields["state"].choices:
        messages.info(request, training_page.closed_words(training.state))
        return redirect(training)
    if request.method == "POST" and form.try_save():
        state = training.get_state_display()
        say_done(request, _("The training is now: %(state)s.") % {"state": state})
        return redirect(training)
    return render(request, "training/training_state.html", {"form": form, "training": training})


@requires(HISTORY)
def training_history(request: HttpRequest, code: str) -> HttpResponse:
    """All changes to a training, its sessions, participants and files."""
    return history_page(request, find_training(request, code, HISTORY))
