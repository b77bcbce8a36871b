"""The command and the key files: new keys stand only where the data follow."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from core import keys, rotation
from core.models import KeyRotation
from tests.factories import UserFactory
from tests.rotating import found, readable


@pytest.fixture
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keys in files, as on one machine; the settings hold what the files hold."""
    settings.VAR_DIR = tmp_path
    for name in keys.VARIABLES.values():
        monkeypatch.delenv(name)
    for name, value in (
        ("cipher_keys", settings.CIPHER_KEYS[0]),
        ("hash_key", settings.HASH_KEY),
        ("secret_key", settings.SECRET_KEY),
    ):
        (tmp_path / "keys").mkdir(exist_ok=True)
        keys.write(tmp_path / "keys" / name, value)
    # The command sets these; the fixture brings them back afterwards.
    settings.CIPHER_KEYS, settings.HASH_KEY = settings.CIPHER_KEYS[:1], settings.HASH_KEY
    settings.SECRET_KEY = settings.SECRET_KEY
    return tmp_path / "keys"


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("rotate_keys", *arguments, stdout=said)
    return said.getvalue()


def test_rotate_keys_makes_new_files(niks: dict[int, str], folder: Path) -> None:
    names = ("cipher_keys", "hash_key", "secret_key")
    before = {name: (folder / name).read_text() for name in names}
    said = run("cipher", "hash", "cookie")
    after = {name: (folder / name).read_text() for name in names}
    assert "members.Person.nik_cipher: 3" in said
    assert all(before[name] != after[name] for name in names)
    assert after["cipher_keys"].strip().split(",")[1:] == [before["cipher_keys"].strip()]
    assert {(folder / name).stat().st_mode & 0o777 for name in names} == {0o600}
    assert sorted(path.name for path in folder.iterdir()) == sorted([*names, "in_use.lock"])
    assert readable(niks)
    assert found(niks)
    assert "--forget-old" in said


def test_rotate_keys_removes_the_old_key(
    niks: dict[int, str], folder: Path, settings: Settings
) -> None:
    run("cipher")
    assert "removed: 1." in run("--forget-old")
    settings.CIPHER_KEYS = keys.load(folder, production=False).cipher
    assert len(settings.CIPHER_KEYS) == 1
    assert readable(niks)


def test_rotate_keys_ends_sessions_with_the_cookie_key(
    db: None, client: Client, folder: Path
) -> None:
    client.force_login(UserFactory())
    run("cipher")
    assert Session.objects.count() == 1
    assert "sessions ended: 1" in run("cookie")
    assert not Session.objects.exists()


def test_rotate_keys_waits_for_the_site_to_be_stopped(folder: Path, settings: Settings) -> None:
    before = (folder / "cipher_keys").read_text()
    with (
        keys.in_use(folder, keys.load(folder, production=False)),
        pytest.raises(CommandError, match="Stop the site"),
    ):
        run("cipher")
    assert (folder / "cipher_keys").read_text() == before


def test_a_site_does_not_start_with_keys_that_changed_meanwhile(folder: Path) -> None:
    read = keys.load(folder, production=False)
    with keys.changing(folder, read), pytest.raises(keys.KeysBusyError), keys.in_use(folder, read):
        pass
    keys.keep(folder, keys.renewed(read, ["hash"]), ["hash"])
    with pytest.raises(keys.KeysBusyError), keys.in_use(folder, read):
        pass
    with pytest.raises(CommandError, match="somebody is changing them"):
        run("cipher")


def test_rotate_keys_is_finished_by_another_run(
    niks: dict[int, str], folder: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    """Cut short after the files were written: the values are old, the keys are new."""
    keep = keys.keep

    def keep_and_die(*arguments: Any) -> None:
        keep(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(keys, "keep", keep_and_die)
        with pytest.raises(KeyboardInterrupt):
            run("cipher", "hash")
    found_there = keys.load(folder, production=False)
    settings.CIPHER_KEYS, settings.HASH_KEY = found_there.cipher, found_there.hash
    assert readable(niks)
    assert rotation.is_behind()
    assert "members.Person.nik_cipher: 3" in run()
    assert readable(niks)
    assert found(niks)


def test_rotate_keys_leaves_the_files_where_the_act_fails(
    niks: dict[int, str], folder: Path, settings: Settings
) -> None:
    settings.CIPHER_KEYS = [Fernet.generate_key().decode()]
    keys.write(folder / "cipher_keys", settings.CIPHER_KEYS[0])
    before = keys.load(folder, production=False)
    with pytest.raises(CommandError, match="Nothing was changed"):
        run("hash")
    assert keys.load(folder, production=False) == before


@pytest.mark.parametrize("kind", keys.VARIABLES)
def test_rotate_keys_leaves_the_environment_to_its_owner(db: None, kind: str) -> None:
    with pytest.raises(CommandError, match=f"{keys.VARIABLES[kind]} comes from the environment"):
        run(kind)
    assert not KeyRotation.objects.exists()


def test_rotate_keys_brings_data_to_the_keys_of_the_environment(
    niks: dict[int, str], new_cipher: Callable[[], None], new_hash: Callable[[], None]
) -> None:
    new_cipher()
    new_hash()
    said = run()
    assert readable(niks)
    assert found(niks)
    assert "needs the 1 old cipher key" in said


def test_rotate_keys_says_what_to_do_about_a_lost_key(
    niks: dict[int, str], settings: Settings
) -> None:
    settings.CIPHER_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(CommandError, match="--give-up-lost"):
        run()
    assert "given up: 3" in run("--give-up-lost")


def test_rotate_keys_refuses_a_key_that_there_is_not(db: None) -> None:
    with pytest.raises(CommandError, match="no such key: salt"):
        run("salt")
