"""What every test shares."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate  # noqa: TID251 - all that a flush tells
from django.test import Client
from django.test.utils import override_settings

from aid.models import GoodsKind
from aid.starting_goods import starting_goods
from core.models import Synonym
from members.imports.spellings import defaults
from secretariat.models import Commodity, ServiceTopic
from secretariat.starting_commodities import COMMODITIES
from secretariat.starting_service_topics import TOPICS as DESK
from tests import again
from training.models import Topic
from training.starting_topics import TOPICS

pytest_plugins = ["tests.cast", "tests.meanwhile"]

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run on another server leave out what has nothing to do with it."""
    parser.addoption("--database-only", action="store_true", help="only tests that use a database")
    parser.addoption(
        "--migrated", action="store_true", help="copy the database of DATABASE_URL: it is migrated"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the tests that reach the database, without those in a browser and those of which one
    server is enough: besides the marked ones those of what a page or a form says. Their SQL is
    run by the walk of all addresses, and by the tests of models, services, files and lists.
    """
    if config.getoption("--database-only"):
        items[:] = [item for item in items if _uses_database(item)]


def _uses_database(item: pytest.Item) -> bool:
    used = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") is not None
    is_of_pages = item.path.name.startswith(("test_views_", "test_forms_"))
    is_left_out = is_of_pages or "site" in used or item.get_closest_marker("one_server") is not None
    return (marked or bool(DATABASE_FIXTURES & used)) and not is_left_out


@pytest.fixture(scope="session", autouse=True)
def light_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep files out of the project and leave out what only costs time in a test."""
    files = tmp_path_factory.mktemp("files")
    storage = "django.core.files.storage.FileSystemStorage"
    with override_settings(
        MEDIA_ROOT=files,
        STORAGES={
            "default": {"BACKEND": storage, "OPTIONS": {"location": files, "base_url": None}},
            "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        },
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        WHITENOISE_AUTOREFRESH=True,
        WHITENOISE_USE_FINDERS=True,
        STATIC_ROOT=None,
        SECOND_STEP=False,
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def typed_just_now() -> Iterator[None]:
    """Let ``force_login`` be a password typed just now; ``again.forget`` takes it back."""
    let_in = Client.force_login

    def force_login(self: Client, user: Any, backend: str | None = None) -> None:
        let_in(self, user, backend)
        again.typed(self, user)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", force_login)
        yield


@pytest.fixture(scope="session", autouse=True)
def lists_after_a_flush() -> Iterator[None]:
    """Bring back what migrations wrote, when a test that commits has emptied every table."""

    def write(using: str, **_: Any) -> None:
        rows = [Synonym(kind=kind, key=key, target=target) for kind, key, target in defaults()]
        Synonym.objects.using(using).bulk_create(rows, ignore_conflicts=True)
        goods = [GoodsKind(**values) for values in starting_goods()]
        GoodsKind.objects.using(using).bulk_create(goods, ignore_conflicts=True)
        topics = [Topic(name=name) for name in TOPICS]
        Topic.objects.using(using).bulk_create(topics, ignore_conflicts=True)
        crops = [Commodity(name=name, most_yield=most) for name, most in COMMODITIES]
        Commodity.objects.using(using).bulk_create(crops, ignore_conflicts=True)
        asked = [ServiceTopic(name=name, words=words, seals=seals) for name, words, seals in DESK]
        ServiceTopic.objects.using(using).bulk_create(asked, ignore_conflicts=True)

    last = apps.get_app_config("training")
    post_migrate.connect(write, sender=last)
    yield
    post_migrate.disconnect(write, sender=last)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Copy the test database from the migrated one: of the run's own cluster, or the one given."""
    if "POSTGRES_HOME" in os.environ or request.config.getoption("--migrated"):
        connection.settings_dict["TEST"]["TEMPLATE"] = connection.settings_dict["NAME"]
