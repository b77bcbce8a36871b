"""Filling the register with invented members."""

import pytest
from django.core.management import CommandError, call_command

from members.models import Group, Membership, Person, Placement
from tests.factories import BUMI_DAYA, region


def test_fill_writes_members_with_groups_and_placements(db: None, settings) -> None:
    settings.DEMO = True
    region(BUMI_DAYA)
    call_command("fill", "60")
    assert Person.objects.filter(group__village_id=BUMI_DAYA, area=BUMI_DAYA).count() == 60
    assert Membership.objects.count() == Placement.objects.count() == 60
    assert Group.objects.count() == 3


@pytest.mark.parametrize(("demo", "words"), [(False, "DEMO=1"), (True, "regions are missing")])
def test_fill_refuses_where_it_does_not_belong(db: None, settings, demo: bool, words: str) -> None:
    settings.DEMO = demo
    with pytest.raises(CommandError, match=words):
        call_command("fill", "5")
    assert not Person.objects.exists()
