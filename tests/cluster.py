"""A PostgreSQL cluster for one run of the tests, gone afterwards.

pytest loads this module with `-p`, because the server must be there before Django's settings
are read. Only the process that starts the run makes a cluster; xdist's workers find it by the
environment. Where DATABASE_URL is given, that server is used instead.
"""

import atexit
import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from core import translations
from core.postgres import Cluster, locks

PROJECT = Path(__file__).resolve().parents[1]
HOMES = PROJECT / "var" / "tests"
LOCAL_CHOICES = ("DEMO", "DEBUG", "PRODUCTION", "ALLOWED_HOSTS", "MEDIA_ROOT", "POSTGRES_HOME")

# Closed at exit and not by a hook of pytest's: also where Django's settings cannot be read.
_open = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Set the run up before pytest-django's own hook, which reads the settings."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _set_up()
    yield


def _set_up() -> None:
    for name in LOCAL_CHOICES:
        os.environ.pop(name, None)
    os.environ["SECRET_KEY"] = secrets.token_hex(32)
    os.environ["HASH_KEY"] = secrets.token_hex(32)
    os.environ["CIPHER_KEYS"] = Fernet.generate_key().decode()
    translations.compile_all(PROJECT / "locale")
    if not os.environ.get("DATABASE_URL"):
        _start()


def _start() -> None:
    HOMES.mkdir(parents=True, exist_ok=True)
    # One run at a time starts or ends, so that none takes another for a left-over meanwhile.
    with locks.gate(HOMES):
        remove_leftovers(HOMES)
        cluster = Cluster(HOMES / f"{os.getpid()}-{secrets.token_hex(3)}", durable=False)
        atexit.register(_stop)
        _open.callback(cluster.remove)
        _open.enter_context(cluster.running())
    os.environ["POSTGRES_HOME"] = str(cluster.home)


def _stop() -> None:
    with locks.gate(HOMES):
        _open.close()


def remove_leftovers(homes: Path) -> list[Path]:
    """Remove the clusters of killed runs; return their homes. Running ones are left alone."""
    found = [home for home in homes.iterdir() if home.is_dir()]
    return [home for home in found if Cluster(home, durable=False).remove()]
