"""What the search field finds of trainings, by name, topic and place, and of their certificates."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.codes import CODE_LENGTH
from core.registry import Hit, SearchSource, add_search
from training.models import Certificate, Training
from training.training_page import span

ACT, CERTIFICATES = "training.view_training", "training.view_certificate"
TITLE = "participant__training__title"


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


def _numbered(user: Any, text: str, limit: int) -> list[Hit]:
    """The certificates that bear the whole number; every edition of it, the last first."""
    if "/" not in text:
        return []
    papers = Certificate.objects.allowed(user, CERTIFICATES).filter(number__in=[text, text.upper()])
    rows = papers.values("code", "number", "content__name", TITLE)
    return [
        Hit(
            label=row["number"],
            url=reverse("training:certificate_detail", args=[row["code"]]),
            note=" · ".join(filter(None, (row["content__name"], row[TITLE]))),
        )
        for row in rows.order_by("-edition", "-id")[:limit]
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
add_search(
    SearchSource(
        label=_("Certificates"),
        act=CERTIFICATES,
        find=_numbered,
        all_url=lambda text: f"{reverse('training:register_list')}?{urlencode({'q': text})}",
        order=29,
    )
)
