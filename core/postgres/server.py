"""The server process: is it there, start it, stop it."""

import os
import signal
import socket
import struct
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.postgres import places
from core.postgres.errors import PostgresError
from core.postgres.places import Account

# Nothing of the caller's: a stray PGDATA or LC_ALL must not reach the server.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
PATIENCE = 60.0
STEP = 0.02
LARGEST_LOG = 10 * 1024 * 1024

BOTH = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # A refused write would stand in the log with the person's data: in the statement, whose
    # values are written out, and in the detail that quotes the row.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}

# The first question of PostgreSQL's protocol, which any server answers with one letter.
MAY_I_ENCRYPT = struct.pack("!ii", 8, 80877103)

# Popen objects of servers that this process started: dropping one warns of a running child.
_started: dict[int, subprocess.Popen[bytes]] = {}


@dataclass(frozen=True)
class Server:
    """The server of the data in `room`, run by `account`."""

    room: Path
    account: Account
    log: Path
    durable: bool

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.room / "data"

    def is_running(self) -> bool:
        """Tell whether a server answers on our socket and says that it is ready."""
        pid, state = self._pid_file()
        return state == "ready" and pid == self._listener(answers=True)

    def start(self) -> None:
        """Start the server and wait until it is ready, recovery included.

        After a kill -9, backends may outlive their postmaster for a moment, and the new one
        refuses to start beside them: it is tried again.
        """
        self._trim_log()
        until = time.monotonic() + PATIENCE
        while True:
            self._forget_killed()
            before = self._log_size()
            process = self._launch()
            if self._is_ready(process, until):
                _started[process.pid] = process
                return
            words = self._log_since(before)
            if "shared memory block" not in words or time.monotonic() > until:
                raise PostgresError(f"PostgreSQL did not start: {_reason(words)} See {self.log}.")
            time.sleep(0.2)

    def stop(self) -> None:
        """Stop the server, ending open connections, and wait until it is gone."""
        pid, _state = self._pid_file()
        if not pid or pid != self._listener():
            return
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGINT)
        self._wait_for_end(pid)

    def _launch(self) -> subprocess.Popen[bytes]:
        folder = places.make_socket_folder(self.room, self.account)
        chosen = BOTH | ({} if self.durable else FAST)
        options = [f"--{name}={value}" for name, value in chosen.items()]
        program = places.programs(self.account) / "postgres"
        with self.log.open("ab") as log:
            # A session of its own: Ctrl-C in the terminal is for the site, which stops the
            # server after itself.
            return subprocess.Popen(
                [program, "-D", self.data, "-k", folder, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=ENVIRONMENT,
                cwd="/",
                start_new_session=True,
                **self.account.popen(),
            )

    def _is_ready(self, process: subprocess.Popen[bytes], until: float) -> bool:
        while process.poll() is None:
            if self._pid_file() == (process.pid, "ready"):
                return True
            if time.monotonic() > until:
                process.send_signal(signal.SIGQUIT)
                process.wait()
            time.sleep(STEP)
        return False

    def _wait_for_end(self, pid: int) -> None:
        child = _started.pop(pid, None)
        until = time.monotonic() + PATIENCE
        # The last thing that it does is to remove its file; its number may stay a while as a
        # zombie's, where another living process started it.
        while self._pid_file()[0] == pid and _is_alive(pid):
            if child:
                child.poll()
            if time.monotonic() > until:
                raise PostgresError(f"PostgreSQL (process {pid}) does not stop. See {self.log}.")
            time.sleep(STEP)
        if child:
            child.wait()

    def _pid_file(self) -> tuple[int, str]:
        """Return process number and state out of postmaster.pid; 0 where there is none."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return int(lines[0]), lines[7].strip() if len(lines) > 7 else ""
        except (FileNotFoundError, ValueError, IndexError):
            return 0, ""

    def _listener(self, *, answers: bool = False) -> int:
        """Return who listens on our socket, by the kernel's word; 0 for nobody.

        The number in postmaster.pid alone proves nothing: after a crash it may have become
        another process's. With `answers` whoever listens has to answer too: one that was killed
        a moment ago still has its socket, and the kernel takes connections for it.
        """
        with socket.socket(socket.AF_UNIX) as asking:
            try:
                asking.connect(str(places.socket_folder(self.room) / places.SOCKET))
                if answers:
                    asking.settimeout(PATIENCE)
                    asking.sendall(MAY_I_ENCRYPT)
                    if asking.recv(1) not in (b"N", b"S"):
                        return 0
            except OSError:
                return 0
            found = asking.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        return int(struct.unpack("3i", found)[0])

    def _forget_killed(self) -> None:
        """Take the marks of a killed server away, which the new one may take for a living one's.

        It refuses to start when the number in postmaster.pid lives, unless it is its parent's:
        so we put ours there. The file itself must stay, because by it the server finds backends
        that outlived their postmaster. The lock beside the socket guards a private folder only.
        """
        (places.socket_folder(self.room) / f"{places.SOCKET}.lock").unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            path = self.data / "postmaster.pid"
            _first, *rest = path.read_text().splitlines(keepends=True) or [""]
            path.write_text("".join([f"{os.getpid()}\n", *rest]))

    def _trim_log(self) -> None:
        if self._log_size() > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))

    def _log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def _log_since(self, position: int) -> str:
        with self.log.open("rb") as log:
            log.seek(position)
            return log.read().decode(errors="replace")


def _reason(words: str) -> str:
    fatal = [line.partition("FATAL:")[2].strip() for line in words.splitlines() if "FATAL:" in line]
    return f"{fatal[-1]}." if fatal else "it gave no reason."


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
