"""Which rows: every model says whose its rows are, and ``allowed`` gives those and no others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db.models import Model
from django.utils import timezone

from accounts.roles import Role
from core.access import Scope, acts, scope_q
from core.codes import new_code
from core.events import Event
from core.models import Receipt, ReceiptPlace, Reveal
from members.models import Group, Person
from tests import factories
from tests.cast import Cast
from tests.contracts.aid_rows import AID_ROWS, office_of
from tests.contracts.secretariat_rows import SECRETARIAT_ROWS
from tests.contracts.training_rows import TRAINING_ROWS
from tests.factories import AssignmentFactory, UserFactory, make_user, region

VIEW = "members.view_person"
CHANGE = "members.change_person"

# Models without a path to a place, and why nobody sees too much through them.
UNSCOPED = {
    "core.StoredFile": "served through the row that shows it, by that row's rule",
    "core.Synonym": "a reference list, the same for every office",
    "core.Import": "its owner's alone: owned_by",
    "core.BulkEdit": "its owner's alone: owned_by",
    "core.Draft": "its owner's alone: owned_by",
    "core.SentForm": "asked by its user's own key alone (core/once.py)",
    "core.ImportMapping": "its owner's alone: asked for by owner; names columns and no rows",
    "core.OldCode": "leads only to a row that its reader may see (core/old_code_pages.py)",
    "core.KeyRotation": "which keys there are and since when; no page shows it",
    "regions.Region": "public reference data",
    "regions.Edition": "which release of the public regions is loaded",
    "members.Occupation": "a reference list, the same for every office",
    "institutions.Programme": "a reference list, the same for every office",
    "aid.GoodsKind": "a reference list, the same for every office",
    "aid.Season": "a reference list, the same for every office",
    "training.Topic": "a reference list, the same for every office",
    "secretariat.ServiceTopic": "a reference list, the same for every office",
    "secretariat.SealedCase": "its readers' alone: read_by (tests/secretariat)",
    "secretariat.SealedReader": "reached through its sealed case alone",
    "secretariat.Commodity": "a reference list, the same for every office",
    "accounts.User": "no role with a place has an act on accounts (tested below)",
    "accounts.Invitation": "reached by its own secret, or with the account that it opens",
    "account.EmailAddress": "the sign-in library's; no e-mail is asked for",
    "account.EmailConfirmation": "the sign-in library's; no e-mail is asked for",
    "mfa.Authenticator": "the sign-in library shows a user her own",
    "usersessions.UserSession": "the sign-in library shows a user her own",
    "sessions.Session": "no page shows it",
    "admin.LogEntry": "never written: the database's history takes its place",
    "auth.Permission": "never asked: rights come from the table of acts",
    "auth.Group": "never asked: rights come from the table of acts",
    "contenttypes.ContentType": "the names of the tables",
    "pghistory.Context": "read together with the events of a row that the user may see",
    "pghistory.Events": "a proxy of the history library without a table",
    "pghistory.MiddlewareEvents": "a proxy of the history library without a table",
}

# How to make a row of a model that belongs to a group and a person.
ROWS: dict[str, Callable[[Group, Person], Model]] = {
    "core.Reveal": lambda group, person: _reveal(group.village_id),
    "core.ExportLog": lambda group, person: factories.ExportLogFactory(area=group.village_id),
    "core.Receipt": lambda group, person: _touched(group).receipt,
    "core.ReceiptPlace": lambda group, person: _touched(group),
    "institutions.Institution": lambda group, person: office_of(group),
    "members.Group": lambda group, person: group,
    "members.Decree": lambda group, person: factories.DecreeFactory(group=group),
    "members.GroupClass": lambda group, person: factories.GroupClassFactory(group=group),
    "members.Person": lambda group, person: person,
    "members.Membership": lambda group, person: person.memberships.get(),
    "members.OfficeTerm": lambda group, person: factories.OfficeTermFactory(
        membership=person.memberships.get()
    ),
    "members.Placement": lambda group, person: factories.PlacementFactory(person=person),
    "members.Relative": lambda group, person: factories.RelativeFactory(person=person),
    "members.Consent": lambda group, person: factories.ConsentFactory(person=person),
    "members.NotSamePerson": lambda group, person: factories.NotSamePersonFactory(
        first=person, second=factories.MemberFactory(group=group)
    ),
    "members.TransferRequest": lambda group, person: factories.TransferRequestFactory(
        person=person
    ),
    "accounts.Assignment": lambda group, person: AssignmentFactory(
        role=Role.OFFICER, region=group.village
    ),
    "institutions.Series": lambda group, person: factories.SeriesFactory(
        institution=office_of(group)
    ),
    "institutions.SeriesYear": lambda group, person: factories.SeriesYearFactory(
        series__institution=office_of(group)
    ),
}
ROWS |= AID_ROWS
ROWS |= {f"training.{model.__name__}": make for model, make in TRAINING_ROWS.items()}
ROWS |= {f"secretariat.{model.__name__}": make for model, make in SECRETARIAT_ROWS.items()}
# Theirs is a region and no group: a secretary, whose scope is a group, reaches none.
BY_REGION_ALONE = {
    "core.Reveal",
    "core.ExportLog",
    "institutions.Institution",
    "members.TransferRequest",
    "accounts.Assignment",
    "institutions.Series",
    "institutions.SeriesYear",
    "aid.AidDecree",
}


def _touched(group: Group) -> ReceiptPlace:
    receipt = Receipt.objects.create(code=new_code(), at=timezone.now(), rows=1)
    return ReceiptPlace.objects.create(
        receipt=receipt, model="members.Person", group=group.pk, area=group.village_id, rows=1
    )


def label(model: type[Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


def has_path(model: type[Model]) -> bool:
    path = getattr(model, "access", None)
    return path is not None and bool(path.group or path.area or path.of_groups)


def models() -> list[type[Model]]:
    return [m for m in apps.get_models() if not issubclass(m, Event)]


SCOPED = sorted(label(m) for m in models() if has_path(m))


def test_every_model_has_a_path_or_a_reason() -> None:
    open_ones = {label(m) for m in models() if not has_path(m)}
    assert open_ones == UNSCOPED.keys()
    assert len(models()) >= 25


def test_every_path_is_used_by_allowed() -> None:
    for model in models():
        assert has_path(model) == hasattr(model._default_manager, "allowed"), label(model)


def test_history_rows_are_reached_through_their_object_only() -> None:
    events = [m for m in apps.get_models() if issubclass(m, Event)]
    assert len(events) >= 12
    assert not any(hasattr(m._default_manager, "allowed") for m in events)


def test_the_unscoped_accounts_are_the_administrators_alone() -> None:
    roles = {role for act, given in acts().items() if act.endswith("_user") for role in given}
    assert roles == {Role.ADMINISTRATOR}


def test_every_scoped_model_has_a_leak_test() -> None:
    assert ROWS.keys() == set(SCOPED)
    assert len(SCOPED) >= 12


@pytest.mark.parametrize("name", SCOPED)
def test_rows_of_another_place_stay_hidden(cast: Cast, name: str) -> None:
    own = ROWS[name](cast.group, cast.person)
    foreign = ROWS[name](cast.other_group, cast.other_person)
    found: dict[Any, set[Model]] = {}
    for act, roles in acts().items():
        for user, role, reach in viewers(cast, name, own, foreign):
            expected = reach if role in roles else set()
            assert seen(own, foreign, user, act, found) == expected, (user.username, act)


@pytest.mark.parametrize("name", SCOPED)
def test_nobody_without_a_role_today_sees_a_row(cast: Cast, name: str) -> None:
    own = ROWS[name](cast.group, cast.person)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    expired, inactive = UserFactory(), UserFactory(is_active=False)
    for user, expires_on in ((expired, yesterday), (inactive, None)):
        AssignmentFactory(user=user, role=Role.ADMINISTRATOR, expires_on=expires_on)
        AssignmentFactory(user=user, role=Role.OFFICER, expires_on=expires_on)
    for user in (expired, inactive, UserFactory(), AnonymousUser()):
        for act in acts():
            assert not type(own)._default_manager.allowed(user, act).exists(), (user, act)


def test_a_role_holds_through_its_last_day_in_jakarta(cast: Cast) -> None:
    last = dt.date(2026, 3, 1)
    user = UserFactory()
    AssignmentFactory(user=user, region=region("18.01"), expires_on=last)
    with time_machine.travel("2026-03-01T16:59:00+00:00", tick=False):
        assert cast.person in Person.objects.allowed(fresh(user), VIEW)
    with time_machine.travel("2026-03-01T17:00:00+00:00", tick=False):
        assert cast.person not in Person.objects.allowed(fresh(user), VIEW)


def test_several_roles_add_up(cast: Cast) -> None:
    user = make_user("rangkap", Role.OFFICER, region=region("18.01"))
    AssignmentFactory(user=user, role=Role.SECRETARY, group=cast.other_group)
    assert set(Person.objects.allowed(user, CHANGE)) == {cast.person, cast.other_person}
    assert set(Person.objects.allowed(user, "members.reveal_nik")) == {cast.person}


def test_a_wide_view_does_not_widen_a_narrow_change(cast: Cast) -> None:
    user = make_user("pemantau_rangkap", Role.VIEWER, region=region("18"))
    AssignmentFactory(user=user, role=Role.OFFICER, region=region("18.01"))
    assert set(Person.objects.allowed(user, VIEW)) == {cast.person, cast.other_person}
    assert set(Person.objects.allowed(user, CHANGE)) == {cast.person}


AREAS = ("18", "18.0", "18.01", "18.010", "18.01.10", "18.01.10.2013", "18.02", "18.1", "180", "17")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("prefix", "inside"),
    [
        ("18.01", {"18.01", "18.01.10", "18.01.10.2013"}),
        ("18", {"18", "18.0", "18.01", "18.010", "18.01.10", "18.01.10.2013", "18.02", "18.1"}),
        ("18.01.10.2013", {"18.01.10.2013"}),
        ("18.03", set()),
        ("", set(AREAS)),
    ],
)
def test_a_region_ends_where_its_code_ends(prefix: str, inside: set[str]) -> None:
    for area in AREAS:
        _reveal(area)
    condition = scope_q(Reveal.access, [Scope(area=prefix)])
    assert set(Reveal.objects.filter(condition).values_list("area", flat=True)) == inside


def test_no_scope_is_no_condition_that_could_be_left_out() -> None:
    assert scope_q(Person.access, []) is None
    assert scope_q(Reveal.access, [Scope(group=1)]) is None
    assert scope_q(Person.access, [Scope()]) is None


def viewers(cast: Cast, name: str, own: Model, foreign: Model) -> list[Any]:
    """Each user with the role and the rows that it reaches."""
    of_group: set[Model] = set() if name in BY_REGION_ALONE else {own}
    of_other: set[Model] = set() if name in BY_REGION_ALONE else {foreign}
    return [
        (cast.officer, Role.OFFICER, {own}),
        (cast.secretary, Role.SECRETARY, of_group),
        (cast.viewer, Role.VIEWER, {own, foreign}),
        (cast.admin, Role.ADMINISTRATOR, {own, foreign}),
        (cast.other_officer, Role.OFFICER, {foreign}),
        (cast.other_secretary, Role.SECRETARY, of_other),
    ]


def seen(
    own: Model, foreign: Model, user: Any, act: str, found: dict[Any, set[Model]]
) -> set[Model]:
    """Which of both the user may do the act on; what is the same SQL is asked once."""
    rows = type(own)._default_manager.allowed(user, act).filter(pk__in=[own.pk, foreign.pk])
    try:
        sql = rows.query.sql_with_params()
    except EmptyResultSet:
        return set()
    if sql not in found:
        found[sql] = set(rows)
    return found[sql]


def fresh(user: Any) -> Any:
    return type(user).objects.get(pk=user.pk)


def _reveal(area: str) -> Reveal:
    return Reveal.objects.create(
        user=UserFactory(), subject="members.person:1", what="nik", reason="uji", area=area
    )
