"""A PostgreSQL cluster for one run of the tests, gone afterwards.

pytest loads this module with `-p`, because the server must be there before Django's settings
are read. Only the process that starts the run makes a cluster; xdist's workers find it by the
environment. Where DATABASE_URL is given, that server is used instead.

A run begins with a copy of a migrated cluster, which is made anew when a migration or a package
changed: the migrations take longer than most runs of a few tests.
"""

import atexit
import hashlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from core import translations
from core.postgres import Cluster, locks, places

PROJECT = Path(__file__).resolve().parents[1]
HOMES = PROJECT / "var" / "tests"
LOCAL_CHOICES = ("DEMO", "DEBUG", "PRODUCTION", "ALLOWED_HOSTS", "MEDIA_ROOT", "POSTGRES_HOME")
MIGRATED_BY = ("*/migrations/*.py", "core/postgres/*.py", "requirements/*.lock")

# Closed at exit and not by a hook of pytest's: also where Django's settings cannot be read.
_open = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Set the run up before pytest-django's own hook, which reads the settings."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        _set_up()
    yield


def migrated() -> Cluster:
    """Return the migrated cluster that runs begin with; it is never started itself."""
    return Cluster(HOMES / f"migrated-{_fingerprint()}", durable=False)


def copy(cluster: Cluster, home: Path) -> Cluster:
    """Return a copy of a stopped cluster."""
    home.mkdir(mode=0o700)
    room = places.make_room(home)
    for source, target in ((cluster.home / "password", home), (cluster.home / "server/data", room)):
        subprocess.run(["cp", "-a", source, target], check=True)
    return Cluster(home, cluster.durable)


def remove_leftovers(homes: Path, keep: Path | None = None) -> list[Path]:
    """Remove the clusters of killed runs; return their homes. Running ones are left alone."""
    found = [home for home in homes.iterdir() if home.is_dir() and home != keep]
    return [home for home in found if Cluster(home, durable=False).remove()]


def _set_up() -> None:
    for name in LOCAL_CHOICES:
        os.environ.pop(name, None)
    os.environ["SECRET_KEY"] = secrets.token_hex(32)
    os.environ["HASH_KEY"] = secrets.token_hex(32)
    os.environ["CIPHER_KEYS"] = Fernet.generate_key().decode()
    # Playwright leaves an event loop in the thread of the tests, where Django would refuse to work.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    translations.compile_all(PROJECT / "locale")
    if not os.environ.get("DATABASE_URL"):
        _start()


def _start() -> None:
    HOMES.mkdir(parents=True, exist_ok=True)
    # One run at a time starts or ends, so that none takes another for a left-over meanwhile.
    with locks.gate(HOMES):
        remove_leftovers(HOMES, keep=migrated().home)
        if not migrated().home.exists():
            _migrate(migrated().home)
        cluster = copy(migrated(), HOMES / secrets.token_hex(4))
        atexit.register(_stop)
        _open.callback(cluster.remove)
        _open.enter_context(cluster.running())
    os.environ["POSTGRES_HOME"] = str(cluster.home)


def _stop() -> None:
    with locks.gate(HOMES):
        _open.close()


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in MIGRATED_BY for path in PROJECT.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _migrate(home: Path) -> None:
    """Make a migrated cluster; by another process, for this one must not load Django yet."""
    half = HOMES / "half"
    with Cluster(half, durable=False).running():
        done = subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=PROJECT,
            env=os.environ | {"POSTGRES_HOME": str(half)},
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise pytest.UsageError(f"The migrations fail:\n{done.stderr}")
    half.rename(home)
