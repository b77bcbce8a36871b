"""A change of keys: everything is read and found as before, and nothing looks changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pytest_django import Settings

from core import crypto, keys, rotation
from core.imports import parked
from core.imports.engine import Preview
from core.models import Import, KeyRotation
from core.rotation import UnreadableError
from members.models import Person
from tests.factories import PersonFactory, UserFactory, make_nik

Event = Person.pgh_event_model  # type: ignore[attr-defined]
NAMES = ("a", "b", "c")


@pytest.fixture
def niks(db: None) -> dict[int, str]:
    """Three people with a NIK, one of them with an earlier one in her history, and one without."""
    given = {PersonFactory(nik=make_nik(n)).pk: make_nik(n) for n in range(1, 4)}
    corrected = Person.objects.get(pk=min(given))
    given[corrected.pk] = make_nik(4)
    corrected.set_nik(given[corrected.pk])
    corrected.save()
    PersonFactory()
    return given


@pytest.fixture
def new_cipher(settings: Settings) -> Callable[[], None]:
    def renew() -> None:
        settings.CIPHER_KEYS = [Fernet.generate_key().decode(), *settings.CIPHER_KEYS]

    return renew


@pytest.fixture
def new_hash(settings: Settings) -> Callable[[], None]:
    def renew() -> None:
        settings.HASH_KEY = Fernet.generate_key().decode()

    return renew


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


def readable(niks: dict[int, str]) -> bool:
    return all(Person.objects.get(pk=pk).read_nik() == nik for pk, nik in niks.items())


def found(niks: dict[int, str]) -> bool:
    by_hash = {pk: Person.objects.filter(nik_hash=crypto.keyed_hash(n)) for pk, n in niks.items()}
    return all([person.pk for person in people] == [pk] for pk, people in by_hash.items())


def history() -> list[tuple[Any, ...]]:
    """All of the history, its numbers in clear and looked up by their hash."""
    rows = Event.objects.order_by("pgh_id")
    for row in rows:
        if row.nik_cipher:
            row.nik_cipher = crypto.decrypt(row.nik_cipher, "members.person.nik")
            assert row.nik_hash == crypto.keyed_hash(row.nik_cipher)
            row.nik_hash = "right"
    return [tuple(getattr(row, f.attname) for f in Event._meta.concrete_fields) for row in rows]


def but_keys(model: type[Any]) -> list[dict[str, Any]]:
    names = [f.attname for f in model._meta.concrete_fields if not f.attname.startswith("nik_")]
    return list(model.objects.order_by("pk").values(*names))


def test_everything_is_read_and_found_under_the_new_keys(
    niks: dict[int, str],
    new_cipher: Callable[[], None],
    new_hash: Callable[[], None],
    settings: Settings,
) -> None:
    before = history()
    new_cipher()
    new_hash()
    assert not found(niks)
    rotation.rotate(by="uji")
    settings.CIPHER_KEYS = settings.CIPHER_KEYS[:1]
    assert readable(niks)
    assert found(niks)
    assert history() == before


def test_nothing_else_looks_changed(
    niks: dict[int, str], new_cipher: Callable[[], None], new_hash: Callable[[], None]
) -> None:
    before, told = but_keys(Person), but_keys(Event)
    new_cipher()
    new_hash()
    rotation.rotate(by="uji")
    assert but_keys(Person) == before
    assert but_keys(Event) == told
    assert {row["version"] for row in before} == {1, 2}


def test_the_guards_are_back_afterwards(niks: dict[int, str], new_hash: Callable[[], None]) -> None:
    new_hash()
    rotation.rotate(by="uji")
    person = Person.objects.get(pk=max(niks))
    told = Event.objects.count()
    Person.objects.filter(pk=person.pk).update(nickname="Mbak")
    assert Event.objects.count() == told + 1
    assert Person.objects.get(pk=person.pk).version == person.version + 1
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        Event.objects.update(nik_hash=None)


def test_the_act_is_logged_with_its_numbers(
    niks: dict[int, str], new_hash: Callable[[], None]
) -> None:
    new_hash()
    rotation.rotate(by="uji", renewed=["hash"])
    act = KeyRotation.objects.get()
    assert (act.by, act.renewed, act.hash_mark) == ("uji", "hash", crypto.hash_mark())
    assert act.counts == {
        "members.Person.nik_cipher": 3,
        "members.PersonEvent.nik_cipher": 4,
    }
    assert act.role


def test_a_second_time_nothing_is_rewritten(
    niks: dict[int, str], new_cipher: Callable[[], None]
) -> None:
    new_cipher()
    rotation.rotate(by="uji")
    tokens = list(Person.objects.order_by("pk").values_list("nik_cipher", flat=True))
    assert rotation.rotate(by="uji").counts == {}
    assert list(Person.objects.order_by("pk").values_list("nik_cipher", flat=True)) == tokens


def test_only_what_is_outdated_is_written(
    niks: dict[int, str], new_hash: Callable[[], None]
) -> None:
    tokens = list(Person.objects.order_by("pk").values_list("nik_cipher", flat=True))
    new_hash()
    rotation.rotate(by="uji")
    assert list(Person.objects.order_by("pk").values_list("nik_cipher", flat=True)) == tokens


def test_many_chunks_are_one_act(
    niks: dict[int, str], new_hash: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rotation, "CHUNK", 2)
    new_hash()
    rotation.rotate(by="uji")
    assert found(niks)


def test_cut_short_in_the_middle_nothing_is_half_done(
    niks: dict[int, str],
    new_cipher: Callable[[], None],
    new_hash: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = list(Person.objects.order_by("pk").values())
    write = rotation._write
    new_cipher()
    new_hash()
    with monkeypatch.context() as cut:
        cut.setattr(rotation, "_write", _dies_at(3, write))
        cut.setattr(rotation, "CHUNK", 1)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate(by="uji")
    assert list(Person.objects.order_by("pk").values()) == before
    assert readable(niks)
    rotation.rotate(by="uji")
    assert found(niks)


def _dies_at(call: int, write: Callable[..., int]) -> Callable[..., int]:
    calls = iter(range(1, call))

    def dying(*arguments: Any) -> int:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return write(*arguments)

    return dying


def test_parked_files_stay_their_owners(
    db: None, new_cipher: Callable[[], None], settings: Settings
) -> None:
    row = parked.park(
        owner=UserFactory(),
        kind="members.people",
        target_id=1,
        filename="daftar.csv",
        data=b"nama",
        preview=Preview([], [], {"uji": 1}),
    )
    before = but_keys(Import)[0] | {"payload": None}
    new_cipher()
    assert rotation.rotate(by="uji").counts == {"core.Import.payload": 1}
    settings.CIPHER_KEYS = settings.CIPHER_KEYS[:1]
    row.refresh_from_db()
    assert parked.load(row).memory == {"uji": 1}
    assert but_keys(Import)[0] | {"payload": None} == before
    row.owner = UserFactory()
    with pytest.raises(crypto.DecryptionError):
        parked.load(row)


def test_a_lost_key_stops_everything(niks: dict[int, str], settings: Settings) -> None:
    settings.CIPHER_KEYS = [Fernet.generate_key().decode()]
    before = list(Person.objects.order_by("pk").values())
    with pytest.raises(UnreadableError, match=r"members\.Person\.nik_cipher, id \d+ and 2 more"):
        rotation.rotate(by="uji")
    assert list(Person.objects.order_by("pk").values()) == before
    assert not KeyRotation.objects.exists()


def test_a_lost_key_can_be_given_up(niks: dict[int, str], settings: Settings) -> None:
    settings.CIPHER_KEYS = [Fernet.generate_key().decode()]
    kept = PersonFactory(nik=make_nik(9))
    told = Event.objects.count()
    rotation.rotate(by="uji", give_up=True)
    assert not Person.objects.filter(pk__in=niks, nik_hash__isnull=False).exists()
    assert readable({kept.pk: make_nik(9)})
    assert Event.objects.count() == told + 3
    assert Event.objects.filter(pgh_context__metadata__act="rotate_keys").count() == 3
    assert KeyRotation.objects.get().counts == {
        "members.Person.nik_cipher given up": 3,
        "members.PersonEvent.nik_cipher given up": 4,
    }
    assert rotation.rotate(by="uji").counts == {}


def test_it_is_known_when_a_change_was_cut_short(
    niks: dict[int, str], new_hash: Callable[[], None]
) -> None:
    assert not rotation.is_behind()
    new_hash()
    assert rotation.is_behind()
    rotation.rotate(by="uji")
    assert not rotation.is_behind()


def test_a_site_with_another_hash_key_may_not_write(
    niks: dict[int, str], new_hash: Callable[[], None]
) -> None:
    """Else one NIK could be there twice, under two hashes."""
    new_hash()
    with pytest.raises(IntegrityError, match="another hash key"), transaction.atomic():
        PersonFactory(nik=make_nik(1))
    with pytest.raises(IntegrityError, match="another hash key"), transaction.atomic():
        Person.objects.filter(pk=min(niks)).update(nik_hash=crypto.keyed_hash(make_nik(8)))
    rotation.rotate(by="uji")
    with pytest.raises(IntegrityError, match="person_nik_once"), transaction.atomic():
        PersonFactory(nik=make_nik(2))


# --- others write at the same time ----------------------------------------------------------


@pytest.fixture
def elsewhere(transactional_db: None) -> Iterator[Callable[[Callable[[], Any]], Other]]:
    """Run something on a connection of its own."""
    begun: list[Other] = []

    def begin(work: Callable[[], Any]) -> Other:
        begun.append(Other(work))
        begun[-1].start()
        return begun[-1]

    yield begin
    for other in begun:
        other.join(30)


class Other(threading.Thread):
    """A second process, as far as the database can tell."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self.work, self.result, self.error = work, None, None

    def run(self) -> None:
        try:
            self.result = self.work()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def end(self) -> Any:
        self.join(30)
        assert not self.is_alive()
        if self.error:
            raise self.error
        return self.result


