"""Undo: exact former values, rows touched since left alone, and why the others stay."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from core import history
from core.models import Receipt
from core.undo.engine import NotUndoneError, preview, undo
from core.undo.fitting import keys_to
from core.undo.plan import How, Plan
from core.undo.rules import rules
from members.models import Membership, OfficeTerm, Person, Placement
from tests.acts import acting, receipt_of
from tests.aid import factories as aid
from tests.cast import Cast
from tests.factories import (
    DecreeFactory,
    InstitutionFactory,
    MemberFactory,
    MembershipFactory,
    OfficeTermFactory,
    PlacementFactory,
    region,
)
from tests.training.factories import AttendanceFactory, TrainingFactory
from training.models import Attendance


def take_back(code: str, user: Any) -> Plan:
    with acting(user, "core.undo_receipt"):
        return undo(receipt=receipt_of(code), actor=user)


def values(model: Any) -> dict[int, tuple[Any, ...]]:
    """Every row of a table, but for what only rises."""
    names = [
        f.attname for f in model._meta.concrete_fields if f.name not in history.KEPT_BY_DATABASE
    ]
    return {row[0]: row for row in model._base_manager.order_by("pk").values_list("pk", *names)}


def versions(model: Any) -> dict[int, int]:
    return dict(model._base_manager.values_list("pk", "version"))


def test_every_tracked_model_returns_or_says_why_not() -> None:
    assert set(history.tracked_models()) == rules().keys()
    for rule in rules().values():
        assert rule.is_aside or rule.stays is None or str(rule.stays.reason)
        for each in rule.suspended:
            assert each.trigger in {t.name for t in rule.model._meta.triggers}
            assert bool(each.wrong) is bool(each.sentence)
    assert len(rules()) >= 50


@pytest.mark.django_db
def test_what_points_to_a_row_is_asked_of_every_key_that_the_database_holds() -> None:
    """A preview trusts it: it does not wait for the database's own look at each row."""
    walked = 0
    for model in rules():
        table = [model._meta.db_table]
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT conrelid::regclass::text, attname FROM pg_constraint"
                " JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]"
                " WHERE contype = 'f' AND confrelid = %s::regclass",
                table,
            )
            held = set(cursor.fetchall())
        assert held == {(f.model._meta.db_table, f.column) for f in keys_to(model)}, table
        walked += len(held)
    assert walked >= 60


def test_changed_rows_get_their_exact_former_values(cast: Cast) -> None:
    before, were = values(Person), versions(Person)
    with acting(cast.officer) as code:
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar", phone="+6281234567890")
        Person.objects.filter(pk=cast.person.pk).update(nickname="Marsi")
    plan = take_back(code, cast.officer)
    assert list(plan.returning.values()) == [How.CHANGE]
    assert values(Person) == before
    assert all(versions(Person)[pk] >= version for pk, version in were.items())


def test_made_rows_go_and_deleted_rows_come_back_with_their_keys(cast: Cast) -> None:
    placement = PlacementFactory(person=cast.person)
    before = {model: values(model) for model in (Person, Membership, Placement)}
    version = placement.version
    with acting(cast.admin) as code:
        new = MemberFactory(group=cast.group)
        PlacementFactory(person=new)
        Placement.objects.filter(pk=placement.pk).delete()
    take_back(code, cast.officer)
    assert {model: values(model) for model in before} == before
    placement.refresh_from_db()
    assert placement.version > version


def test_an_undo_is_itself_undone(cast: Cast) -> None:
    with acting(cast.officer) as code:
        new = MemberFactory(group=cast.group)
        PlacementFactory(person=new)
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
    after = {model: values(model) for model in (Person, Membership, Placement)}
    take_back(code, cast.officer)
    done = receipt_of(code).undone_by
    assert done is not None
    take_back(done.code, cast.officer)
    assert {model: values(model) for model in after} == after


