"""Keys are made once on one machine; production brings its own or does not start."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

from core import keys

NAMES = ("SECRET_KEY", "CIPHER_KEYS", "HASH_KEY")
LONG = "x" * 40


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)


def test_keys_are_made_once_and_private(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "keys"
    made = keys.load(folder, production=False)
    assert keys.load(folder, production=False) == made
    assert len({made.cookie, made.hash, *made.cipher}) == 3
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert len(list(folder.iterdir())) == 3


def test_first_starts_at_once_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: keys.load(tmp_path, production=False), range(16)))
    assert all(one == found[0] for one in found)


@pytest.mark.parametrize("missing", NAMES)
def test_production_does_not_start_without_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    keys.load(tmp_path, production=False)
    given = {"SECRET_KEY": LONG, "CIPHER_KEYS": Fernet.generate_key().decode(), "HASH_KEY": LONG}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert keys.load(tmp_path, production=True).cookie == LONG
    monkeypatch.delenv(missing)
    with pytest.raises(ImproperlyConfigured, match=f"Set {missing}, or {missing}_FILE"):
        keys.load(tmp_path, production=True)


def test_a_key_comes_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret"
    path.write_text(f"{LONG}\n")
    monkeypatch.setenv("SECRET_KEY_FILE", str(path))
    assert keys.load(tmp_path, production=False).cookie == LONG
    path.unlink()
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY_FILE: No such file"):
        keys.load(tmp_path, production=False)


def test_the_first_of_several_cipher_keys_encrypts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, old = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    monkeypatch.setenv("CIPHER_KEYS", f"{new}, {old}")
    assert keys.load(tmp_path, production=False).cipher == [new, old]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY is shorter than 32"),
        ("HASH_KEY", "short", "HASH_KEY is shorter than 32"),
        ("CIPHER_KEYS", "not base64", "CIPHER_KEYS holds something else"),
        ("CIPHER_KEYS", ",", "CIPHER_KEYS holds no key"),
    ],
)
def test_a_bad_key_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ImproperlyConfigured, match=words):
        keys.load(tmp_path, production=False)
