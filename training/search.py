"""What the search field finds of trainings: by name, topic and place."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.codes import CODE_LENGTH
from core.registry import Hit, SearchSource, add_search
from training.models import Training
from training.training_page import span

ACT = "training.view_training"


def _find(user: Any, text: str, limit: int) -> list[Hit]:
    """The newest first."""
    trainings = Training.objects.allowed(user, ACT).search(text)
    rows = trainings.values("code", "title", "topic__name", "starts_on", "ends_on")
    return [
        Hit(
            label=row["title"],
            url=reverse("training:training_detail", args=[row["code"]]),
            note=f"{row['topic__name']} · {span(row['starts_on'], row['ends_on'])}",
        )
        for row in rows.order_by("-starts_on", "-id")[:limit]
    ]


def _open(user: Any, code: str) -> str:
    if len(code) != CODE_LENGTH:
        return ""
    training = Training.objects.allowed(user, ACT).filter(code=code).first()
    return training.get_absolute_url() if training else ""


add_search(
    SearchSource(
        label=_("Trainings"),
        act=ACT,
        find=_find,
        all_url=lambda text: f"{reverse('training:training_list')}?{urlencode({'q': text})}",
        open_code=_open,
        order=28,
    )
)
