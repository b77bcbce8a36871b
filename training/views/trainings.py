"""Pelatihan: the list, and one training."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from core.access import requires
from training import training_page
from training.models import Training

VIEW = "training.view_training"


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


@requires(VIEW)
def training_list(request: HttpRequest) -> HttpResponse:
    """The trainings that the user may see, newest first."""
    trainings = Training.objects.allowed(request.user, VIEW)[:50]
    return render(request, "training/training_list.html", {"trainings": trainings})


@requires(VIEW)
def training_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What a training is, and what comes next."""
    training = find_training(request, code, VIEW)
    head = training_page.head(training, "overview")
    return render(request, "training/training_detail.html", {"training": training, "head": head})
