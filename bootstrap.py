#!/usr/bin/env python3
"""Set the project up on this machine and run one of its tasks. `make` calls nothing else.

Needs python3 alone, and says in one line what is missing. Packages go to .venv and are
installed again only when their lock file changed.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("Python 3.11 or newer is needed; this is %d.%d." % sys.version_info[:2])

import fcntl
import hashlib
import json
import os
import subprocess
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
INSTALLED = VENV / "installed.json"

# task: the lock file it needs, and what .venv's Python runs
TASKS = {
    "run": ("base", ["manage.py", "serve"]),
    "manage": ("base", ["manage.py"]),
    "seed": ("base", ["manage.py", "fill"]),
    "backup": ("base", ["manage.py", "backup"]),
    "restore": ("base", ["manage.py", "restore"]),
    "test": ("dev", ["-m", "pytest"]),
    "check": ("dev", [__file__, "checks"]),
    "bench": ("dev", ["-m", "tests.bench"]),
    "messages": ("dev", ["manage.py", "messages"]),
    "screenshots": ("dev", ["-m", "pytest", "-n0", "tests/browser/screenshots.py"]),
}
CHECKS = [
    "ruff check",
    "ruff format --check",
    "lint-imports",
    "mypy",
    "djlint --lint --quiet templates",
    "djade --target-version 5.2 --check templates/**/*.html",
    "deptry .",
    "vulture",
    "codespell",
    "python manage.py makemigrations --check --dry-run",
]


def main(arguments: list[str]) -> None:
    """Install what the task needs, then become the task."""
    if arguments == ["checks"]:
        _run_checks()
    if not arguments or arguments[0] not in TASKS:
        sys.exit(f"usage: python3 bootstrap.py {{{','.join(TASKS)}}} [further arguments]")
    task, *more = arguments
    lock, command = TASKS[task]
    os.chdir(ROOT)
    with _alone():
        _install(lock)
    if task in {"run", "seed"}:
        os.environ.setdefault("DEMO", "1")
    os.execv(PYTHON, [PYTHON, *command, *more])


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process at a time touch .venv."""
    folder = ROOT / "var"
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "setup.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _install(lock: str) -> None:
    installed = _installed()
    if installed.get("machine") != _machine():
        _make_venv()
        installed = {"machine": _machine()}
    path = ROOT / "requirements" / f"{lock}.lock"
    wanted = hashlib.sha256(path.read_bytes()).hexdigest()
    if installed.get(lock) == wanted:
        return
    print(f"Installing the packages of requirements/{path.name} …", flush=True)
    options = ["-qq", "--disable-pip-version-check", "--only-binary=:all:", "--require-hashes"]
    if subprocess.run([PYTHON, "-m", "pip", "install", *options, "-r", path]).returncode:
        sys.exit("The packages could not be installed; pip says why above.")
    INSTALLED.write_text(json.dumps(installed | {lock: wanted}))


def _installed() -> dict[str, str]:
    """Return what .venv was made for; nothing, where its making was cut short."""
    try:
        return dict(json.loads(INSTALLED.read_text()))
    except (FileNotFoundError, ValueError):
        return {}


def _machine() -> str:
    """Return what .venv depends on: it does not survive another Python, nor a move."""
    return f"{sys.version} {ROOT}"


def _make_venv() -> None:
    version = "%d.%d" % sys.version_info[:2]
    if find_spec("ensurepip") is None:
        sys.exit(f"Python's venv is missing. On Debian, as root: apt install python{version}-venv")
    print("Making .venv …", flush=True)
    venv.create(VENV, with_pip=True, clear=True, symlinks=True)


def _run_checks() -> None:
    failed = []
    for check in CHECKS:
        print(f"— {check}", flush=True)
        program, *words = check.split()
        if subprocess.run([VENV / "bin" / program, *_files(words)], cwd=ROOT).returncode:
            failed.append(check)
    sys.exit(f"Failed: {'; '.join(failed)}" if failed else 0)


def _files(words: list[str]) -> list[str]:
    """Put the files in the place of a pattern."""
    return [
        found
        for word in words
        for found in (sorted(map(str, ROOT.glob(word))) if "*" in word else [word])
    ]


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
