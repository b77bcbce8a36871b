"""The first administrator is made at the command line."""

from __future__ import annotations

import io
import sys

import pghistory.models
import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.roles import Role
from tests.factories import UserFactory


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch):
    def give(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))

    return give


@pytest.mark.django_db
def test_make_admin_makes_an_account_that_administers_everywhere(answers) -> None:
    answers("Sukarno Wijoyo", "jalan-kemuning-17")
    call_command("make_admin", "kepala", stdout=io.StringIO())
    user = User.objects.get(username="kepala")
    assert user.name == "Sukarno Wijoyo"
    assert user.check_password("jalan-kemuning-17")
    assert [a.role for a in user.open_assignments] == [Role.ADMINISTRATOR]
    assert user.scopes("accounts.add_user")
    assert pghistory.models.Context.objects.latest("created_at").metadata == {"act": "make_admin"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("kepala", "pendek"),
        ("kepala", "password123"),
        ("sudah.ada", "jalan-kemuning-17"),
        ("bukan nama!", "jalan-kemuning-17"),
    ],
)
def test_make_admin_refuses_in_a_sentence(answers, username: str, password: str) -> None:
    UserFactory(username="sudah.ada")
    answers(password)
    with pytest.raises(CommandError, match=r"\w+ \w+"):
        call_command("make_admin", username, "--name", "Siapa", stdout=io.StringIO())
    assert not User.objects.filter(assignments__role=Role.ADMINISTRATOR).exists()


@pytest.mark.django_db
def test_make_admin_asks_twice_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = iter(["jalan-kemuning-17", "jalan-kemuning-71"])
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    with pytest.raises(CommandError):
        call_command("make_admin", "kepala", "--name", "Siapa", stdout=io.StringIO())
    assert not User.objects.exists()
