"""What the walks walk over, made once for a module: the cast, its two places, everybody.

To make it takes longer than to open an address as everybody. It stands in a transaction around
the module; each test has objects of its own and takes back what it wrote, as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cast import Cast, make_cast
from tests.contracts.places import Place, places
from tests.contracts.walker import Who, everybody

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def make(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Make]:
    """Make rows that stand until the module's end; between the tests the database is shut."""

    def _make(build: Make, *arguments: Any) -> Any:
        with django_db_blocker.unblock():
            return build(*arguments)

    around = ExitStack()
    _make(around.enter_context, transaction.atomic())
    yield _make
    _make(transaction.set_rollback, True)
    _make(around.close)


@pytest.fixture(scope="module")
def standing_cast(make: Make) -> Cast:
    return make(make_cast)


@pytest.fixture(scope="module")
def standing_places(make: Make, standing_cast: Cast) -> tuple[Place, Place]:
    return make(places, standing_cast)


@pytest.fixture(scope="module")
def standing_people(make: Make, standing_cast: Cast) -> list[Who]:
    return make(everybody, standing_cast)


@pytest.fixture
def cast(standing_cast: Cast, db: None) -> Cast:
    return deepcopy(standing_cast)


@pytest.fixture
def both(standing_places: tuple[Place, Place], db: None) -> tuple[Place, Place]:
    """The cast's own place and the strangers'."""
    return deepcopy(standing_places)


@pytest.fixture
def own(both: tuple[Place, Place]) -> Place:
    return both[0]


@pytest.fixture
def people(request: pytest.FixtureRequest, standing_people: list[Who], db: None) -> list[Who]:
    """Everybody, each before a browser of her own; on a second server only the four roles of the
    own place: who is refused there is refused before any query of the page.
    """
    is_second = request.config.getoption("--database-only")
    met = [who for who in standing_people if "own" in who.places or not is_second]
    return [replace(who, user=deepcopy(who.user)) for who in met]