def test_what_was_changed_since_is_left_alone_and_named(cast: Cast) -> None:
    other = MemberFactory(group=cast.group)
    with acting(cast.officer) as code:
        Person.objects.filter(pk__in=[cast.person.pk, other.pk]).update(nickname="Mar")
    with acting(cast.secretary) as later:
        Person.objects.filter(pk=cast.person.pk).update(phone="+6281234567890")
    kept = values(Person)[cast.person.pk]
    plan = take_back(code, cast.officer)
    assert values(Person)[cast.person.pk] == kept
    assert not Person.objects.get(pk=other.pk).nickname
    assert [key[1] for key in plan.touched] == [cast.person.pk]
    assert plan.touched[Person, cast.person.pk].act == receipt_of(later).pk


def test_a_made_row_on_which_something_hangs_stays_with_all_of_it(cast: Cast) -> None:
    with acting(cast.officer) as code:
        kept, gone = MemberFactory(group=cast.group), MemberFactory(group=cast.group)
        PlacementFactory(person=kept)
    with acting(cast.officer):
        OfficeTermFactory(membership=kept.memberships.get())
    plan = take_back(code, cast.officer)
    assert not Person.objects.filter(pk=gone.pk).exists()
    assert Person.objects.filter(pk=kept.pk).exists()
    reasons = {key[0]: str(reason) for key, reason in plan.staying.items()}
    assert "masa jabatan" in reasons[Membership] or "jabatan" in reasons[Membership]
    assert reasons[Person]


def test_what_would_break_a_rule_stays_with_its_sentence_and_the_rest_returns(cast: Cast) -> None:
    member = MemberFactory(group=cast.group)
    with acting(cast.officer) as code:
        Membership.objects.filter(person=member).update(left="2024", leave_reason="moved")
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
    with acting(cast.officer):
        MembershipFactory(person=member, group=cast.group)
    plan = take_back(code, cast.officer)
    (reason,) = plan.staying.values()
    assert "kelompok" in str(reason)
    assert Membership.objects.filter(person=member, left=None).count() == 1
    assert not Person.objects.get(pk=cast.person.pk).nickname


def test_a_move_and_an_office_return_and_triggers_keep_up(cast: Cast) -> None:
    member = MemberFactory(group=cast.group)
    OfficeTermFactory(membership=member.memberships.get())
    before = {model: values(model) for model in (Person, Membership, OfficeTerm)}
    with acting(cast.admin) as code:
        member.memberships.update(left="2024-05-01", leave_reason="moved")
        MembershipFactory(person=member, group=cast.other_group)
    assert Person.objects.get(pk=member.pk).group == cast.other_group
    take_back(code, cast.admin)
    assert {model: values(model) for model in before} == before


def test_ended_equipment_and_its_turns_return(cast: Cast) -> None:
    piece = aid.EquipmentFactory(group=cast.group)
    custody = aid.CustodyFactory(equipment=piece, person=cast.person)
    before = {type(row): values(type(row)) for row in (piece, custody)}
    with acting(cast.officer) as code:
        type(piece).objects.filter(pk=piece.pk).update(
            state="ended", end_kind="lost", ended_on="2024-05-01", end_reason="Hilang"
        )
    assert type(custody).objects.get(pk=custody.pk).until
    take_back(code, cast.officer)
    assert {model: values(model) for model in before} == before


def test_condition_follows_when_a_look_goes_and_the_piece_was_changed_since(cast: Cast) -> None:
    piece = aid.EquipmentFactory(group=cast.group, condition="good")
    with acting(cast.officer) as code:
        aid.InspectionFactory(equipment=piece, condition="heavy_damage")
    with acting(cast.officer):
        type(piece).objects.filter(pk=piece.pk).update(brand="Baru")
    take_back(code, cast.officer)
    piece.refresh_from_db()
    assert (piece.condition, piece.brand) == ("good", "Baru")


