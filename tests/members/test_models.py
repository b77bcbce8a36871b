"""Every named constraint of people, memberships, stays and relatives; what the triggers keep."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.utils import timezone
from psycopg2 import sql

from core.constraints import violated
from members.models import (
    Consent,
    Group,
    Membership,
    OfficeTerm,
    Person,
    Placement,
    Relative,
    TransferRequest,
)
from members.services import leave_group
from tests.factories import (
    BALI_AGUNG,
    BUMI_DAYA,
    KALIREJO,
    ConsentFactory,
    GroupFactory,
    MemberFactory,
    MembershipFactory,
    OccupationFactory,
    OfficeTermFactory,
    PersonFactory,
    PlacementFactory,
    RelativeFactory,
    TransferRequestFactory,
    make_nik,
    region,
)

pytestmark = pytest.mark.django_db


def write(row: Model, **columns: Any) -> None:
    """Change columns past every check of Python's."""
    names = sql.SQL(", ").join(sql.SQL("{} = %s").format(sql.Identifier(c)) for c in columns)
    table = sql.Identifier(row._meta.db_table)
    with connection.cursor() as cursor:
        statement = sql.SQL("UPDATE {} SET {} WHERE id = %s").format(table, names)
        cursor.execute(statement, [*columns.values(), row.pk])


def second_membership() -> None:
    MembershipFactory(person=MembershipFactory().person)


def second_chair() -> None:
    group = GroupFactory()
    for _ in range(2):
        OfficeTermFactory(membership=MembershipFactory(group=group))


def second_office() -> None:
    membership = OfficeTermFactory().membership
    OfficeTermFactory(membership=membership, office=OfficeTerm.Office.TREASURER)


def office_of_somebody_gone() -> None:
    left = MembershipFactory(left="2023", leave_reason="moved")
    OfficeTermFactory(membership=left)


def second_request() -> None:
    request = TransferRequestFactory()
    TransferRequestFactory(person=request.person, to_group=request.to_group)


def abroad_twice() -> None:
    person = PersonFactory()
    for country in ("TW", "HK"):
        PlacementFactory(person=person, country=country, status="abroad", returned=None)


def answered_twice() -> None:
    person = PersonFactory()
    for is_given in (True, False):
        ConsentFactory(person=person, is_given=is_given)


def same_nik_twice() -> None:
    for _ in range(2):
        PersonFactory(nik=make_nik(1))


def left_early() -> None:
    MembershipFactory(joined="2022-05", left="2022-04", leave_reason="moved")


def join_a_dissolved_group() -> None:
    gone = GroupFactory(state="dissolved", state_since="2024", state_reason="sepi")
    MembershipFactory(group=gone)


