"""A database of a test's own, where it must see what is committed."""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from urllib.parse import quote

import psycopg2
import pytest
from django.db import connection

from tests.servers import PROJECT

Script = Callable[..., str]


@pytest.fixture
def own_database(django_db_setup: None) -> Iterator[str]:
    """Make a migrated database, gone after the test; gives its URL."""
    found = connection.settings_dict
    name = f"test_own_{secrets.token_hex(4)}"
    options = {"TEMPLATE": f'"{template}"'} if (template := found["TEST"].get("TEMPLATE")) else {}
    _administer(f'CREATE DATABASE "{name}"', options)
    user, password, host = (quote(found[key], safe="") for key in ("USER", "PASSWORD", "HOST"))
    try:
        yield f"postgres://{user}:{password}@{host}:{found['PORT'] or 5432}/{name}"
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
