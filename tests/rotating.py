"""What the tests of a change of keys share: whether everybody is read and found."""

from __future__ import annotations

from core import crypto
from members.models import Person


def readable(niks: dict[int, str]) -> bool:
    return all(Person.objects.get(pk=pk).read_nik() == nik for pk, nik in niks.items())


def found(niks: dict[int, str]) -> bool:
    by_hash = {pk: Person.objects.filter(nik_hash=crypto.keyed_hash(n)) for pk, n in niks.items()}
    return all([person.pk for person in people] == [pk] for pk, people in by_hash.items())