def wait_for_a_waiter() -> None:
    with connection.cursor() as cursor:
        for _ in range(600):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            time.sleep(0.05)
    raise AssertionError("nobody waits")


def test_a_write_that_began_before_is_taken_along(
    elsewhere: Callable[..., Other], new_cipher: Callable[[], None], new_hash: Callable[[], None]
) -> None:
    with transaction.atomic():
        person = PersonFactory(nik=make_nik(1))
        new_cipher()
        new_hash()
        other = elsewhere(lambda: rotation.rotate(by="uji").counts)
        wait_for_a_waiter()
    assert other.end()["members.Person.nik_cipher"] == 1
    assert readable({person.pk: make_nik(1)})
    assert found({person.pk: make_nik(1)})


def test_a_write_that_waits_is_not_lost(
    elsewhere: Callable[..., Other], new_cipher: Callable[[], None], new_hash: Callable[[], None]
) -> None:
    person = PersonFactory(nik=make_nik(1))
    new_cipher()
    new_hash()
    with transaction.atomic():
        rotation.rotate(by="uji")
        other = elsewhere(lambda: Person.objects.filter(pk=person.pk).update(name="Sumini"))
        wait_for_a_waiter()
    assert other.end() == 1
    assert Person.objects.get(pk=person.pk).name == "Sumini"
    assert readable({person.pk: make_nik(1)})
    assert found({person.pk: make_nik(1)})


def test_a_waiting_write_with_the_old_hash_is_refused(
    elsewhere: Callable[..., Other], new_hash: Callable[[], None]
) -> None:
    PersonFactory(nik=make_nik(1))
    late = PersonFactory.build(nik=make_nik(1), village=None, village_id="18.01.10.2013")
    new_hash()
    with transaction.atomic():
        rotation.rotate(by="uji")
        other = elsewhere(late.save)
        wait_for_a_waiter()
    with pytest.raises(IntegrityError, match="another hash key"):
        other.end()
    assert Person.objects.count() == 1


def test_two_changes_at_once_are_done_one_after_the_other(
    elsewhere: Callable[..., Other], new_cipher: Callable[[], None]
) -> None:
    person = PersonFactory(nik=make_nik(1))
    new_cipher()
    with transaction.atomic():
        assert rotation.rotate(by="uji").counts
        other = elsewhere(lambda: rotation.rotate(by="uji").counts)
        wait_for_a_waiter()
    assert other.end() == {}
    assert readable({person.pk: make_nik(1)})


# --- the command and the key files ----------------------------------------------------------


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
