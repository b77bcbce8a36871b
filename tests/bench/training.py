"""The pages of trainings, each in turn with its bare view."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from core import once
from core.access import area_q
from tests.bench.asking import DISTRICT, ROUNDS, Measured, fields, get, measured, signed_in
from training.models import Session, Topic, Training

# Each round posts once, and so do the three askings that warm up and the one that counts queries.
POSTS = ROUNDS + 4
STATE = "state-"


def measure() -> list[Measured]:
    """Ask every page as an officer of one district and as somebody who sees the nation."""
    district, nation = signed_in(Role.OFFICER, DISTRICT), signed_in(Role.ADMINISTRATOR)
    found = []
    for where, client, area in (("district", district, DISTRICT), ("nation", nation, "")):
        for name, path, query, bare in _lists(area):
            compare = get(Client(), "/bare/trainings/", bare)
            found.append(measured(f"{name}, {where}", get(client, reverse(path), query), compare))
        found.append(_skills(client, where, area))
    found.append(
        measured(
            "who is to be asked, district",
            get(district, reverse("training:followup_due")),
            get(Client(), "/bare/due/", {"area": DISTRICT}),
        )
    )
    training = _recorded()
    officer = signed_in(Role.OFFICER, training.office.region_id)
    return [*found, *_pages_of(officer, training), _post()]


def _lists(area: str) -> list[tuple[str, str, dict[str, str], dict[str, str]]]:
    """What each list is asked, and its bare view."""
    here = {"area": area} if area else {}
    text = Training.objects.filter(area_q("office__region_id", area)).latest("pk").title
    year = f"{timezone.localdate().year}"
    return [
        ("trainings, first page", "training:training_list", {}, here),
        ("trainings, a year", "training:training_list", {"year": year}, here | {"year": year}),
        ("trainings, one by name", "training:training_list", {"q": text}, here | {"q": text}),
    ]


def _skills(client: Client, where: str, area: str) -> Measured:
    """Who can teach a topic, the nearest of the measured district first."""
    topic = Topic.objects.order_by("pk")[0]
    return measured(
        f"who can teach it near a place, {where}",
        get(client, reverse("training:skill_search"), {"q": topic.name, "place": DISTRICT}),
        get(Client(), "/bare/skills/", {"topic": str(topic.pk), "near": DISTRICT, "area": area}),
    )


def _recorded() -> Training:
    """A training whose attendance is written down."""
    rows = Training.objects.filter(sessions__attendance__isnull=False)
    return rows.select_related("office").order_by("-pk")[0]


def _pages_of(client: Client, training: Training) -> list[Measured]:
    people = {"training": training.code}
    names = (
        ("a training's page", "training:training_detail"),
        ("its participants", "training:participant_list"),
        ("its attendance, 30 × 4", "training:attendance_list"),
    )
    pages = [
        measured(
            name,
            get(client, reverse(path, args=[training.code])),
            get(Client(), "/bare/roster/", people),
        )
        for name, path in names
    ]
    session = training.sessions.order_by("date")[0]
    url = reverse("training:attendance_take", args=[training.code, session.code])
    roster = measured(
        "the roster of a session", get(client, url), get(Client(), "/bare/roster/", people)
    )
    return [*pages, roster]


def _post() -> Measured:
    """Every post records the whole class of another session, of which nothing is recorded yet."""
    waiting = Session.objects.filter(attendance__isnull=True).select_related("training__office")
    sessions = list(waiting.order_by("pk")[: 2 * POSTS])
    assert len(sessions) == 2 * POSTS, "too few sessions are left without attendance"
    officers = cache(lambda region: signed_in(Role.OFFICER, region))
    forms = iter([_filled(officers, session) for session in sessions[:POSTS]])
    others, bare = iter(sessions[POSTS:]), Client(headers={"host": "localhost"})

    def ask() -> Any:
        client, url, form = next(forms)
        answer = client.post(url, form)
        assert answer.status_code == 302, "the attendance was refused"
        return answer

    return measured(
        "attendance of 30 posted",
        ask,
        lambda: bare.post("/bare/attendance/", {"session": next(others).code}),
    )


def _filled(
    officers: Callable[[str], Client], session: Session
) -> tuple[Client, str, dict[str, str]]:
    """Who records it, address and fields of a roster on which everybody is there."""
    training = session.training
    client = officers(training.office.region_id)
    url = reverse("training:attendance_take", args=[training.code, session.code])
    form = fields(client.get(url).content.decode())
    form.pop(once.FIELD, None)
    there = {name: "present" for name in form if name.startswith(STATE)}
    return client, url, form | there
