import logging
import sys

import pytest
from django.db import IntegrityError, transaction

from core.logs import SparingFormatter
from tests.factories import PersonFactory

SECRET = "Ponirah Rahasia"


def formatted(error: BaseException) -> str:
    record = logging.LogRecord("x", logging.ERROR, "x.py", 1, "Internal Server Error", (), None)
    record.exc_info = (type(error), error, error.__traceback__)
    return SparingFormatter("%(message)s").format(record)


@pytest.mark.django_db
def test_a_refused_row_is_not_quoted() -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        PersonFactory(name=SECRET, phone="bukan nomor")
    assert SECRET in str(caught.value)  # otherwise this test shows nothing
    text = formatted(caught.value)
    assert SECRET not in text
    assert "person_phone_international" in text
    assert text.count("(data left out)") == 2  # psycopg2's error and Django's


def test_other_errors_stay_whole() -> None:
    try:
        raise ValueError("satu\n\nDua")
    except ValueError:
        error = sys.exc_info()[1]
    assert "satu\n\nDua" in formatted(error)
