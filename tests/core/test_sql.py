"""The functions that migration core 0001 gives the database."""

import datetime as dt

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def asked(text):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT public.partial_is_valid(t), public.partial_first(t), public.partial_last(t)"
            " FROM (SELECT %s::text) AS given (t)",
            [text],
        )
        return cursor.fetchone()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)), st.sampled_from([4, 7, 10]))
def test_first_and_last_day_agree_with_python(day, length):
    value = PartialDate(day.isoformat()[:length])
    assert asked(value) == (True, value.first_day, value.last_day)


WRONG_FORM = [
    "",
    "x",
    "15",
    "2015-1",
    "2015-1-01",
    "20150101",
    "2015-01-01 ",
    "2015-01-01\n",
    "٢٠١٥",
]
OUT_OF_BOUNDS = ["1899", "2100", "2015-00", "2015-13", "2015-01-00", "2015-01-32"]
NO_SUCH_DAY = ["2015-02-29", "1900-02-29", "2015-04-31"]


@pytest.mark.parametrize("text", [*WRONG_FORM, *OUT_OF_BOUNDS, *NO_SUCH_DAY])
def test_what_is_no_date_has_no_days(text):
    assert asked(text) == (False, None, None)


def test_no_date_has_no_days():
    assert asked(None) == (None, None, None)


def test_functions_are_immutable_and_usable_in_constraints():
    names = ["name_key", "sort_key", "partial_first", "partial_last", "partial_is_valid"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, provolatile, proparallel, prosqlbody IS NOT NULL FROM pg_proc"
            " WHERE pronamespace = 'public'::regnamespace AND proname = ANY(%s)",
            [names],
        )
        found = cursor.fetchall()
    assert sorted(found) == sorted((name, "i", "s", True) for name in names)
