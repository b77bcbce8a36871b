"""What the search field finds at the desk: by the name of who asked or for whom."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import display
from core.codes import CODE_LENGTH
from core.registry import Hit, SearchSource, add_search
from secretariat.cases import VIEW
from secretariat.models import Service


def _find(user: Any, text: str, limit: int) -> list[Hit]:
    """The newest first. What is sealed is found by nobody, its readers included."""
    found = Service.objects.allowed(user, VIEW).search(text).order_by("-opened_on", "-id")
    rows = found.values("code", "asker_name", "topic__name", "opened_on")[:limit]
    return [
        Hit(
            label=row["asker_name"],
            url=reverse("secretariat:service_detail", args=[row["code"]]),
            note=f"{row['topic__name']} · {display.short_date(row['opened_on'])}",
        )
        for row in rows
    ]


def _open(user: Any, code: str) -> str:
    if len(code) != CODE_LENGTH:
        return ""
    service = Service.objects.allowed(user, VIEW).filter(code=code).first()
    return service.get_absolute_url() if service else ""


add_search(
    SearchSource(
        label=_("Service desk"),
        act=VIEW,
        find=_find,
        all_url=lambda text: f"{reverse('secretariat:service_list')}?{urlencode({'q': text})}",
        open_code=_open,
        order=32,
    )
)
