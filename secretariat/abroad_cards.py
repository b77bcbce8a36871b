"""What home pages tell of those still abroad. A figure equals the list that it opens."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.lists import Count as Number
from core.registry import Card
from secretariat.abroad_filters import SILENT, SOON
from secretariat.abroad_page import VIEW
from secretariat.abroad_stays import (
    back_soon,
    silence_begins,
    silent_since,
    still_abroad,
    with_days,
)


def abroad_cards(user: Any) -> list[Card]:
    """Whose contract ends within 90 days, and of whom nothing was heard for long; one query."""
    today = timezone.localdate()
    waiting: dict[str, tuple[Q, str, str, str]] = {
        "soon": (back_soon(today), _("Back within 90 days"), f"back={SOON}", "abroad"),
        "silent": (
            silent_since(silence_begins()),
            _("Abroad, and not heard of for 3 months"),
            f"contact={SILENT}",
            "missing",
        ),
    }
    stays = with_days(still_abroad(user, VIEW)).order_by()
    counts = stays.aggregate(**{k: Count("pk", filter=row[0]) for k, row in waiting.items()})
    tasks = [
        {
            "label": label,
            "url": f"{reverse('secretariat:abroad_list')}?{query}&count=exact",
            "chip_label": str(Number(counts[key])),
            "chip_tone": tone,
        }
        for key, (_rows, label, query, tone) in waiting.items()
        if counts[key]
    ]
    context = {"tasks": tasks, "title": _("Still abroad")}
    return [Card("components/_tasks.html", context, 31)] if tasks else []
