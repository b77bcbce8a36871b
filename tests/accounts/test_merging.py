import pytest

from accounts.roles import Role
from members.models import Membership
from tests.factories import AssignmentFactory, GroupFactory, MemberFactory, OfficeTermFactory
from tests.members.merging import merged

pytestmark = pytest.mark.django_db


def test_the_account_of_a_member_goes_on_with_the_membership_that_stays():
    group = GroupFactory()
    kept, other = MemberFactory(group=group), MemberFactory(group=group)
    Membership.objects.filter(person=other).update(joined="2023")
    term = OfficeTermFactory(membership=other.memberships.get(), office="secretary")
    role = AssignmentFactory(
        role=Role.SECRETARY, group=group, membership=term.membership, term=term
    )
    merged(kept, other)
    role.refresh_from_db()
    assert role in role.user.assignments.open()
    assert (role.membership.person, role.term.membership) == (kept, role.membership)


def test_an_account_of_another_group_ends_with_its_membership():
    kept, other = MemberFactory(), MemberFactory()
    role = AssignmentFactory(
        role=Role.SECRETARY, group=other.group, membership=other.memberships.get()
    )
    merged(kept, other, memberships=kept.group.code)
    assert role not in role.user.assignments.open()
