"""A database of a test's own, where it must see what is committed; people and new keys."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from urllib.parse import quote

import psycopg2
import pytest
from cryptography.fernet import Fernet
from django.db import connection
from pytest_django import Settings

from members.models import Person
from tests.factories import PersonFactory, make_nik
from tests.servers import PROJECT

Script = Callable[..., str]
MIGRATE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


@pytest.fixture
def own_database(django_db_setup: None, run_script: Script) -> Iterator[str]:
    """Make a migrated database, gone after the test; gives its URL."""
    found = connection.settings_dict
    name = f"test_own_{secrets.token_hex(4)}"
    options = {"TEMPLATE": f'"{template}"'} if (template := found["TEST"].get("TEMPLATE")) else {}
    _administer(f'CREATE DATABASE "{name}"', options)
    user, password, host = (quote(found[key], safe="") for key in ("USER", "PASSWORD", "HOST"))
    url = f"postgres://{user}:{password}@{host}:{found['PORT'] or 5432}/{name}"
    try:
        if not options:  # a server given from outside has nothing to copy
            run_script(MIGRATE, DATABASE_URL=url)
        yield url
    finally:
        _administer(f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(sql: str, options: dict[str, str] | None = None) -> None:
    found = connection.get_connection_params() | {"dbname": "postgres"}
    found.pop("cursor_factory", None)
    words = " ".join(f"{key} {value}" for key, value in (options or {}).items())
    with closing(psycopg2.connect(**found)) as administrator:
        administrator.autocommit = True
        administrator.cursor().execute(f"{sql} {words}")


@pytest.fixture
def run_script() -> Script:
    """Run Python in a process of its own with Django set up; returns what it prints."""

    def _run(script: str, *arguments: object, **environment: str) -> str:
        beginning = "import os, sys, django\ndjango.setup()\n"
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", beginning + script, *map(str, arguments)],
            cwd=PROJECT,
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "kwt_registry.settings"} | environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return _run


@pytest.fixture
def niks(db: None) -> dict[int, str]:
    """Three people with a NIK, one of them with an earlier one in her history, and one without."""
    given = {PersonFactory(nik=make_nik(n)).pk: make_nik(n) for n in range(1, 4)}
    corrected = Person.objects.get(pk=min(given))
    given[corrected.pk] = make_nik(4)
    corrected.set_nik(given[corrected.pk])
    corrected.save()
    PersonFactory()
    return given


@pytest.fixture
def new_cipher(settings: Settings) -> Callable[[], None]:
    def renew() -> None:
        settings.CIPHER_KEYS = [Fernet.generate_key().decode(), *settings.CIPHER_KEYS]

    return renew


@pytest.fixture
def new_hash(settings: Settings) -> Callable[[], None]:
    def renew() -> None:
        settings.HASH_KEY = Fernet.generate_key().decode()

    return renew
