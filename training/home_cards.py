"""The parts of home pages that trainings fill. A figure equals the list that it opens."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.access import works_in_groups
from core.lists import Count as Number
from core.lists import count
from core.registry import Card
from training.filters import NOW, OVER, SOON, at_time
from training.followup_page import to_ask
from training.listing import SEEN
from training.models import Participant, Training
from training.training_page import span

MOST_ROWS = 3
CHANGE, VIEW = "training.change_training", "training.view_training"


def office_cards(user: Any) -> list[Card]:
    """The trainings that run, that begin soon, and that nobody has finished."""
    waiting = {
        NOW: (_("Trainings running today"), "ok"),
        SOON: (_("Trainings beginning within 14 days"), "abroad"),
        OVER: (_("Trainings that are over: finish them"), "missing"),
    }
    trainings = Training.objects.allowed(user, CHANGE).order_by()
    within = {when: at_time(Training.objects.order_by(), when).values("pk") for when in waiting}
    counts = trainings.aggregate(
        **{when: Count("pk", filter=Q(pk__in=rows)) for when, rows in within.items()}
    )
    tasks = [
        {
            "label": label,
            "url": f"{reverse('training:training_list')}?when={when}&count=exact",
            "chip_label": str(Number(counts[when])),
            "chip_tone": tone,
        }
        for when, (label, tone) in waiting.items()
        if counts[when]
    ]
    context = {"tasks": tasks, "title": _("Trainings")}
    return [Card("components/_tasks.html", context, 27)] if tasks else []


def coming_cards(user: Any) -> list[Card]:
    """The trainings to which people of a group go, for who works in groups alone."""
    if not works_in_groups(user, VIEW):
        return []
    trainings = Training.objects.allowed(user, VIEW).going_on()
    rows = trainings.filter(ends_on__gte=timezone.localdate()).annotate(ours=_ours(user))
    columns = ("code", "title", "place", "starts_on", "ends_on", "ours")
    found = list(rows.order_by("starts_on", "id").values(*columns)[: MOST_ROWS + 1])
    tasks = [_task(row) for row in found[:MOST_ROWS]]
    if len(found) > MOST_ROWS:
        tasks.append({"label": _("See all trainings"), "url": reverse("training:training_list")})
    context = {"tasks": tasks, "title": _("Trainings of our members")}
    return [Card("components/_tasks.html", context, 27)] if tasks else []


def followup_cards(user: Any) -> list[Card]:
    """How many participants are to be asked again what they still use."""
    waiting = count(to_ask(user))
    if not waiting.value:
        return []
    words = ngettext(
        "%(n)s participant to ask about a training",
        "%(n)s participants to ask about a training",
        waiting.value,
    )
    task = {
        "label": words % {"n": waiting},
        "note": _("What of it is still in use?"),
        "url": reverse("training:followup_due"),
    }
    context = {"tasks": [task], "title": _("Follow-up")}
    return [Card("components/_tasks.html", context, 28)]


def _ours(user: Any) -> Subquery:
    """How many people of the user's groups are enrolled."""
    seen = Participant.objects.allowed(user, SEEN).enrolled().filter(training=OuterRef("pk"))
    numbers = seen.order_by().values("training").annotate(n=Count("pk")).values("n")
    return Subquery(numbers, output_field=IntegerField())


def _task(row: dict[str, Any]) -> dict[str, Any]:
    number = row["ours"] or 0
    words = ngettext("%(n)d person", "%(n)d people", number)
    return {
        "label": row["title"],
        "note": f"{span(row['starts_on'], row['ends_on'])} · {row['place']}",
        "url": reverse("training:training_detail", args=[row["code"]]),
        "chip_label": words % {"n": number},
        "chip_tone": "ok",
    }
