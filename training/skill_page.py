"""What one woman knows: her skills, those that ended, and what her trainings suggest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst

from core.access import acts_brought
from core.indonesia import country_name
from members.models import Person
from training.models import Skill, Training
from training.models.trainings import TrainingQuerySet

CHANGE = "training.change_skill"
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SkillPage:
    """The parts of the page; ``suggested`` are trainings whose topic is not among her skills."""

    may_change: bool
    current: list[Line]
    ended: list[Line]
    suggested: list[Training]


def build(person: Person, user: Any) -> SkillPage:
    """By two queries; she brings along whether the user may change what she knows."""
    skills = list(person.skills.select_related("topic", "training").order_by("topic__name", "id"))
    may_change = CHANGE in acts_brought(person)
    known = {skill.topic_id for skill in skills}
    return SkillPage(
        may_change=may_change,
        current=[_line(person, skill) for skill in skills if skill.ended_on is None],
        ended=[_line(person, skill) for skill in skills if skill.ended_on],
        suggested=_suggested(person, user, known) if may_change else [],
    )


def trainings_of(person: Person, user: Any) -> TrainingQuerySet:
    """The finished trainings of hers from which this user may write down what she learned."""
    return Training.objects.allowed(user, CHANGE).finished_by(person).select_related("topic")


def _suggested(person: Person, user: Any, known: set[int]) -> list[Training]:
    """Of each topic that is new the latest training."""
    trainings = trainings_of(person, user).exclude(topic__in=known).order_by("starts_on", "id")
    return list({training.topic_id: training for training in trainings}.values())


def _line(person: Person, skill: Skill) -> Line:
    codes = [person.code, skill.code]
    return {
        "topic": skill.topic.name,
        "where": where(
            skill.learned, skill.country, skill.training.title if skill.training else ""
        ),
        "can_teach": skill.can_teach,
        "note": skill.note,
        "ended_on": skill.ended_on,
        "reason": skill.end_reason,
        "update_url": reverse("training:skill_update", args=codes),
        "end_url": reverse("training:skill_end", args=codes),
    }


def where(learned: str, country: str, training: str | None) -> str:
    """``At work abroad: Taiwan``; ``In a training: Budidaya cabai``."""
    named = country_name(country) if country else training
    how = capfirst(str(Skill.Learned(learned).label))
    return f"{how}: {named}" if named else how
