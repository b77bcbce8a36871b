"""The keys that live outside the database: cookie, cipher and hash.

On one machine they are made once and kept in a private folder. In production each comes from
the environment, as `SECRET_KEY`, `CIPHER_KEYS` and `HASH_KEY`, or from the file that
`SECRET_KEY_FILE`, … names; without them there is no start.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

SHORTEST = 32


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
    half.write_text(f"{text}\n")
    half.replace(path)


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
    found = [word for word in text.replace(",", " ").split() if word]
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
