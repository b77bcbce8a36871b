"""One cluster: its home folder, its making, and the server that runs while somebody uses it."""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.postgres import locks, places
from core.postgres.errors import PostgresError
from core.postgres.server import ENVIRONMENT, Server

# The application's role and database; the role may make databases (the tests need it) and no more.
NAME = "kwt"
SUPERUSER = "postgres"
BAD_ENTRY = "{} belongs to another user: run the project as the user who began with it."


@dataclass(frozen=True)
class Cluster:
    """A PostgreSQL cluster under `home`; `durable=False` gives crash safety away for speed."""

    home: Path
    durable: bool = True

    def settings(self) -> dict[str, Any]:
        """Return Django's DATABASES entry. Starts nothing."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": NAME,
            "USER": NAME,
            "PASSWORD": self._password.read_text() if self._password.exists() else "",
            "HOST": str(places.socket_folder((self.home / "server").resolve())),
            "PORT": places.PORT,
        }

    @contextmanager
    def running(self) -> Iterator[None]:
        """Join the server or start it; the last one out stops it. Raises PostgresError."""
        self._make_home()
        with locks.lock_file(self.home / "users.lock") as users:
            with locks.gate(self.home) as gate:
                locks.share(users)
                self._started(gate)
            entered_by = os.getpid()
            try:
                yield
            finally:
                # A forked child that ends by an exception passes here too.
                if os.getpid() == entered_by:
                    self._leave(users)

    def remove(self) -> bool:
        """Stop the server and remove the cluster with everything in it, unless it is in use."""
        with locks.gate(self.home), locks.lock_file(self.home / "users.lock") as users:
            if not locks.is_last(users):
                return False
            room = places.make_room(self.home)
            self._server(room).stop()
            places.remove_room(room)
        shutil.rmtree(self.home)
        return True

    @property
    def _password(self) -> Path:
        return self.home / "password"

    def _make_home(self) -> None:
        try:
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise PostgresError(f"Cannot make {self.home}: {error.strerror}.") from None
        if self.home.stat().st_uid != os.geteuid() != 0:
            raise PostgresError(BAD_ENTRY.format(self.home))

    def _started(self, gate: int) -> None:
        room = places.make_room(self.home)
        server = self._server(room)
        if not (room / "data").exists():
            self._create(server, gate)
        if not server.is_running():
            server.start()

    def _leave(self, users: int) -> None:
        with locks.gate(self.home):
            if locks.is_last(users):
                self._server(places.make_room(self.home)).stop()

    def _server(self, room: Path) -> Server:
        return Server(room, places.account(room), self.home / "postgres.log", self.durable)

    def _create(self, server: Server, gate: int) -> None:
        """Make the data folder under another name first, so that no half one is ever in place."""
        new = server.room / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        server.account.give(new)
        password = secrets.token_urlsafe(24)
        _initdb(server, new, gate, sync=self.durable)
        _single_user(
            server,
            new,
            f"CREATE ROLE {NAME} LOGIN CREATEDB PASSWORD '{password}';\n"
            f"CREATE DATABASE {NAME} OWNER {NAME};\n",
        )
        self._keep(password)
        new.rename(server.data)

    def _keep(self, password: str) -> None:
        new = self._password.with_suffix(".new")
        new.unlink(missing_ok=True)
        new.touch(mode=0o600)
        new.write_text(password)
        new.rename(self._password)


def _initdb(server: Server, data: Path, gate: int, *, sync: bool) -> None:
    """Run initdb; it holds the gate too, so that nobody starts beside a killed starter's one."""
    unused = server.room / "initdb.password"
    unused.unlink(missing_ok=True)
    unused.touch(mode=0o600)
    unused.write_text(secrets.token_urlsafe(24))
    server.account.give(unused)
    options = [
        f"--pgdata={data}",
        f"--username={SUPERUSER}",
        f"--pwfile={unused}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C.UTF-8",
        "--data-checksums",
        *([] if sync else ["--no-sync"]),
    ]
    _run(server, ["initdb", *options], pass_fds=[gate])
    unused.unlink()


def _single_user(server: Server, data: Path, sql: str) -> None:
    options = ["-c", "exit_on_error=on", "-c", "log_min_messages=warning", "-D", str(data)]
    _run(server, ["postgres", "--single", *options, SUPERUSER], input=sql)


def _run(server: Server, command: list[str], **more: Any) -> None:
    done = subprocess.run(
        [places.programs(server.account) / command[0], *command[1:]],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd="/",
        **server.account.popen(),
        **more,
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no word of why"])[-1]
        raise PostgresError(f"{command[0]} failed: {last}")
