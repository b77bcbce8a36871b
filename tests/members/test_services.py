import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core.models import Reveal
from members import services
from members.models import Membership, OfficeTerm, Person, Placement
from tests.factories import (
    GroupFactory,
    MemberFactory,
    MembershipFactory,
    OfficeTermFactory,
    PersonFactory,
    UserFactory,
    make_nik,
)

pytestmark = pytest.mark.django_db
CHAIR, TREASURER = OfficeTerm.Office.CHAIR, OfficeTerm.Office.TREASURER


def test_add_person_with_group_office_and_stay():
    group = GroupFactory()
    person = services.add_person(
        person=Person(name="Legiyem Wulandari"),
        group=group,
        joined="2023-05",
        office=CHAIR,
        stays=[Placement(country="TW", status="returned", returned="2018")],
    )
    membership = person.memberships.get()
    assert (membership.group, membership.joined) == (group, "2023-05")
    assert membership.offices.get().since == "2023-05"
    assert person.placements.get().country == "TW"
    assert person.area == group.village_id


def test_add_person_is_all_or_nothing():
    group = GroupFactory()
    OfficeTermFactory(membership=MembershipFactory(group=group))
    with pytest.raises(IntegrityError), transaction.atomic():
        services.add_person(person=Person(name="Legiyem"), group=group, office=CHAIR)
    assert not Person.objects.filter(name="Legiyem").exists()


def test_join_group_of_a_member_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        services.join_group(person=MemberFactory(), group=GroupFactory())


def test_leave_group_keeps_the_note_and_its_writer():
    membership, writer = MembershipFactory(), UserFactory()
    services.leave_group(
        membership=membership,
        left="2024-02",
        reason=Membership.LeaveReason.OWN_WISH,
        note="ingin berhenti dulu",
        still_served=True,
        actor=writer,
    )
    membership.refresh_from_db()
    assert (membership.left, membership.note_by) == ("2024-02", writer)
    assert membership.shows_note_to(writer, may_view=False)
    assert not membership.shows_note_to(UserFactory(), may_view=False)


def test_leave_group_twice_is_refused():
    membership = MembershipFactory()
    first = Membership.objects.get(pk=membership.pk)
    services.leave_group(membership=first, left="2024", reason="moved", still_served=True)
    with pytest.raises(ValidationError):
        services.leave_group(membership=membership, left="2025", reason="ill", still_served=True)
    membership.refresh_from_db()
    assert membership.left == "2024"


def test_move_person_ends_one_and_begins_the_other_that_day():
    term = OfficeTermFactory()
    old, to_group = term.membership, GroupFactory()
    new = services.move_person(membership=old, to_group=to_group, moved="2025-03-01")
    term.refresh_from_db()
    assert (old.left, old.leave_reason, term.until) == ("2025-03-01", "other_group", "2025-03-01")
    assert (new.group, new.joined, new.status) == (to_group, "2025-03-01", old.status)
    assert Person.objects.get(pk=old.person_id).group == to_group


def test_move_person_to_a_day_before_she_joined_changes_nothing():
    membership = MembershipFactory(joined="2022-03-12")
    with pytest.raises(IntegrityError), transaction.atomic():
        services.move_person(membership=membership, to_group=GroupFactory(), moved="2021")
    assert Membership.objects.get().left is None


def test_change_office_ends_the_former_term():
    term = OfficeTermFactory(office=CHAIR)
    services.change_office(membership=term.membership, office=TREASURER, since="2024")
    term.refresh_from_db()
    assert term.until == "2024"
    assert term.membership.offices.open().get().office == TREASURER


def test_change_office_to_none():
    term = OfficeTermFactory()
    assert not services.change_office(membership=term.membership, office="", since="2024")
    assert not OfficeTerm.objects.open().exists()


def test_change_office_replaces_the_holder_when_asked():
    held = OfficeTermFactory(office=CHAIR)
    successor = MembershipFactory(group=held.membership.group)
    with pytest.raises(IntegrityError), transaction.atomic():
        services.change_office(membership=successor, office=CHAIR, since="2025")
    services.change_office(membership=successor, office=CHAIR, since="2025", ends_holder=True)
    held.refresh_from_db()
    assert held.until == "2025"
    assert OfficeTerm.objects.held(successor.group_id, CHAIR).get().membership == successor


def test_change_office_leaves_other_groups_alone():
    elsewhere = OfficeTermFactory(office=CHAIR)
    services.change_office(
        membership=MembershipFactory(), office=CHAIR, since="2025", ends_holder=True
    )
    elsewhere.refresh_from_db()
    assert elsewhere.until is None


def test_record_death_closes_the_membership():
    term = OfficeTermFactory()
    person = term.membership.person
    services.record_death(person=person, died="2025-01")
    membership = person.memberships.get()
    assert (membership.left, membership.leave_reason) == ("2025-01", "deceased")
    assert Person.objects.get(pk=person.pk).group == membership.group


def test_record_death_is_taken_back():
    person = PersonFactory(deceased_on="2025")
    services.record_death(person=person, died=None)
    assert Person.objects.get(pk=person.pk).deceased_on is None


def test_reveal_nik_is_logged():
    officer, person = UserFactory(), PersonFactory(nik=make_nik(9))
    shown = services.reveal_nik(actor=officer, person=person, reason="berkas bantuan")
    log = Reveal.objects.get()
    assert shown == make_nik(9)
    assert (log.user, log.subject, log.what) == (officer, f"members.person:{person.pk}", "nik")
    assert (log.reason, log.area) == ("berkas bantuan", person.area)
    assert make_nik(9) not in str(vars(log))


def test_reveal_nik_without_a_reason_shows_nothing():
    with pytest.raises(IntegrityError), transaction.atomic():
        services.reveal_nik(actor=UserFactory(), person=PersonFactory(nik=make_nik(9)), reason="")


@time_machine.travel("2025-12-31T20:00:00Z")
def test_today_is_the_offices_day():
    assert services.today() == "2026-01-01"
