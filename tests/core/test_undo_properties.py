"""Undo, whatever was done before it: random acts of every kind, taken back in any order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from aid.models import Booking, Custody, Equipment, Inspection
from core import history
from core.models import OldCode
from core.undo.engine import NotUndoneError, undo
from members.models import Group, Membership, OfficeTerm, Person, Placement
from tests.acts import acting, receipt_of
from tests.aid import factories as aid
from tests.aid import use_factories as use
from tests.cast import Cast
from tests.core.undo_acts import import_list, merge, nth
from tests.factories import (
    GroupFactory,
    MemberFactory,
    MembershipFactory,
    OfficeTermFactory,
    PlacementFactory,
)

MODELS: tuple[Any, ...] = (
    *(Group, Person, Membership, OfficeTerm, Placement),
    *(Equipment, Inspection, Booking, Custody, OldCode),
)
# What triggers keep in step with other rows, also on a row that was changed since.
KEPT = {"Person": {"group_id", "area", "village_id"}, "Equipment": {"condition"}}
Op = tuple[str, int, int]


def edit(a: int, b: int) -> None:
    Person.objects.filter(pk=nth(Person, a).pk).update(nickname=f"n{b}", hamlet=f"h{b % 2}")


def edit_all(a: int, b: int) -> None:
    Person.objects.update(education="sma" if b % 2 else "")


def add(a: int, b: int) -> None:
    PlacementFactory(person=MemberFactory(group=nth(Group, a)))


def move(a: int, b: int) -> None:
    member = nth(Person, a)
    Membership.objects.filter(person=member, left=None).update(
        left="2024-05-01", leave_reason="other_group"
    )
    MembershipFactory(person=member, group=nth(Group, b))


def leave(a: int, b: int) -> None:
    mine = Membership.objects.filter(person=nth(Person, a), left=None)
    mine.update(left="2024-05-02", leave_reason="own_wish", still_served=bool(b % 2))


def office(a: int, b: int) -> None:
    open_ones = list(Membership.objects.filter(left=None).order_by("pk"))
    kind = OfficeTerm.Office.values[b % len(OfficeTerm.Office.values)]
    OfficeTermFactory(membership=open_ones[a % len(open_ones)], office=kind)


def stay_abroad(a: int, b: int) -> None:
    PlacementFactory(person=nth(Person, a), employer=f"PT {b}")


def drop(a: int, b: int) -> None:
    Placement.objects.filter(pk=getattr(nth(Placement, a), "pk", None)).delete()


def look(a: int, b: int) -> None:
    how = ("good", "light_damage", "heavy_damage")[b % 3]
    aid.InspectionFactory(equipment=nth(Equipment, a), condition=how)


def book(a: int, b: int) -> None:
    use.BookingFactory(
        equipment=nth(Equipment, a),
        person=nth(Person, b),
        asked_by=nth(User, 0),
        period=use.morning(1 + b),
    )


def cancel(a: int, b: int) -> None:
    mine = Booking.objects.filter(pk=getattr(nth(Booking, a), "pk", None))
    mine.update(state="cancelled", cancel_reason="Hujan")


def end(a: int, b: int) -> None:
    Equipment.objects.filter(pk=nth(Equipment, a).pk).update(
        state="ended", end_kind="lost", ended_on="2024-05-01", end_reason="Hilang"
    )


def village(a: int, b: int) -> None:
    other = nth(Group, b).village_id
    Group.objects.filter(pk=nth(Group, a).pk).update(village=other, phone=f"+62812345678{b % 90}")


OPS: dict[str, Callable[[int, int], None]] = {
    each.__name__: each
    for each in (
        *(edit, edit_all, add, move, leave, office, stay_abroad),
        *(drop, look, book, cancel, end, village, import_list, merge),
    )
}
ops = st.tuples(st.sampled_from(sorted(OPS)), st.integers(0, 9), st.integers(0, 9))
acts = st.lists(st.lists(ops, min_size=1, max_size=4), min_size=1, max_size=5)
each_example = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def perform(act: list[Op], user: Any) -> str:
    """One act; what the register refuses is left out of it."""
    with acting(user, "members.change_person") as code:
        for name, a, b in act:
            try:
                with transaction.atomic():
                    OPS[name](a, b)
                    connection.check_constraints()
            except (IntegrityError, ValidationError):
                continue
    return code


def tables() -> dict[str, dict[int, dict[str, Any]]]:
    """Every row of every table, but for what only rises."""
    return {model.__name__: _rows(model) for model in MODELS}


def _rows(model: Any) -> dict[int, dict[str, Any]]:
    fields = [f.attname for f in model._meta.concrete_fields]
    names = [name for name in fields if name not in history.KEPT_BY_DATABASE]
    return {row["id"]: row for row in model._base_manager.values(*names)}


def _differences(now: Any, then: Any) -> list[str]:
    """Which row of which table holds what, and held what."""
    found = []
    for model, rows in now.items():
        for row in rows.keys() | then[model].keys():
            mine, was = rows.get(row, {}), then[model].get(row, {})
            names = [n for n in mine | was if mine.get(n) != was.get(n)]
            found += [f"{model} {row} {n}: {mine.get(n)!r}, was {was.get(n)!r}" for n in names]
    return found


def versions() -> dict[tuple[str, int], int]:
    return {(m.__name__, pk): v for m in MODELS for pk, v in m.objects.values_list("pk", "version")}


def holds_together() -> None:
    """Who keeps a file follows from the open membership, whatever was taken back."""
    connection.check_constraints()
    wrong = Membership.objects.filter(left=None).exclude(person__group=F("group"))
    assert not wrong.exists()


def take_back(code: str, user: Any) -> bool:
    try:
        with acting(user, "core.undo_receipt"):
            undo(receipt=receipt_of(code), actor=user)
    except NotUndoneError:
        return False
    return True


def touched_by(codes: list[str]) -> set[tuple[str, int]]:
    """The rows that were written by these acts."""
    ids = [receipt_of(code).pk for code in codes if _is_one(code)]
    return {
        (m.__name__, row)
        for m in MODELS
        for row in m.pgh_event_model.objects.filter(pgh_context_id__in=ids).values_list(
            "pgh_obj_id", flat=True
        )
    }


def _is_one(code: str) -> bool:
    """Whether the act wrote anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM core_receipt WHERE code = %s)", [code])
        return bool(cursor.fetchone()[0])


