"""Rows of monthly checks for tests."""

from __future__ import annotations

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SubFactory
from factory.django import DjangoModelFactory

from secretariat import months
from secretariat.models import CheckIn
from tests.factories import GroupFactory, UserFactory


class CheckInFactory(DjangoModelFactory):
    """Nothing changed this month."""

    class Meta:
        model = CheckIn

    group = SubFactory(GroupFactory)
    month = LazyFunction(lambda: months.first(timezone.localdate()))
    answered_on = LazyAttribute(lambda row: row.month)
    answered_by = SubFactory(UserFactory)
    members_changed = False
    has_problem = False
