"""aid.custody: one at a time, also where two are faster than each other."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from aid.custody import change_custody
from aid.models import Custody, Equipment
from core.history import recording
from core.history_words import history_entries
from members.models import Person
from tests.aid.factories import CustodyFactory, EquipmentFactory, GoodsKindFactory
from tests.cast import Cast
from tests.factories import GroupFactory, MemberFactory

TOGETHER = 6


@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_one_answers_for_it_at_the_end() -> None:
    group = GroupFactory()
    piece = EquipmentFactory(group=group)
    people = [MemberFactory(group=group) for _ in range(TOGETHER)]
    begin, errors = threading.Barrier(TOGETHER), []

    def take(person: Any) -> None:
        try:
            begin.wait()
            own = Equipment.objects.get(pk=piece.pk)
            change_custody(equipment=own, person=person, since=dt.date(2024, 5, 1))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert errors == []
    assert Custody.objects.filter(equipment=piece).count() == TOGETHER
    assert Custody.objects.open().filter(equipment=piece).count() == 1
    assert set(Custody.objects.exclude(until=None).values_list("until", flat=True)) == {
        dt.date(2024, 5, 1)
    }


def test_her_change_log_names_the_machines_that_the_reader_sees(cast: Cast) -> None:
    own = EquipmentFactory(group=cast.group, kind=GoodsKindFactory(name="Traktor dekat"))
    elsewhere = EquipmentFactory(group=cast.other_group, kind=GoodsKindFactory(name="Pompa jauh"))
    with recording(cast.admin, "aid.change_custody"):
        for piece in (own, elsewhere):
            CustodyFactory(equipment=piece, person=cast.person)
    told = {user: told_to(cast.person, user) for user in (cast.officer, cast.admin)}
    assert "mengganti penanggung jawab alat: Traktor dekat" in told[cast.officer]
    assert "Pompa jauh" not in told[cast.officer]
    assert "Pompa jauh" in told[cast.admin]


def told_to(person: Person, user: User) -> str:
    return " ".join(entry.what for entry in history_entries(person, user).entries)