@pytest.fixture
def garden(cast: Cast) -> Cast:
    GroupFactory(name="KWT Anggrek")
    for _ in range(2):
        member = MemberFactory(group=cast.group)
        aid.CustodyFactory(equipment=aid.EquipmentFactory(group=cast.group), person=member)
    return cast


@pytest.mark.parametrize("name", OPS)
def test_each_of_the_acts_does_something(garden: Cast, name: str) -> None:
    """Else the register would refuse it each time, and nothing would be taken back."""
    PlacementFactory(person=garden.person)
    book(0, 0)
    before = tables()
    perform([(name, 0, 1)], garden.admin)
    assert tables() != before


@each_example
@given(acts)
def test_undo_of_the_last_gives_the_exact_values_before(garden: Cast, done: Any) -> None:
    with transaction.atomic():
        for act in done[:-1]:
            perform(act, garden.admin)
        before, were = tables(), versions()
        code = perform(done[-1], garden.admin)
        if tables() != before:
            assert take_back(code, garden.admin)
        assert _differences(tables(), before) == []
        assert all(now >= were[key] for key, now in versions().items())
        holds_together()
        transaction.set_rollback(True)


@each_example
@given(acts, st.integers(0, 9))
def test_undo_of_an_earlier_one_leaves_alone_what_was_changed_later(
    garden: Cast, done: Any, which: int
) -> None:
    with transaction.atomic():
        codes = [perform(act, garden.admin) for act in done]
        at = which % len(codes)
        later = touched_by(codes[at + 1 :])
        before = tables()
        if _is_one(codes[at]):
            take_back(codes[at], garden.admin)
        after = tables()
        for model, row in later:
            kept = KEPT.get(model, set())
            assert _but(after[model].get(row), kept) == _but(before[model].get(row), kept)
        holds_together()
        transaction.set_rollback(True)


def _but(row: dict[str, Any] | None, kept: set[str]) -> dict[str, Any] | None:
    return None if row is None else {k: v for k, v in row.items() if k not in kept}


@settings(each_example, max_examples=4)
@given(acts)
def test_all_taken_back_in_turn_and_forth_again(garden: Cast, done: Any) -> None:
    with transaction.atomic():
        at_first = tables()
        codes = [perform(act, garden.admin) for act in done]
        at_last = tables()
        undone = [
            code for code in reversed(codes) if _is_one(code) and take_back(code, garden.admin)
        ]
        assert _differences(tables(), at_first) == []
        for code in reversed(undone):
            by = receipt_of(code).undone_by
            assert by is not None
            assert take_back(by.code, garden.admin)
        assert _differences(tables(), at_last) == []
        transaction.set_rollback(True)
