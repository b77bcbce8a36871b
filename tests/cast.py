"""The fixed cast: a user per role in one place, and strangers in another."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from accounts.models import User
from accounts.roles import Role
from members.models import Group, Person
from tests.factories import (
    KALIREJO,
    GroupFactory,
    MemberFactory,
    make_user,
    region,
)


@dataclass(frozen=True, slots=True)
class Cast:
    """In Bumi Daya, Lampung Selatan (18.01): officer, secretary, group, person; viewer of 18.

    In Kalirejo, Lampung Tengah (18.02): whoever is called "other".
    """

    officer: User
    secretary: User
    viewer: User
    admin: User
    group: Group
    person: Person
    other_officer: User
    other_secretary: User
    other_group: Group
    other_person: Person

    @property
    def insiders(self) -> dict[str, User]:
        """Who has a role over ``group``, by role."""
        return {
            Role.OFFICER: self.officer,
            Role.SECRETARY: self.secretary,
            Role.VIEWER: self.viewer,
            Role.ADMINISTRATOR: self.admin,
        }

    @property
    def strangers(self) -> list[User]:
        """Who has none."""
        return [self.other_officer, self.other_secretary]


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


def make_cast() -> Cast:
    group = GroupFactory(name="KWT Kenanga")
    other_group = GroupFactory(name="KWT Seruni", village=region(KALIREJO))
    return Cast(
        officer=make_user("petugas_uji", Role.OFFICER, region=region("18.01")),
        secretary=make_user("sekretaris_uji", Role.SECRETARY, group=group),
        viewer=make_user("pemantau_uji", Role.VIEWER, region=region("18")),
        admin=make_user("administrator_uji", Role.ADMINISTRATOR),
        group=group,
        person=MemberFactory(group=group, name="Marsinah Lestiani", birth_date="1988-04-17"),
        other_officer=make_user("petugas_lain", Role.OFFICER, region=region("18.02")),
        other_secretary=make_user("sekretaris_lain", Role.SECRETARY, group=other_group),
        other_group=other_group,
        other_person=MemberFactory(
            group=other_group, village=region(KALIREJO), name="Ponirah Sulastri"
        ),
    )