def test_numbered_papers_stay_and_hold_back_all_of_their_act(cast: Cast) -> None:
    with acting(cast.officer) as code:
        aid.AidDecreeFactory(office=InstitutionFactory(region=region("18.01")))
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
    with pytest.raises(NotUndoneError, match="tetap"):
        take_back(code, cast.officer)
    assert Person.objects.get(pk=cast.person.pk).nickname == "Mar"


def test_a_decree_of_a_group_stays_and_the_rest_returns(cast: Cast) -> None:
    with acting(cast.officer) as code:
        decree = DecreeFactory(group=cast.group)
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
    plan = take_back(code, cast.officer)
    assert list(plan.staying) == [(type(decree), decree.pk)]
    assert not Person.objects.get(pk=cast.person.pk).nickname


def test_who_may_take_back_what(cast: Cast) -> None:
    with acting(cast.secretary) as own:
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
    with acting(cast.officer) as others:
        Person.objects.filter(pk=cast.person.pk).update(nickname="Marsi")
    for user in (cast.viewer, cast.other_officer, cast.other_secretary):
        with pytest.raises(NotUndoneError):
            take_back(others, user)
    with pytest.raises(NotUndoneError):
        take_back(others, cast.secretary)
    assert preview(receipt_of(own), cast.secretary).touched
    take_back(others, cast.officer)
    assert Person.objects.get(pk=cast.person.pk).nickname == "Mar"
    # What came later is taken back, and stands in the way no more.
    take_back(own, cast.secretary)
    assert not Person.objects.get(pk=cast.person.pk).nickname


def test_nobody_takes_back_what_her_role_may_not_write(cast: Cast) -> None:
    training = TrainingFactory(office=InstitutionFactory(region=region("18.01")))
    row = AttendanceFactory(session__training=training, participant__person=cast.person)
    with acting(cast.officer) as code:
        Attendance.objects.filter(pk=row.pk).update(state="late")
    plan = preview(receipt_of(code), cast.admin)
    assert (plan.not_hers, plan.returning) == ({(Attendance, row.pk)}, {})
    take_back(code, cast.officer)
    row.refresh_from_db()
    assert row.state == "present"


def test_rows_of_another_place_are_left_alone_and_counted(cast: Cast) -> None:
    with acting(cast.admin) as code:
        Person.objects.filter(pk__in=[cast.person.pk, cast.other_person.pk]).update(nickname="X")
    plan = take_back(code, cast.officer)
    assert plan.not_hers == {(Person, cast.other_person.pk)}
    assert Person.objects.get(pk=cast.other_person.pk).nickname == "X"
    assert not Person.objects.get(pk=cast.person.pk).nickname


def test_pressed_again_it_says_so(cast: Cast) -> None:
    with acting(cast.officer) as code:
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
    take_back(code, cast.officer)
    with pytest.raises(NotUndoneError, match="sudah"):
        take_back(code, cast.officer)


def test_after_thirty_days_it_stays(cast: Cast) -> None:
    with acting(cast.officer) as code:
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_receipt SET at = now() - interval '31 days'")
    with pytest.raises(NotUndoneError, match="30"):
        take_back(code, cast.officer)
    assert Receipt.objects.get(code=code).undone_by is None


def test_a_preview_leaves_nothing(cast: Cast) -> None:
    with acting(cast.officer) as code:
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
    kept, were = values(Person), versions(Person)
    plan = preview(receipt_of(code), cast.officer)
    assert list(plan.returning) == [(Person, cast.person.pk)]
    assert (values(Person), versions(Person)) == (kept, were)
    assert receipt_of(code).undone_by is None


def test_what_the_register_began_with_stays(cast: Cast) -> None:
    with acting(None, "seed_demo") as code:
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
    with pytest.raises(NotUndoneError):
        take_back(code, cast.officer)
    assert Person.objects.get(pk=cast.person.pk).nickname == "Mar"
