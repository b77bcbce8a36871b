"""What the demonstration's women learned abroad and in trainings, and who can teach it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from members.models import Placement
from training.models import Participant, Skill, Topic, Training

# What work abroad teaches, by a word of the occupation and the country.
_AT_WORK = {
    "lansia": "Perawatan lansia",
    "rumah tangga": "Tata boga",
    "pengasuh": "Pengasuhan anak",
}
_LANGUAGES = {"TW": "Bahasa Mandarin", "HK": "Bahasa Inggris", "SG": "Bahasa Inggris"}
_LANGUAGES |= {"SA": "Bahasa Arab", "AE": "Bahasa Arab"}
_EVERY = 3


def write(rng: Random, trainings: Sequence[Training]) -> None:
    """One of each topic for each woman."""
    topics = {topic.name: topic for topic in Topic.objects.all()}
    found: dict[tuple[int, str], Skill] = {}
    for placement in Placement.objects.order_by("id")[::_EVERY]:
        for name in _learned(placement):
            found.setdefault(
                (placement.person_id, name),
                Skill(
                    person_id=placement.person_id,
                    topic=topics[name],
                    learned=Skill.Learned.ABROAD,
                    country=placement.country,
                    can_teach=rng.random() < 0.2,
                ),
            )
    for training in trainings:
        if training.state == Training.State.FINISHED:
            found |= _from(rng, training)
    Skill.objects.bulk_create(found.values())


def _learned(placement: Placement) -> list[str]:
    work = placement.occupation.lower()
    names = [name for word, name in _AT_WORK.items() if word in work]
    language = _LANGUAGES.get(placement.country)
    return [*names, language] if language else names


def _from(rng: Random, training: Training) -> dict[tuple[int, str], Skill]:
    people = Participant.objects.filter(training=training, person__isnull=False)
    return {
        (person, training.topic.name): Skill(
            person_id=person,
            topic=training.topic,
            learned=Skill.Learned.TRAINING,
            training=training,
            can_teach=rng.random() < 0.25,
        )
        for person in people.order_by("number").values_list("person", flat=True)[::2]
    }
