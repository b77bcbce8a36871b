"""What a new checkout or a new version needs before it serves; little where nothing changed."""

import fcntl
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def prepare() -> None:
    """Bring database, regions and static files up to date."""
    with _alone():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_regions", verbosity=0)
        collect_static_files()


def collect_static_files() -> bool:
    """Gather and compress the static files where they changed since; return whether they had."""
    stamp = Path(settings.STATIC_ROOT) / ".gathered"
    wanted = hashlib.sha256("\n".join(sorted(_static_files())).encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)
    return True


def _static_files() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            found = Path(storage.path(name)).stat()
            yield f"{name} {found.st_size} {found.st_mtime_ns}"


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time prepare, also where two sites start on two ports."""
    settings.VAR_DIR.mkdir(mode=0o700, exist_ok=True)
    with (settings.VAR_DIR / "prepare.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
