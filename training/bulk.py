"""What of trainings can be changed together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from core.bulk_edit.fields import ColumnField, Row
from core.bulk_edit.lists import BulkList, add_bulk
from institutions.forms import ProgrammeField
from members.bulk import of_column
from training.filters import TrainingFilters
from training.models import Topic, Training
from training.training_page import closed_words

CHANGE = "training.change_training"


def topic_field(user: Any) -> forms.ModelChoiceField:
    topics = Topic.objects.all()
    return forms.ModelChoiceField(queryset=topics, to_field_name="key", empty_label="—")


def while_open(row: Row) -> str:
    return closed_words(row["state"])


def open_column(name: str, **kwargs: Any) -> ColumnField:
    """A column that is changed while the training is neither finished nor cancelled."""
    return of_column(Training, name, CHANGE, rule=while_open, reads={"state": None}, **kwargs)


class TrainingsBulk(BulkList):
    """Trainings: what they teach, what they are paid from."""

    model, act = Training, "training.bulk_edit"
    name, list_name = "training:training_bulk", "training:training_list"
    list_label = gettext_lazy("Trainings")
    named_by = ("title", "starts_on")
    fields = (
        open_column("topic", make=topic_field, shown="topic__name"),
        open_column("programme", make=lambda user: ProgrammeField(), shown="programme__name"),
        open_column("funding"),
        open_column("place"),
    )

    def filters(self, query: QueryDict, user: Any) -> TrainingFilters:
        return TrainingFilters(query, self.rows(user), user=user, act=self.act)


TRAININGS = add_bulk(TrainingsBulk())
