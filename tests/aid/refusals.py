"""What a test expects of a database that refuses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction

from core.constraints import sentence, violated


@contextmanager
def refused(name: str) -> Iterator[None]:
    """Expect the constraint of this name; it has a sentence."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        yield
    assert violated(error.value) == name
    assert sentence(error.value)
