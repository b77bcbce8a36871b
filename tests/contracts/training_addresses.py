"""The addresses of trainings: how each is opened, what a right POST sends."""

from __future__ import annotations

from typing import Any

from tests.contracts.places import Place
from tests.contracts.walker import Address


def training(place: Place) -> dict[str, Any]:
    return {"code": place.learning.training.code}


TRAININGS: dict[str, Address] = {
    "training:training_list": Address(),
    "training:training_detail": Address(training),
}
TRAINING = TRAININGS
