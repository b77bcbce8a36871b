"""Two file locks decide who starts and who stops the server.

*gate* is held alone while a server is made, started or stopped; *users* is shared by everyone
who uses it, so that the last one out can tell that nobody is left. The kernel drops both when
their holder dies, however it dies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def lock_file(path: Path) -> Iterator[int]:
    """Open a lock file; whatever was locked is given up at the end."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def gate(home: Path) -> Iterator[int]:
    """Wait for the gate and hold it; gives its descriptor, for a child that must hold it too."""
    with lock_file(home / "gate.lock") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle


def share(users: int) -> None:
    """Become one of the users. Only inside the gate, where nobody holds the lock alone."""
    fcntl.flock(users, fcntl.LOCK_SH)


def is_last(users: int) -> bool:
    """Tell whether no other user is left. Only inside the gate, and on leaving.

    Where the answer is no, flock has given up the shared lock as well.
    """
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
