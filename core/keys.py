"""The keys that live outside the database: cookie, cipher and hash.

On one machine they are made once and kept in a private folder. In production each comes from
the environment, as `SECRET_KEY`, `CIPHER_KEYS` and `HASH_KEY`, or from the file that
`SECRET_KEY_FILE`, … names; without them there is no start.
"""

import fcntl
import os
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

SHORTEST = 32
# What a key is for, and the variable that holds it; in lower case, its file.
VARIABLES = {"cipher": "CIPHER_KEYS", "hash": "HASH_KEY", "cookie": "SECRET_KEY"}


class KeysBusyError(RuntimeError):
    """The site runs with the keys of this folder, or somebody is changing them."""


@dataclass(frozen=True)
class Keys:
    """The keys; of the cipher keys the first one encrypts, the others still decrypt."""

    cookie: str
    cipher: list[str]
    hash: str


def load(folder: Path, *, production: bool) -> Keys:
    """Return the keys of this process. Raises ImproperlyConfigured where one is missing or bad.

    Outside production, a key that the environment does not give is made in `folder`.
    """

    def one(name: str, make: Callable[[], str]) -> str:
        given = _from_environment(name)
        if not given and production:
            raise ImproperlyConfigured(f"Set {name}, or {name}_FILE to the path of a file with it.")
        return given or _kept(folder / name.lower(), make)

    return Keys(
        cookie=_long_enough("SECRET_KEY", one("SECRET_KEY", _secret)),
        cipher=_cipher_keys(one("CIPHER_KEYS", _cipher_key)),
        hash=_long_enough("HASH_KEY", one("HASH_KEY", _secret)),
    )


def write(path: Path, text: str) -> None:
    """Put a key file in its place: whole or not at all, readable by its owner alone."""
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    half.touch(mode=0o600)
    with half.open("w") as handle:
        handle.write(f"{text}\n")
        # What the key locks is on the disk at once; without the key it would be lost.
        handle.flush()
        os.fsync(handle.fileno())
    half.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def is_given(kind: str) -> bool:
    """Whether the environment gives this key, so that no file is ours to change."""
    name = VARIABLES[kind]
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def renewed(old: Keys, kinds: Collection[str]) -> Keys:
    """The keys with new ones of some kinds. Old cipher keys stay, for what they have locked."""
    return Keys(
        cookie=_secret() if "cookie" in kinds else old.cookie,
        cipher=[_cipher_key(), *old.cipher] if "cipher" in kinds else old.cipher,
        hash=_secret() if "hash" in kinds else old.hash,
    )


def keep(folder: Path, new: Keys, kinds: Iterable[str]) -> None:
    """Write the files of some kinds."""
    for kind in kinds:
        text = ",".join(new.cipher) if kind == "cipher" else getattr(new, kind)
        write(folder / VARIABLES[kind].lower(), text)


@contextmanager
def in_use(folder: Path, read: Keys) -> Iterator[None]:
    """Hold the keys as they were read for as long as a site runs. Raises KeysBusyError."""
    with _held(folder, fcntl.LOCK_SH, read):
        yield


@contextmanager
def changing(folder: Path, read: Keys) -> Iterator[None]:
    """Hold the keys that were read for a change. Raises KeysBusyError."""
    with _held(folder, fcntl.LOCK_EX, read):
        yield


@contextmanager
def _held(folder: Path, operation: int, read: Keys) -> Iterator[None]:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "in_use.lock").open("w") as handle:
        try:
            fcntl.flock(handle, operation | fcntl.LOCK_NB)
        except BlockingIOError:
            raise KeysBusyError from None
        # Between the reading and the lock, somebody else may have changed them.
        if load(folder, production=False) != read:
            raise KeysBusyError
        yield


def _from_environment(name: str) -> str:
    if value := os.environ.get(name):
        return value.strip()
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return ""
    try:
        return Path(path).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE: {error.strerror}: {path}") from None


def _kept(path: Path, make: Callable[[], str]) -> str:
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        write(half, make())
        # A link is refused where the name is taken, so of two first starts one wins for both.
        try:
            path.hardlink_to(half)
        except FileExistsError:
            pass
        finally:
            half.unlink()
    return path.read_text().strip()


def _cipher_keys(text: str) -> list[str]:
    found = text.replace(",", " ").split()
    if not found:
        raise ImproperlyConfigured("CIPHER_KEYS holds no key.")
    for key in found:
        try:
            Fernet(key)
        except ValueError:
            raise ImproperlyConfigured(
                "CIPHER_KEYS holds something else than Fernet keys (32 bytes in base64)."
            ) from None
    return found


def _long_enough(name: str, value: str) -> str:
    if len(value) < SHORTEST:
        raise ImproperlyConfigured(f"{name} is shorter than {SHORTEST} characters.")
    return value


def _secret() -> str:
    return secrets.token_urlsafe(48)


def _cipher_key() -> str:
    return Fernet.generate_key().decode()
