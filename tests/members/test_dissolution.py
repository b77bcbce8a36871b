"""Dissolving a group: one act, one transaction, an answer for everybody and everything."""

from __future__ import annotations

from typing import Any

import pghistory.models
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.constraints import sentence
from core.registry import dissolution_parts
from members.dissolution import dissolve_group
from members.models import Group, Membership, OfficeTerm, Person, TransferRequest
from tests.aid.factories import EquipmentFactory
from tests.cast import Cast
from tests.factories import (
    GroupFactory,
    MemberFactory,
    MembershipFactory,
    OfficeTermFactory,
    PersonFactory,
    TransferRequestFactory,
)
from tests.members.pages import address, page, signed_in
from tests.secretariat.desk_factories import ServiceFactory
from tests.secretariat.visit_factories import VisitFactory


@pytest.fixture
def full(cast: Cast) -> Cast:
    """The cast's group with everything that can hang on it, and a group to move to."""
    GroupFactory(name="KWT Seruni Baru")
    OfficeTermFactory(membership=cast.person.memberships.get())
    MemberFactory(group=cast.group, name="Legiyem Suwarni", village=None)
    kept = PersonFactory(name="Samini", group=cast.group, village=None)
    MembershipFactory(
        person=kept, group=cast.group, left="2024", leave_reason="moved", still_served=True
    )
    EquipmentFactory(group=cast.group)
    ServiceFactory(group=cast.group)
    VisitFactory(group=cast.group)
    TransferRequestFactory(to_group=cast.group, asked_by=cast.secretary, person=cast.other_person)
    return cast


def answers(group: Group, user: Any, **chosen: dict[str, str]) -> dict[str, dict[str, str]]:
    """The first answer for every open row, but for those chosen."""
    return {
        part.key: {row.key: part.choices(group, user)[0][0] for row in part.open_rows(group)}
        | chosen.get(part.key, {})
        for part in dissolution_parts()
    }


def dissolve(cast: Cast, **chosen: dict[str, str]) -> None:
    dissolve_group(
        actor=cast.officer,
        group=cast.group,
        day="2026-11-01",
        reason="Sebagian besar pindah",
        answers=answers(cast.group, cast.officer, **chosen),
    )


def test_every_part_has_nothing_left_afterwards(full: Cast) -> None:
    parts = dissolution_parts()
    assert {part.key for part in parts} >= {"members", "files", "requests", "roles"}
    assert all(part.open_rows(full.group) for part in parts), "the fixture lacks a row of a part"
    dissolve(full)
    assert not any(part.open_rows(full.group) for part in parts)


def test_dissolve_ends_memberships_offices_files_requests_and_access(full: Cast) -> None:
    dissolve(full)
    full.group.refresh_from_db()
    assert (full.group.state, full.group.state_since) == ("dissolved", "2026-11-01")
    assert full.group.state_reason == "Sebagian besar pindah"
    ended = Membership.objects.get(person=full.person)
    assert (ended.left, ended.leave_reason, ended.still_served) == (
        "2026-11-01",
        "dissolved",
        False,
    )
    assert not OfficeTerm.objects.open().filter(group=full.group).exists()
    assert not Person.objects.filter(group=full.group).exists()
    assert set(
        Person.objects.filter(name__in=["Legiyem Suwarni", "Samini"]).values_list("area")
    ) == {(full.group.village_id,)}
    request = TransferRequest.objects.get(to_group=full.group)
    assert (request.answer, request.answered_by) == ("refused", full.officer)
    assert signed_in(full.secretary).get(address(full.group)).status_code == 403
    assert signed_in(full.secretary).get("/people/").status_code == 403
    assert page(full.officer, full.person.get_absolute_url())


def test_a_member_can_move_to_another_group_instead(full: Cast) -> None:
    other = Group.objects.get(name="KWT Seruni Baru")
    dissolve(full, members={full.person.code: f"group-{other.code}"})
    now = full.person.memberships.open().get()
    assert (now.group, now.joined) == (other, "2026-11-01")
    before = full.person.memberships.get(group=full.group)
    assert before.leave_reason == "other_group"
    full.person.refresh_from_db()
    assert full.person.group == other


