"""People and groups changed together: each field by itself, and the rules of its act."""

from __future__ import annotations

from typing import Any

import pytest
from django.forms.models import model_to_dict

from members.bulk import GROUPS, PEOPLE
from members.models import Group, Membership, OfficeTerm, Person
from tests.bulk import change, page, propose, proposed, setting, ticked
from tests.cast import Cast
from tests.factories import (
    GroupFactory,
    InstitutionFactory,
    MemberFactory,
    OfficeTermFactory,
    PersonFactory,
    region,
)
from tests.members.pages import signed_in

PLACE = "18.01.10.2012"
KEPT_BY_TRIGGERS = {"area", "group"}
FULL: dict[str, Any] = {
    "hamlet": "Sukasari",
    "rt": "001",
    "rw": "002",
    "education": "sd",
    "marital_status": "married",
    "phone": "+6281234567890",
    "nickname": "Sum",
    "birth_date": "1988-04-17",
}
# Field → (what is typed, what the column then holds).
PEOPLE_FIELDS = {
    "village": ({"village_code": PLACE}, PLACE),
    "hamlet": ({"hamlet": "Sukamaju"}, "Sukamaju"),
    "rt": ({"rt": "RT 5"}, "005"),
    "rw": ({"rw": "7"}, "007"),
    "education": ({"education": "s1"}, "s1"),
    "marital_status": ({"marital_status": "widowed"}, "widowed"),
}


def test_every_column_of_people_stands_here() -> None:
    columns = {field.key for field in PEOPLE.fields} - {"status", "group", "leave"}
    assert columns == PEOPLE_FIELDS.keys()


@pytest.mark.parametrize("key", sorted(PEOPLE_FIELDS))
@pytest.mark.parametrize("how", ["set", "clear"])
def test_a_field_of_people_leaves_the_others_alone(cast: Cast, key: str, how: str) -> None:
    people = [MemberFactory(group=cast.group, **FULL) for _ in range(2)]
    before = [model_to_dict(Person.objects.get(pk=person.pk)) for person in people]
    typed, wanted = PEOPLE_FIELDS[key]
    if key == "village":
        typed = typed | {"village": region(PLACE).path}
    edit = change(cast.officer, PEOPLE, ticked(people) | typed | {f"{key}-how": how})
    assert edit.counts["done"] == 2
    empty = None if key == "village" else ""
    for person, was in zip(people, before, strict=True):
        now = model_to_dict(Person.objects.get(pk=person.pk))
        assert now[key] == (wanted if how == "set" else empty)
        assert now | {key: 0} == was | {key: 0}


def test_members_move_together_and_their_files_follow(cast: Cast) -> None:
    target = GroupFactory()
    members = [MemberFactory(group=cast.group) for _ in range(3)]
    prospective = Membership.objects.filter(person=members[0])
    prospective.update(status=Membership.Status.PROSPECTIVE)
    there, alone = MemberFactory(group=target), PersonFactory(village=region(PLACE))
    OfficeTermFactory(membership=members[1].memberships.get())
    data = ticked([*members, there, alone]) | setting(group=target.code, group__moved="2024-05-01")
    client = signed_in(cast.officer)
    edit = proposed(client, PEOPLE, data)
    assert edit.counts == {"accepted": 3, "same": 1, "refused": 1}
    words = page(client, PEOPLE, edit)
    assert "tidak menjadi anggota" in words
    assert f"{cast.group.name} → {target.name}" in words
    edit = change(cast.officer, PEOPLE, data)
    assert edit.counts["done"] == 3
    for person in members:
        person.refresh_from_db()
        assert person.group == target
        left, stays = person.memberships.order_by("pk")
        assert (left.leave_reason, str(left.left)) == ("other_group", "2024-05-01")
        assert (stays.group, str(stays.joined), stays.status) == (target, "2024-05-01", left.status)
    assert not OfficeTerm.objects.open().exists()
    assert there.memberships.count() == 1


def test_who_would_leave_before_she_joined_stays(cast: Cast) -> None:
    early, late = MemberFactory(group=cast.group), MemberFactory(group=cast.group)
    late.memberships.update(joined="2024-06-01")
    data = setting(leave="own_wish", leave__left="2024-05-01", leave__keeper="office")
    edit = change(cast.officer, PEOPLE, ticked([early, late]) | data)
    assert (edit.counts["done"], edit.counts["refused"]) == (1, 1)
    stays = Membership.objects.open().filter(person__in=[early, late])
    assert [stay.person for stay in stays] == [late]
    early.refresh_from_db()
    assert (early.group, early.village_id) == (None, cast.group.village_id)


def test_prospective_members_become_members(cast: Cast) -> None:
    members = [MemberFactory(group=cast.group) for _ in range(2)]
    Membership.objects.filter(person=members[0]).update(status="prospective")
    edit = change(cast.officer, PEOPLE, ticked(members) | setting(status="member"))
    assert (edit.counts["done"], edit.counts["same"]) == (1, 1)
    assert set(cast.group.memberships.values_list("status", flat=True)) == {"member"}


def test_to_move_and_to_leave_at_once_is_refused(cast: Cast) -> None:
    data = setting(
        group=GroupFactory().code,
        group__moved="2024",
        leave="own_wish",
        leave__left="2024",
        leave__keeper="office",
    )
    answer = propose(signed_in(cast.officer), PEOPLE, ticked([cast.person]) | data)
    assert {"group-how", "leave-how"} <= set(answer.context["form"].errors)


def test_a_day_that_is_to_come_is_refused_at_the_field(cast: Cast) -> None:
    data = setting(leave="own_wish", leave__left="2099", leave__keeper="office")
    answer = propose(signed_in(cast.officer), PEOPLE, ticked([cast.person]) | data)
    assert set(answer.context["form"].errors) == {"leave-left"}


def test_groups_become_inactive_with_a_reason_of_their_own(cast: Cast) -> None:
    groups = [GroupFactory(commodities="cabai") for _ in range(2)]
    data = setting(state="inactive", state__since="2024", state__reason="Tidak ada kegiatan")
    edit = change(cast.officer, GROUPS, ticked([*groups, cast.group]) | data)
    assert edit.counts["done"] == 3
    row = Group.objects.get(pk=groups[0].pk)
    assert (row.state, str(row.state_since)) == ("inactive", "2024")
    assert (row.state_reason, row.commodities) == ("Tidak ada kegiatan", "cabai")


def test_an_office_coaches_groups_or_no_longer(cast: Cast) -> None:
    office = InstitutionFactory(region=region("18.01"))
    groups = [GroupFactory() for _ in range(2)]
    change(cast.officer, GROUPS, ticked(groups) | setting(coached_by=office.code))
    assert office.coached_groups.count() == 2
    elsewhere = InstitutionFactory(region=region("18.02"))
    answer = propose(
        signed_in(cast.officer), GROUPS, ticked(groups) | setting(coached_by=elsewhere.code)
    )
    assert set(answer.context["form"].errors) == {"coached_by"}
    change(cast.officer, GROUPS, ticked(groups) | {"coached_by-how": "clear"})
    assert not office.coached_groups.exists()


def test_kind_and_commodities_leave_the_rest_of_groups_alone(cast: Cast) -> None:
    group = GroupFactory(simluhtan_id="18/2020", commodities="cabai", land_ha="1.50")
    before = model_to_dict(Group.objects.get(pk=group.pk))
    change(cast.officer, GROUPS, ticked([group]) | setting(kind="kub", commodities="cabai, jahe"))
    now = model_to_dict(Group.objects.get(pk=group.pk))
    assert now == before | {"kind": "kub", "commodities": "cabai, jahe"}
