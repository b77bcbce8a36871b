"""Filling the register with invented members."""

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from members.demo import many
from members.models import Group, Membership, OfficeTerm, Person, Placement
from tests.factories import BUMI_DAYA, region


def test_fill_writes_members_with_groups_and_placements(db: None, settings) -> None:
    settings.DEMO = True
    region(BUMI_DAYA)
    call_command("fill", "60")
    assert Person.objects.filter(group__village_id=BUMI_DAYA, area=BUMI_DAYA).count() == 60
    assert Membership.objects.open().count() == 60
    assert Placement.objects.values("person").distinct().count() == 60
    assert Group.objects.count() == 3
    assert OfficeTerm.objects.open().count() == 9


def test_what_was_filled_in_stands_in_the_history(db: None, settings) -> None:
    settings.DEMO = True
    region(BUMI_DAYA)
    call_command("fill", "30")
    for model in (Group, Person, Membership, OfficeTerm, Placement):
        events = apps.get_model("members", f"{model.__name__}Event").objects
        told = events.filter(pgh_context__metadata__act="fill").count()
        assert told == model.objects.count() > 0, model


def test_a_large_fill_is_written_chunk_by_chunk_on_connections_of_its_own(monkeypatch) -> None:
    written: list[int] = []
    monkeypatch.setattr(many, "_villages", lambda: [BUMI_DAYA])
    monkeypatch.setattr(
        many, "_write_apart", lambda villages, number: written.append(number) or number
    )
    assert list(many.fill(many.CHUNK * 2 + 5)) == [many.CHUNK, many.CHUNK * 2, many.CHUNK * 2 + 5]
    assert sorted(written) == [5, many.CHUNK, many.CHUNK]


@pytest.mark.parametrize(("demo", "words"), [(False, "DEMO=1"), (True, "regions are missing")])
def test_fill_refuses_where_it_does_not_belong(db: None, settings, demo: bool, words: str) -> None:
    settings.DEMO = demo
    with pytest.raises(CommandError, match=words):
        call_command("fill", "5")
    assert not Person.objects.exists()
