"""Whose the rows of a training are: its office's, and the groups' whose people take part."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.db.models import Q

OFFICE_REGION = "office__region_id"


def taking_part(path: str) -> Callable[[list[int]], Q]:
    """Rows whose training, found by ``path``, has a participant of one of the groups."""

    def of_groups(groups: list[int]) -> Q:
        participants = apps.get_model("training", "Participant")._default_manager
        theirs = participants.filter(through__group__in=groups)
        return Q(**{f"{path}__in": theirs.values("training")})

    return of_groups


def handed_over(groups: list[int]) -> Q:
    """Sessions at which the secretaries of these groups note who of theirs is there."""
    return taking_part("training")(groups) & Q(training__hands_attendance=True)


def materials_of(groups: list[int]) -> Q:
    """What was handed out at the trainings in which these groups take part."""
    return taking_part("training")(groups) & Q(kind="material")
