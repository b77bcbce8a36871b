"""The pages of one place, as somebody sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.contracts.places import Place
from tests.contracts.walker import Who

# What changes from one answer to the next without telling anything.
NOISE = re.compile(r'name="(?:csrfmiddlewaretoken|form_key)" value="[^"]*"|data-csrf="[^"]*"')


def client_of(user: User) -> Client:
    return Who("", user).client


def pages(place: Place) -> Iterator[str]:
    """Every page of one's own place that lists, counts, offers or tells."""
    person, group = {"code": place.person.code}, {"code": place.group.code}
    yield from ("/", "/people/", "/groups/", "/people/add/", "/people/import/", "/groups/add/")
    yield from ("/people/?q=KWT", "/people/?q=0812", "/people/?missing=any", "/people/?sort=new")
    yield from ("/people/?count=exact", "/groups/?missing=decree", "/groups/?sort=members")
    yield from ("/people/duplicates/", "/people/duplicates/not-same/")
    yield from ("/search/?q=KWT", "/search/?q=0812", "/search/?q=rahasia", "/search/?q=kalirejo")
    for name in ("detail", "update", "history"):
        yield reverse(f"members:person_{name}", kwargs=person)
        yield reverse(f"members:group_{name}", kwargs=group)
    for name in ("membership_leave", "membership_move", "office_change", "placement_create"):
        yield reverse(f"members:{name}", kwargs=person)
    yield reverse("members:membership_join", kwargs={"code": place.without_group.code})
    yield reverse("members:group_dissolve", kwargs=group)
    yield reverse("members:transfer_answer", kwargs={"code": place.transfer.code})
    yield from ("/aid/", "/aid/?state=open", "/aid/proposals/add/", "/aid/decrees/")
    yield from ("/aid/decrees/add/", "/aid/?q=rahasia", "/aid/decrees/?q=rahasia")
    yield place.aid.visited.get_absolute_url()
    yield place.aid.decree.get_absolute_url()
    yield from (
        "/secretariat/visits/",
        "/secretariat/visits/?q=rahasia",
        "/secretariat/visits/plan/",
    )
    yield place.desk.visits.held.get_absolute_url()
    yield place.desk.visits.meeting.get_absolute_url()
    yield reverse("secretariat:meeting_list", kwargs=group)


def shown(client: Client, place: Place) -> dict[str, str]:
    answers = {url: client.get(url) for url in pages(place)}
    return {
        url: NOISE.sub("", a.content.decode()) for url, a in answers.items() if a.status_code == 200
    }
