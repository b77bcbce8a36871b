"""Database and files in one file, and back: `make backup` and `make restore`.

The keys are not in it: they live outside the database, and are kept elsewhere than what they
lock. A backup remembers which keys it needs.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import suppress
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, cast

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from core import postgres

DUMP, KEYS, MEDIA = "database.dump", "keys.json", "media"
# The role may not own the extensions: they stay, all the rest goes.
EMPTY_THE_DATABASE = """
SET lock_timeout = '10s';
SET client_min_messages = warning;
DO $$
DECLARE thing record;
BEGIN
  FOR thing IN
    SELECT c.oid,
           CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END kind
      FROM pg_class c
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
  LOOP
    -- An earlier one may have taken it along.
    IF EXISTS (SELECT FROM pg_class c WHERE c.oid = thing.oid) THEN
      EXECUTE format('DROP %s %s CASCADE', thing.kind, thing.oid::regclass);
    END IF;
  END LOOP;
  FOR thing IN
    SELECT p.oid FROM pg_proc p
     WHERE pronamespace = 'public'::regnamespace
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP
    IF EXISTS (SELECT FROM pg_proc p WHERE p.oid = thing.oid) THEN
      EXECUTE format('DROP ROUTINE %s CASCADE', thing.oid::regprocedure);
    END IF;
  END LOOP;
END $$;
"""
# Of a newer pg_dump; an older server does not know it.
NEWER_SETTING = b"SET transaction_timeout"


class BackupError(RuntimeError):
    """No backup, or no restoring; the message says why. Nothing was changed."""


def make(path: Path | None = None) -> Path:
    """Write database and files to one file, readable by its owner alone; return its path."""
    path = path or _new_path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        scratch = Path(folder)
        _dump(scratch / DUMP)
        (scratch / KEYS).write_text(json.dumps(_key_marks()))
        # Files after the database: whatever a row names is there.
        half = scratch / "whole.tar"
        half.touch(mode=0o600)
        with tarfile.open(half, "w") as archive:
            archive.add(scratch / DUMP, DUMP)
            archive.add(scratch / KEYS, KEYS)
            if _media().exists():
                archive.add(_media(), MEDIA)
        half.replace(path)
    return path


def restore(path: Path) -> Path:
    """Bring back what a backup holds, all or nothing; return a backup of what was there before.

    Raises BackupError.
    """
    _media().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=_media().parent) as folder:
        scratch = Path(folder)
        _unpack(path, scratch)
        _refuse_other_keys(scratch / KEYS)
        before = make()
        _load(scratch / DUMP, scratch / "errors")
        _swap_media(scratch)
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return before


def _new_path() -> Path:
    now = timezone.localtime()
    folder = Path(os.environ.get("BACKUPS") or settings.VAR_DIR / "backups")
    return folder / f"kwt-{now:%Y-%m-%d-%H%M%S}.tar"


def _media() -> Path:
    return Path(settings.MEDIA_ROOT)


def _key_marks() -> dict[str, list[str]]:
    """Return what tells keys apart and gives nothing of them away."""
    keys = {"hash": [settings.HASH_KEY], "cipher": settings.CIPHER_KEYS}
    return {
        name: [hashlib.sha256(f"mark of {key}".encode()).hexdigest()[:16] for key in found]
        for name, found in keys.items()
    }


def _refuse_other_keys(path: Path) -> None:
    needed, here = json.loads(path.read_text()), _key_marks()
    if needed["hash"] != here["hash"] or not set(needed["cipher"]) <= set(here["cipher"]):
        raise BackupError(
            "This backup was made with other keys, and its personal numbers would stay locked: "
            "put the keys of that time back first (var/keys, or CIPHER_KEYS and HASH_KEY)."
        )


def _unpack(path: Path, folder: Path) -> None:
    try:
        with tarfile.open(path) as archive:
            for member in archive:
                _unpack_one(archive, member, folder)
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{path} cannot be read as a backup: {error}.") from None
    if not (folder / DUMP).exists() or not (folder / KEYS).exists():
        raise BackupError(f"{path} is no backup of this register.")


def _unpack_one(archive: tarfile.TarFile, member: tarfile.TarInfo, folder: Path) -> None:
    target = (folder / member.name).resolve()
    if folder.resolve() not in target.parents:
        raise BackupError("This backup names a file outside of it, and was not made here.")
    source = archive.extractfile(member) if member.isfile() else None
    if source is None:
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with source, target.open("wb") as written:
        target.chmod(0o600)
        shutil.copyfileobj(source, written)


def _swap_media(scratch: Path) -> None:
    (scratch / MEDIA).mkdir(mode=0o700, exist_ok=True)
    if _media().exists():
        _media().rename(scratch / "replaced")
    (scratch / MEDIA).rename(_media())


def _dump(path: Path) -> None:
    command, env = _command("pg_dump", ["--format=custom", "--no-owner", "--no-privileges"])
    with path.open("wb") as written:
        done = subprocess.run(command, env=env, stdout=written, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        raise BackupError(f"pg_dump: {done.stderr.strip()}")


def _load(dump: Path, errors: Path) -> None:
    """Replace the database's content by a dump's, in one transaction."""
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]
    command, env = _command("psql", options)
    reading = [_program("pg_restore"), "--no-owner", "--no-privileges", "--no-comments", "-f-"]
    connection.close()
    with (
        errors.open("w+") as said,
        Popen([*reading, dump], stdout=PIPE, stderr=said) as source,
        Popen(command, env=env, stdin=PIPE, stdout=DEVNULL, stderr=said) as target,
    ):
        _pour(source, cast("IO[bytes]", source.stdout), cast("IO[bytes]", target.stdin))
        if target.wait() or source.wait():
            said.seek(0)
            raise BackupError(f"Nothing was restored. {said.read().strip()}")


def _pour(source: "Popen[bytes]", script: IO[bytes], into: IO[bytes]) -> None:
    # A client that stopped at an error has said why.
    with suppress(BrokenPipeError), into:
        into.write(f"BEGIN;\n{EMPTY_THE_DATABASE}".encode())
        into.writelines(line for line in script if not line.startswith(NEWER_SETTING))
        # Without it the transaction is rolled back.
        if source.wait() == 0:
            into.write(b"COMMIT;\n")
    script.close()


def _command(program: str, options: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return a client's command line and environment for the default database."""
    arguments, env = connection.client.settings_to_cmd_args_env(connection.settings_dict, options)
    return [_program(program), *arguments[1:]], os.environ | (env or {})


def _program(name: str) -> str:
    """Return a client that is not older than the server: ours, or the machine's where it fits.

    Ours speaks no TLS, so that the machine's goes first where a server was given.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        (needed,) = cursor.fetchone()
    ours = str(postgres.program(name))
    for candidate in [shutil.which(name), ours] if os.environ.get("DATABASE_URL") else [ours]:
        if candidate and _major(candidate) >= needed:
            return candidate
    raise BackupError(f"{name} of PostgreSQL {needed} or newer is needed, and is not installed.")


def _major(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True).stdout
    found = re.search(r"(\d+)(?:\.|devel|beta|rc|\s|$)", said)
    return int(found[1]) if found else 0
