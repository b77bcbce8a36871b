"""Trainings changed together."""

from __future__ import annotations

import pytest
from django.forms.models import model_to_dict

from institutions.forms import key_of
from tests.bulk import change, page, propose, proposed, setting, ticked
from tests.cast import Cast
from tests.factories import InstitutionFactory, ProgrammeFactory, region
from tests.members.pages import signed_in
from tests.training.factories import TopicFactory, TrainingFactory
from training.bulk import TRAININGS
from training.models import Training

FIELDS = ("topic", "programme", "funding", "place")


def test_every_field_of_trainings_stands_here() -> None:
    assert tuple(field.key for field in TRAININGS.fields) == FIELDS


@pytest.mark.parametrize("key", FIELDS)
def test_a_field_of_trainings_leaves_the_others_alone(cast: Cast, key: str) -> None:
    topic, programme = TopicFactory(), ProgrammeFactory()
    office = InstitutionFactory(region=region("18.01"))
    trainings = [TrainingFactory(office=office, quota=20) for _ in range(2)]
    before = model_to_dict(Training.objects.get(pk=trainings[1].pk))
    typed, wanted = {
        "topic": (topic.key, topic.pk),
        "programme": (key_of(programme), programme.pk),
        "funding": ("apbn", "apbn"),
        "place": ("Balai desa", "Balai desa"),
    }[key]
    edit = change(cast.officer, TRAININGS, ticked(trainings) | setting(**{key: typed}))
    assert edit.counts["done"] == 2
    now = model_to_dict(Training.objects.get(pk=trainings[1].pk))
    assert now == before | {key: wanted}


def test_a_closed_training_stays_and_its_place_is_never_empty(cast: Cast) -> None:
    office = InstitutionFactory(region=region("18.01"))
    planned, finished = (
        TrainingFactory(office=office, state=state) for state in ("planned", "finished")
    )
    client = signed_in(cast.officer)
    data = ticked([planned, finished]) | setting(place="Balai desa")
    edit = proposed(client, TRAININGS, data)
    assert (edit.counts["accepted"], edit.counts["refused"]) == (1, 1)
    assert "sudah selesai" in page(client, TRAININGS, edit)
    for typed in ({"place-how": "clear"}, {"place-how": "set", "place": " "}):
        answer = propose(client, TRAININGS, ticked([planned]) | typed)
        assert set(answer.context["form"].errors) & {"place", "place-how"}


def test_who_may_not_change_trainings_is_refused(cast: Cast) -> None:
    training = TrainingFactory(office=InstitutionFactory(region=region("18.01")))
    data = ticked([training]) | setting(place="Balai desa")
    for user in (cast.secretary, cast.viewer, cast.admin):
        assert propose(signed_in(user), TRAININGS, data).status_code == 403
    stranger = propose(signed_in(cast.other_officer), TRAININGS, data)
    assert "refusal" in stranger.context
    assert change(cast.officer, TRAININGS, data).counts["done"] == 1
