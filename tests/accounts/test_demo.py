"""The demonstration stays out of a register that is not one."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from accounts import demo
from accounts.models import User
from members.models import Person
from tests.cast import Cast


@pytest.mark.django_db
def test_outside_the_demonstration_nothing_is_written(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("seed_demo", stdout=io.StringIO())
    with pytest.raises(ImproperlyConfigured):
        demo.make_accounts()
    assert not User.objects.exists()
    assert not Person.objects.exists()


def test_a_register_in_use_is_left_alone(cast: Cast, settings: Any) -> None:
    settings.DEMO = True
    before = Person.objects.count()
    with pytest.raises(CommandError):
        call_command("seed_demo", stdout=io.StringIO())
    assert Person.objects.count() == before
