"""Others write while the keys change: nothing is lost, and no NIK is there twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from core import rotation
from members.models import Person
from tests.factories import PersonFactory, make_nik
from tests.meanwhile import Other, wait_for_a_waiter
from tests.rotating import found, readable


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
