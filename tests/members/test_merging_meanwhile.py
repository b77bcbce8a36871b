"""Two officers at the same moment: one is told, and nothing is half done."""

import pytest
from django.db import transaction

from core.models import OldCode
from members.models import Person
from members.services_merging import merge_people
from tests.cast import make_cast
from tests.factories import MemberFactory, PlacementFactory, make_user, region
from tests.meanwhile import elsewhere, wait_for_a_waiter
from tests.members.pages import signed_in
from tests.members.test_views_duplicates import answers, merge_url

__all__ = ["elsewhere"]


@pytest.fixture
def pair(transactional_db):
    cast = make_cast()
    people = [MemberFactory(group=cast.group, name="Suparmi") for _ in range(2)]
    for person in people:
        PlacementFactory(person=person)
        person.refresh_from_db()
    return cast, *people


@pytest.mark.parametrize("keeps", ["first", "second"])
def test_of_two_who_merge_a_pair_one_is_told(elsewhere, pair, keeps):
    cast, first, second = pair
    client = signed_in(make_user("petugas_kedua", "officer", region=region("18.01")))
    sent = answers(first, second, confirmed="1", keep=(first if keeps == "first" else second).code)
    how = {"actor": cast.officer, "taken": [], "answers": {}, "reason": "Sama"}
    with transaction.atomic():
        merge_people(kept=first, other=second, **how)
        other = elsewhere(lambda: client.post(merge_url(first, second), sent))
        wait_for_a_waiter()
    answer = other.end()
    assert answer.status_code == 200
    assert "sudah digabungkan" in answer.content.decode()
    assert Person.objects.filter(name="Suparmi").count() == 1
    assert OldCode.objects.count() == 1
