"""A change of keys: everything is read and found as before, and nothing looks changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.db import IntegrityError, transaction
from pytest_django import Settings

from core import crypto, drafts, rotation
from core.imports import parked
from core.imports.spec import Preview
from core.models import Draft, Import, KeyRotation
from core.rotation import UnreadableError
from members.models import Person
from tests.factories import PersonFactory, UserFactory, make_nik
from tests.rotating import found, readable

Event = Person.pgh_event_model  # type: ignore[attr-defined]


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
    hidden = {"payload": None, "source": None}
    before = but_keys(Import)[0] | hidden
    new_cipher()
    counts = {"core.Import.payload": 1, "core.Import.source": 1}
    assert rotation.rotate(by="uji").counts == counts
    settings.CIPHER_KEYS = settings.CIPHER_KEYS[:1]
    row.refresh_from_db()
    assert parked.load(row).memory == {"uji": 1}
    assert parked.source(row) == b"nama"
    assert but_keys(Import)[0] | hidden == before
    row.owner = UserFactory()
    for read in (parked.load, parked.source):
        with pytest.raises(crypto.DecryptionError):
            read(row)


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


def test_what_somebody_typed_is_read_under_the_new_keys(
    db: None, new_cipher: Callable[[], None], settings: Settings
) -> None:
    kept = drafts.save(Draft(owner=UserFactory(), kind="uji", key="uji"), {"name": "Suparmi"})
    seen = Draft.objects.get(pk=kept.pk).changed_at
    new_cipher()
    rotation.rotate(by="uji")
    settings.CIPHER_KEYS = settings.CIPHER_KEYS[:1]
    kept.refresh_from_db()
    assert drafts.load(kept) == {"name": "Suparmi"}
    assert kept.changed_at == seen


def test_a_draft_whose_key_is_lost_is_given_up(db: None, settings: Settings) -> None:
    drafts.save(Draft(owner=UserFactory(), kind="uji", key="uji"), {"name": "Suparmi"})
    settings.CIPHER_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(UnreadableError):
        rotation.rotate(by="uji")
    assert rotation.rotate(by="uji", give_up=True).counts == {"core.Draft.payload given up": 1}
    assert not Draft.objects.exists()
