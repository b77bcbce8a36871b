"""Numbers of papers: as the office's template says, without gaps, whoever asks at once."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from core.constraints import violated
from institutions.models import Institution, Series, SeriesYear
from institutions.services import next_number, next_numbers
from tests.factories import InstitutionFactory, SeriesFactory

MAY = dt.date(2023, 5, 31)
KIND = Series.Kind.HANDOVER.value


def give(office: Institution, day: dt.date = MAY) -> Any:
    return next_number(institution=office, kind=KIND, day=day)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("template", "code", "text"),
    [
        ("[seq,3]/BAST/[code]/[roman_month]/[year]", "DTKT", "001/BAST/DTKT/V/2023"),
        ("[seq,3]/BAST/[code]/[roman_month]/[year]", "", "001/BAST/V/2023"),
        ("BAST.[seq].[month].[year]", "", "BAST.1.05.2023"),
        ("560/[seq,6]/[year]", "", "560/000001/2023"),
    ],
)
def test_a_number_is_written_by_the_template(template: str, code: str, text: str) -> None:
    series = SeriesFactory(template=template, code=code)
    assert give(series.institution).text == text


@pytest.mark.django_db
def test_each_office_and_year_counts_for_itself() -> None:
    one, other = InstitutionFactory(), InstitutionFactory()
    assert [give(one).seq for _ in range(3)] == [1, 2, 3]
    assert give(other).seq == 1
    assert give(one, dt.date(2024, 1, 2)).seq == 1
    assert give(one).seq == 4


@pytest.mark.django_db
def test_many_numbers_are_given_in_one_row() -> None:
    office = InstitutionFactory()
    give(office)
    many = next_numbers(institution=office, kind=KIND, day=MAY, count=3)
    assert [number.text for number in many] == [f"00{n}/BAST/V/2023" for n in (2, 3, 4)]
    assert give(office).seq == 5


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["[seq]/BAST", "BAST/[year]", "[seq,9]/[year]"])
def test_a_template_that_would_repeat_itself_is_refused(template: str) -> None:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        SeriesFactory(template=template)
    assert violated(error.value) == "series_counts_within_a_year"


@pytest.mark.django_db
def test_a_number_rolled_back_is_given_again() -> None:
    office = InstitutionFactory()
    give(office)
    with transaction.atomic():
        assert give(office).seq == 2
        transaction.set_rollback(True)
    assert give(office).seq == 2


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_get_fifty_consecutive_numbers() -> None:
    office = InstitutionFactory()

    def take(n: int) -> int:
        try:
            with transaction.atomic():
                seq = give(office).seq
                # Every fifth paper fails after it has its number.
                transaction.set_rollback(n % 5 == 0)
            return 0 if n % 5 == 0 else seq
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        given = [seq for seq in pool.map(take, range(50)) if seq]
    assert sorted(given) == list(range(1, 41))
    assert SeriesYear.objects.get().last == 40