FORBIDDEN: dict[str, Callable[[], Any]] = {
    "person_has_a_name": lambda: PersonFactory(name=" -- "),
    "person_has_a_place": lambda: PersonFactory(village=None),
    "person_nik_once": same_nik_twice,
    "person_nik_cipher_with_hash": lambda: PersonFactory(nik_hash="0" * 64),
    "person_birth_date_exists": lambda: write(PersonFactory(), birth_date="1990-02-30"),
    "person_deceased_on_exists": lambda: write(PersonFactory(), deceased_on="2024-13"),
    "person_rt_rw_three_digits": lambda: PersonFactory(rt="5"),
    "person_phone_international": lambda: PersonFactory(phone="081233452211"),
    "person_phone_or_none": lambda: PersonFactory(phone="+6281233452211", has_no_phone=True),
    "membership_one_open": second_membership,
    "membership_joined_exists": lambda: write(MembershipFactory(), joined="2022-00"),
    "membership_left_exists": lambda: write(MembershipFactory(), left="soon", leave_reason="moved"),
    "membership_left_after_joining": left_early,
    "membership_left_with_reason": lambda: MembershipFactory(left="2023"),
    "membership_of_living_group": join_a_dissolved_group,
    "officeterm_one_holder": second_chair,
    "officeterm_one_per_member": second_office,
    "officeterm_since_exists": lambda: write(OfficeTermFactory(), since="2022-02-31"),
    "officeterm_until_exists": lambda: write(OfficeTermFactory(), until="2022-02-31"),
    "officeterm_until_after_since": lambda: OfficeTermFactory(since="2022", until="2021"),
    "officeterm_of_open_membership": office_of_somebody_gone,
    "transferrequest_asked_once": second_request,
    "transferrequest_answer_has_a_date": lambda: TransferRequestFactory(answer="refused"),
    "occupation_once": lambda: [
        OccupationFactory(name=n) for n in ("Perawat lansia", "perawatlansia")
    ],
    "placement_country_abroad": lambda: PlacementFactory(country="ID"),
    "placement_abroad_has_no_return": lambda: PlacementFactory(status="abroad"),
    "placement_departed_exists": lambda: write(PlacementFactory(), departed="201"),
    "placement_returned_exists": lambda: write(PlacementFactory(), returned="2018-99"),
    "placement_contract_ends_exists": lambda: write(PlacementFactory(), contract_ends="x"),
    "placement_return_after_departure": lambda: PlacementFactory(
        departed="2011", returned="2010-12"
    ),
    "placement_contract_after_departure": lambda: PlacementFactory(contract_ends="2010"),
    "placement_one_abroad": abroad_twice,
    "relative_phone_international": lambda: RelativeFactory(phone="0812"),
    "relative_source_has_a_date": lambda: RelativeFactory(source="Paiman"),
    "relative_ended_with_reason": lambda: RelativeFactory(ended_on="2024-01-01"),
    "consent_one_standing": answered_twice,
    "consent_ended_after_taken": lambda: ConsentFactory(ended_on="2024-01-01"),
    "consent_names_its_text": lambda: ConsentFactory(text_version=""),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_constraint_refuses(name):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        FORBIDDEN[name]()
    assert violated(caught.value) == name


def refusals_of(model: type[Model]) -> set[str]:
    """Its constraints, and what its triggers refuse by name."""
    return {c.name for c in model._meta.constraints} | set(getattr(model, "trigger_messages", {}))


def test_every_constraint_is_tried():
    models = [Person, Membership, OfficeTerm, TransferRequest, Placement, Relative, Consent]
    models.append(apps.get_model("members.Occupation"))
    names = {name for model in models for name in refusals_of(model)}
    assert len(names) > 30
    assert names <= set(FORBIDDEN)


def test_every_constraint_that_a_user_can_meet_has_its_sentence():
    for name in FORBIDDEN:
        model = apps.get_model("members", name.split("_")[0])
        constraint = next((c for c in model._meta.constraints if c.name == name), None)
        if constraint is not None and "cipher" not in name and "answer_has" not in name:
            default = constraint.default_violation_error_message
            assert constraint.violation_error_message != default, name


def test_a_missing_date_says_nothing():
    assert MembershipFactory(joined=None, left="2020", leave_reason="moved").pk
    assert PlacementFactory(departed=None, returned=None).pk


def test_area_is_the_groups_village_before_her_own():
    group = GroupFactory(village=region(BUMI_DAYA))
    assert MemberFactory(group=group, village=region(KALIREJO)).area == BUMI_DAYA
    assert PersonFactory(village=region(KALIREJO)).area == KALIREJO


def test_area_follows_the_groups_village():
    member = MemberFactory()
    Group.objects.filter(pk=member.group_id).update(village=region(BALI_AGUNG))
    member.refresh_from_db()
    assert member.area == BALI_AGUNG


def test_open_membership_keeps_the_file_whatever_is_written():
    member, elsewhere = MemberFactory(), GroupFactory()
    kept = member.group_id
    Person.objects.filter(pk=member.pk).update(group=elsewhere)
    write(member, group_id=elsewhere.pk)
    member.refresh_from_db()
    assert member.group_id == kept


def test_joining_hands_the_file_over():
    person = PersonFactory(village=region(KALIREJO))
    membership = MembershipFactory(person=person)
    person.refresh_from_db()
    assert (person.group_id, person.area) == (membership.group_id, BUMI_DAYA)


def test_all_who_join_by_one_statement_hand_their_files_over():
    old, new = GroupFactory(), GroupFactory(village=region(KALIREJO))
    people = [PersonFactory(group=group) for group in (old, new, None)]
    Membership.objects.bulk_create(Membership(person=p, group=new) for p in people)
    assert set(Person.objects.values_list("group", flat=True)) == {new.pk}
    assert set(Person.objects.values_list("area", flat=True)) == {new.village_id}


@pytest.mark.parametrize(("still_served", "area"), [(True, BUMI_DAYA), (False, KALIREJO)])
def test_leaving_leaves_the_file_with_whoever_serves_her(still_served, area):
    member = MemberFactory(village=region(KALIREJO))
    membership = member.memberships.get()
    leave_group(membership=membership, left="2024", reason="moved", still_served=still_served)
    member.refresh_from_db()
    assert (member.group == membership.group, member.area) == (still_served, area)


def test_leaving_to_the_office_without_a_village_keeps_somebody_responsible():
    member = MemberFactory(village=None)
    leave_group(
        membership=member.memberships.get(), left="2024", reason="moved", still_served=False
    )
    member.refresh_from_db()
    assert (member.group, member.village_id, member.area) == (None, BUMI_DAYA, BUMI_DAYA)


def test_leaving_ends_the_office():
    term = OfficeTermFactory()
    leave_group(membership=term.membership, left="2024-06", reason="ill", still_served=True)
    term.refresh_from_db()
    assert term.until == "2024-06"


def test_office_takes_its_group_from_the_membership():
    membership = MembershipFactory()
    term = OfficeTermFactory(membership=membership, group=GroupFactory())
    term.refresh_from_db()
    assert term.group_id == membership.group_id


def test_version_rises_by_itself():
    person = PersonFactory()
    Person.objects.filter(pk=person.pk).update(nickname="Yem")
    write(person, nickname="Siyem")
    person.refresh_from_db()
    assert (person.version, person.changed_at <= timezone.now()) == (3, True)


def test_nik_is_encrypted_and_an_equal_one_is_not_written_again():
    person = PersonFactory(nik=make_nik(3))
    cipher = person.nik_cipher
    assert make_nik(3) not in cipher
    assert person.read_nik() == make_nik(3)
    assert not person.set_nik(make_nik(3))
    assert person.nik_cipher == cipher
    assert person.set_nik(make_nik(4))


def test_missing_data():
    person = PersonFactory(phone="+6281233452211", photo_refused=True)
    assert person.missing_data == ["nik", "birth_date"]
    person.deceased_on = "2024"
    assert person.missing_data == []
