"""What the tests of the embedded server share: ask it, hold it open elsewhere, kill it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2

from core.postgres import Cluster, places
from core.postgres.server import Server

PROJECT = Path(__file__).resolve().parents[1]
HOLD = """
import sys
from pathlib import Path
from core.postgres import Cluster
with Cluster(Path(sys.argv[1]), durable=sys.argv[2] == "durable").running():
    print("ready", flush=True)
    sys.stdin.read()
"""


def server_of(cluster: Cluster) -> Server:
    """Return the server behind a cluster."""
    room = (cluster.home / "server").resolve()
    return Server(room, places.account(room), cluster.home / "postgres.log", cluster.durable)


def postmaster(cluster: Cluster) -> int:
    """Return the number in postmaster.pid."""
    return int((cluster.home / "server" / "data" / "postmaster.pid").read_text().split()[0])


def connect(cluster: Cluster, **instead: str) -> Any:
    """Connect as the application does; each statement is a transaction."""
    found = cluster.settings()
    names = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    connection = psycopg2.connect(
        **({name: found[key] for name, key in names.items()} | {"port": found["PORT"]} | instead)
    )
    connection.autocommit = True
    return connection


def ask(cluster: Cluster, sql: str) -> list[tuple[Any, ...]]:
    """Run one statement on a connection of its own."""
    with closing(connect(cluster)) as connection, connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def begun(cluster: Cluster) -> Iterator["subprocess.Popen[str]"]:
    """Begin another process that uses the cluster until its input closes."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, cluster.home, "durable" if cluster.durable else ""],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        with suppress(BrokenPipeError):
            process.stdin.close()


@contextmanager
def holder(cluster: Cluster) -> Iterator["subprocess.Popen[str]"]:
    """Begin another process that uses the cluster, and wait until it does."""
    with begun(cluster) as process:
        assert process.stdout.readline() == "ready\n"
        yield process


def kill(pid: int) -> None:
    """End a process as the kernel does when memory runs out."""
    os.kill(pid, signal.SIGKILL)
