"""The totals of the desk: of what is sealed only crowds count."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from secretariat.desk_totals import FEWEST, totals_of
from tests.cast import Cast
from tests.factories import BUMI_DAYA
from tests.secretariat.desk_factories import (
    ServiceFactory,
    content_of_complaint,
    sealed_case,
    topic,
)


def number(area: str, name: str, month: int = 3) -> int:
    return next(row.months[month - 1] for row in totals_of(area, 2026) if row.name == name)


@pytest.mark.django_db
def test_sealed_cases_count_from_five_on(cast: Cast) -> None:
    for _number in range(FEWEST - 1):
        sealed_case(area=BUMI_DAYA)
    assert number("18.01", "Pengaduan") == 0
    sealed_case(area=BUMI_DAYA)
    assert number("18.01", "Pengaduan") == FEWEST
    # Of another month, topic or regency each stands alone.
    sealed_case(area=BUMI_DAYA, content=content_of_complaint(opened_on="2026-04-01"))
    sealed_case(area=BUMI_DAYA, topic=topic("Dokumen"))
    sealed_case(area="18.02.01.2003")
    assert number("18.01", "Pengaduan", 4) == 0
    assert number("18.01", "Dokumen") == 0
    assert number("18", "Pengaduan") == FEWEST


@pytest.mark.django_db
def test_below_a_regency_they_never_count(cast: Cast) -> None:
    for _number in range(FEWEST):
        sealed_case(area=BUMI_DAYA)
    ServiceFactory(group=cast.group)
    assert number("18.01.10", "Pengaduan") == 0
    assert number("18.01.10", "Modal dan KUR") == 1


@pytest.mark.django_db
def test_service_totals_shows_the_regions_of_the_user(cast: Cast, client: Any) -> None:
    ServiceFactory(group=cast.group)
    address = f"{reverse('secretariat:service_totals')}?year=2026"
    client.force_login(cast.secretary)
    assert client.get(address).status_code == 403
    client.force_login(cast.other_officer)
    (part,) = client.get(address).context["parts"]
    assert sum(row["total"] for row in part["rows"]) == 0
    client.force_login(cast.viewer)
    (part,) = client.get(address).context["parts"]
    assert sum(row["total"] for row in part["rows"]) == 1
