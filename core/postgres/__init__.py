"""The project's own PostgreSQL server, for a machine that was given no DATABASE_URL.

Django asks `settings()` where the server is; `manage.py` and the tests wrap their work in
`running()`, which joins the server or starts it, and stops it when the last one leaves.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from core.postgres import places
from core.postgres.cluster import Cluster
from core.postgres.errors import PostgresError

__all__ = ["Cluster", "PostgresError", "default", "program", "running", "settings"]

PROJECT = Path(__file__).resolve().parents[2]


def default() -> Cluster:
    """Return the cluster that this process uses: `POSTGRES_HOME`, else `var/postgres`."""
    return Cluster(Path(os.environ.get("POSTGRES_HOME") or PROJECT / "var" / "postgres"))


def settings() -> dict[str, Any]:
    """Return Django's DATABASES entry for the embedded server. Starts nothing.

    The password is empty until the cluster was first made, that is until `running()` began.
    """
    return default().settings()


def program(name: str) -> Path:
    """Return one of the package's client programs: psql, pg_dump, pg_restore."""
    return places.installed_programs() / name


@contextmanager
def running() -> Iterator[None]:
    """Hold the embedded server open for as long as the block runs.

    Does nothing where `DATABASE_URL` names another server. Raises PostgresError.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with default().running():
        yield