def test_it_is_one_recorded_act_with_its_reason(full: Cast) -> None:
    other = Group.objects.get(name="KWT Seruni Baru")
    data = {
        "day": "1 November 2026",
        "reason": "Sebagian besar pindah",
        "members-all": f"group-{other.code}",
        "equipment-all": "returned",
        "services-all": "office",
        f"members-{full.person.code}": "office",
    }
    response = signed_in(full.officer).post(address(full.group, "dissolve/"), data)
    assert response.status_code == 302
    context = pghistory.models.Context.objects.latest("created_at")
    assert context.metadata["user"] == full.officer.pk
    assert context.metadata["act"] == "members.dissolve_group"
    assert context.metadata["reason"] == "Sebagian besar pindah"
    events = Membership.pgh_event_model.objects.filter(pgh_context=context)
    assert {event.pgh_label for event in events} == {"insert", "update"}
    assert full.person.memberships.open().count() == 0
    assert other.memberships.open().count() == 1


def test_an_answer_that_is_missing_refuses_the_whole(full: Cast) -> None:
    given = answers(full.group, full.officer)
    del given["members"][full.person.code]
    with pytest.raises(ValidationError, match=full.person.name):
        dissolve_group(
            actor=full.officer, group=full.group, day="2026-11-01", reason="x", answers=given
        )
    full.group.refresh_from_db()
    assert full.group.state == "active"
    assert Membership.objects.open().filter(group=full.group).count() == 2
    assert TransferRequest.objects.waiting().count() == 1


def test_nobody_moves_into_a_group_out_of_reach(full: Cast) -> None:
    foreign = {full.person.code: f"group-{full.other_group.code}"}
    with pytest.raises(ValidationError):
        dissolve(full, members=foreign)
    data = {"day": "2026", "reason": "x", "members-all": f"group-{full.other_group.code}"}
    response = signed_in(full.officer).post(address(full.group, "dissolve/"), data)
    assert "members-all" in response.context["form"].errors
    full.group.refresh_from_db()
    assert full.group.state == "active"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", ""),
        ("day", "31 Februari 2026"),
        ("day", str(timezone.localdate().year + 1)),
        ("day", "2020"),
        ("reason", ""),
        ("members-all", ""),
    ],
)
def test_the_form_answers_bad_input_and_keeps_it(full: Cast, field: str, value: str) -> None:
    """2020 lies before the day on which they joined."""
    data = {"day": "2026-11-01", "reason": "Sudah lama diam", "members-all": "office"}
    response = signed_in(full.officer).post(address(full.group, "dissolve/"), data | {field: value})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert 'class="error-summary"' in response.content.decode()
    full.group.refresh_from_db()
    assert full.group.state == "active"


def test_a_single_answer_is_told_and_not_asked(full: Cast) -> None:
    Group.objects.filter(name="KWT Seruni Baru").delete()
    html = page(full.officer, address(full.group, "dissolve/"))
    assert "members-all" not in html
    assert "Keluar; datanya dipegang dinas." in html


def test_dissolving_is_the_office_s(cast: Cast) -> None:
    for user in (cast.secretary, cast.viewer):
        assert signed_in(user).get(address(cast.group, "dissolve/")).status_code == 403
    assert signed_in(cast.other_officer).get(address(cast.group, "dissolve/")).status_code == 404
    assert cast.person.name in page(cast.officer, address(cast.group, "dissolve/"))


def test_a_group_is_dissolved_once(full: Cast) -> None:
    dissolve(full)
    with pytest.raises(ValidationError):
        dissolve(full)


def test_the_database_refuses_a_dissolved_group_with_members(full: Cast) -> None:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Group.objects.filter(pk=full.group.pk).update(
            state="dissolved", state_since="2026", state_reason="x"
        )
    assert "masih punya anggota" in sentence(caught.value)


def test_the_database_lets_nobody_into_a_dissolved_group(full: Cast) -> None:
    dissolve(full)
    person = PersonFactory()
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        MembershipFactory(person=person, group=full.group)
    assert "sudah dibubarkan" in sentence(caught.value)
    MembershipFactory(person=person, group=full.group, left="2023", leave_reason="moved")
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(person=full.person, group=full.group).update(
            left=None, leave_reason=""
        )
