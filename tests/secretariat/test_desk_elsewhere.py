"""What the desk tells elsewhere: home, search, timelines, files, papers, dissolution, receipts."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.urls import reverse

from core.models import ExportLog
from core.registry import dissolution_parts
from core.timeline import entries
from members.models import Person, Placement
from secretariat.desk_documents import blank_book, book
from secretariat.desk_home import desk_cards
from secretariat.models import SealedReader, Service
from tests.acts import acting
from tests.cast import Cast
from tests.factories import PlacementFactory
from tests.secretariat.desk_factories import ServiceFactory, sealed_case

SECRET = "Tersegel Wulandari"


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)


@pytest.mark.django_db
def test_home_tells_what_is_late_and_what_is_ones_own_sealed(cast: Cast) -> None:
    assert desk_cards(cast.secretary) == []
    ServiceFactory(group=cast.group, urgency=3)
    sealed_case(cast.officer)
    cards = {user: desk_cards(user) for user in (cast.secretary, cast.officer)}
    told = {
        user: [
            (task["url"].partition("?")[2], task["chip_label"]) for task in card.context["tasks"]
        ]
        for user, (card,) in cards.items()
    }
    plain = [("due=late", "1"), ("state=waiting&urgency=3", "1")]
    assert told == {cast.secretary: plain, cast.officer: [*plain, ("", "1")]}
    assert desk_cards(cast.other_officer) == []


@pytest.mark.django_db
def test_timelines_tell_services_to_who_may_see_them(cast: Cast) -> None:
    ServiceFactory(group=cast.group, asker=cast.person)
    ServiceFactory(group=cast.group, about=cast.person, state="review")
    sealed_case(cast.secretary)
    people = Person.objects.with_acts(cast.secretary, ["members.view_sensitive"])
    person = people.get(pk=cast.person.pk)
    mine = [e for e in entries("person", person, cast.secretary) if "Modal" in str(e.title)]
    assert len(mine) == 2
    (month,) = [e for e in entries("group", cast.group, cast.secretary) if e.at == "2026-03"]
    assert "2" in str(month.title)
    assert not [e for e in entries("group", cast.group, cast.other_officer) if e.at == "2026-03"]


@pytest.mark.django_db
def test_search_finds_by_name_and_code(cast: Cast, client: Any) -> None:
    service = ServiceFactory(group=cast.group, asker_name="Legiyem Cari")
    client.force_login(cast.secretary)
    assert "Legiyem Cari" in client.get(f"{reverse('core:search')}?q=legiyem").content.decode()
    answer = client.get(f"{reverse('core:search')}?q={service.code}")
    assert answer["Location"] == service.get_absolute_url()
    client.force_login(cast.other_secretary)
    assert "Legiyem Cari" not in client.get(f"{reverse('core:search')}?q=legiyem").content.decode()


@pytest.mark.django_db
def test_service_export_names_nobody_who_is_abroad_to_a_secretary(cast: Cast, client: Any) -> None:
    ServiceFactory(group=cast.group, asker_name="Legiyem")
    ServiceFactory(group=cast.group, asker=cast.person, asker_name=cast.person.name)
    ServiceFactory(group=cast.group, asker_name="=1+1", question=SECRET)
    PlacementFactory(person=cast.person, status=Placement.Status.ABROAD, returned=None)
    sealed_case(cast.secretary)
    address = reverse("secretariat:service_export")
    client.force_login(cast.viewer)
    assert client.post(address, {"columns": ["topic"], "file_format": "csv"}).status_code == 403
    client.force_login(cast.secretary)
    answer = client.post(address, {"columns": ["topic"], "file_format": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "Legiyem" in text
    assert "'=1+1" in text
    assert cast.person.name not in text
    assert SECRET not in text
    assert ExportLog.objects.get().rows == 2


@pytest.mark.django_db
def test_the_book_names_nothing_sealed(cast: Cast) -> None:
    ServiceFactory(group=cast.group, asker_name="Legiyem")
    sealed_case(cast.secretary)
    month = dt.date(2026, 3, 1)
    services = Service.objects.allowed(cast.secretary, "secretariat.export_service")
    words = text_of(book(month, services, cast.secretary, title=cast.group.name, area=""))
    assert "Legiyem" in words
    assert "Painem" not in words
    assert "Pengaduan" not in words
    assert "Keperluan" in text_of(blank_book("Meja"))
    assert len(pypdf.PdfReader(BytesIO(blank_book("Meja"))).pages) == 1


@pytest.mark.django_db
def test_service_book_asks_a_month_that_can_be(cast: Cast, client: Any) -> None:
    client.force_login(cast.secretary)
    address = reverse("secretariat:service_book")
    for month in ("", "2026-13", "x", "1500-01", "2999-01", "2026-03-01"):
        page = client.post(address, {"month": month, "group": cast.group.code})
        assert list(page.context["form"].errors) == ["month"], month
    # A file is the answer: a form whose page stays would swallow it.
    assert "hx-post" not in page.content.decode().split("<main")[1]
    answer = client.post(address, {"month": "2026-03", "group": cast.group.code})
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.django_db
def test_a_dissolved_group_leaves_no_open_service(cast: Cast) -> None:
    goes_on, ends = ServiceFactory(group=cast.group), ServiceFactory(group=cast.group)
    part = next(part for part in dissolution_parts() if part.key == "services")
    assert {row.key for row in part.open_rows(cast.group)} == {goes_on.code, ends.code}
    answers = {goes_on.code: "office", ends.code: "closed"}
    part.settle(group=cast.group, answers=answers, day="2026", reason="Bubar", actor=cast.officer)
    assert part.open_rows(cast.group) == []
    goes_on.refresh_from_db()
    ends.refresh_from_db()
    assert (goes_on.group, goes_on.state) == (None, "open")
    assert (ends.group, ends.state, ends.result) == (cast.group, "closed", "Bubar")


@pytest.mark.django_db
def test_a_visit_written_by_mistake_is_taken_back(cast: Cast, client: Any) -> None:
    with acting(cast.secretary, "secretariat.add_service") as code:
        ServiceFactory(group=cast.group, received_by=cast.secretary)
    client.force_login(cast.secretary)
    answer = client.post(reverse("core:receipt_undo", args=[code]), {"go": "1"})
    assert answer.status_code == 302
    assert not Service.objects.exists()
    assert not SealedReader.objects.exists()
