"""Home and menu of the service desk: what is urgent, what is late. A figure equals its list."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.lists import Count as Number
from core.registry import Card, CardSource, MenuItem, SubjectLink, add_cards, add_link, add_menu
from secretariat.cases import ADD, CHANGE, VIEW
from secretariat.models import SealedCase, Service, Urgency

Row = dict[str, Any]


def desk_cards(user: Any) -> list[Card]:
    """What of the desk is overdue or urgent, and for its readers what is sealed."""
    tasks = [*_plain(user), *_sealed(user)]
    context = {"tasks": tasks, "title": _("Service desk")}
    return [Card("components/_tasks.html", context, 15)] if tasks else []


def _plain(user: Any) -> list[Row]:
    today = timezone.localdate()
    counts = (
        Service.objects.allowed(user, CHANGE)
        .open()
        .order_by()
        .aggregate(
            late=Count("pk", filter=Q(due_on__lt=today)),
            urgent=Count("pk", filter=Q(urgency=Urgency.URGENT)),
        )
    )
    url = reverse("secretariat:service_list")
    late, urgent = counts["late"], counts["urgent"]
    ways = (
        (late, _("Overdue at the desk"), "?due=late", "wrong"),
        (urgent, _("Urgent at the desk"), f"?state=waiting&urgency={Urgency.URGENT}", "missing"),
    )
    return [
        _task(label, f"{url}{query}", number, tone) for number, label, query, tone in ways if number
    ]


def _sealed(user: Any) -> list[Row]:
    """Only those on which the user is named."""
    today = timezone.localdate()
    cases = SealedCase.objects.read_by(user).filter(service__isnull=True).open().order_by()
    counts = cases.aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    if not counts["all"]:
        return []
    tone = "wrong" if counts["late"] else "missing"
    url = reverse("secretariat:sealed_list")
    row = _task(_("Sealed cases that are open"), url, counts["all"], tone)
    if counts["late"]:
        row["note"] = _("%(n)s of them overdue") % {"n": Number(counts["late"])}
    return [row]


def _task(label: str, url: str, number: int, tone: str) -> Row:
    return {"label": label, "url": url, "chip_label": str(Number(number)), "chip_tone": tone}


add_menu(
    MenuItem(
        gettext_lazy("Service desk"),
        "secretariat:service_list",
        VIEW,
        32,
        views=("secretariat:service", "secretariat:sealed", "secretariat:referral"),
    )
)
add_cards(CardSource(CHANGE, desk_cards))
add_link(SubjectLink("group", gettext_lazy("Service desk"), "secretariat:service_group", VIEW))
add_link(
    SubjectLink("person", gettext_lazy("Write down a visit"), "secretariat:service_visit", ADD)
)
