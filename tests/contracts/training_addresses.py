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


def participant(place: Place) -> dict[str, Any]:
    return training(place) | {"participant_code": place.learning.participant.code}


def named(place: Place) -> dict[str, Any]:
    return training(place) | {"participant_code": place.learning.named.code}


PARTICIPANTS: dict[str, Address] = {
    "training:participant_list": Address(training),
    "training:participant_group": Address(
        training,
        data=lambda place, user: {"group": place.group.code, "people": [place.without_group.code]},
    ),
    "training:participant_add": Address(
        training, data=lambda place, user: {"people": [place.without_group.code]}
    ),
    "training:participant_named": Address(
        training, data=lambda place, user: {"name": "Sutarman", "phone": "081234567890"}
    ),
    "training:participant_scores": Address(
        training,
        data=lambda place, user: {f"{place.learning.participant.code}-pre_score": "62,5"},
    ),
    "training:participant_invite": Address(
        training,
        data=lambda place, user: {"people": [place.learning.participant.code], "way": "letter"},
        post=200,
    ),
    "training:participant_update": Address(
        participant, data=lambda place, user: {"number": "7", "post_score": "90"}
    ),
    "training:participant_withdraw": Address(
        participant, data=lambda place, user: {"reason": "Anak sakit"}
    ),
    "training:participant_return": Address(participant, get=405, data=lambda p, u: {"x": "y"}),
    "training:participant_join": Address(
        named, data=lambda place, user: {"person": place.without_group.code}
    ),
}
TRAINING = TRAININGS | PARTICIPANTS
