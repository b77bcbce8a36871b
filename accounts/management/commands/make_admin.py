"""Make an administrator: the first one, or another when nobody can sign in any more."""

from __future__ import annotations

import getpass
import sys
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.services import make_administrator


class Command(BaseCommand):
    help = "Make an account that administers the register; asks for the password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", help="full name; asked for when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["name"] or _answer(_("Full name: "))
        try:
            user = make_administrator(username=options["username"], name=name, password=_password())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        done = _("%(username)s may now sign in and hand out further accounts.")
        self.stdout.write(done % {"username": user.username})


def _answer(question: str) -> str:
    return input(question) if sys.stdin.isatty() else sys.stdin.readline().strip()


def _password() -> str:
    """Asked twice at a terminal; a pipe gives it in one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    password = getpass.getpass(_("Password: "))
    if password != getpass.getpass(_("Password again: ")):
        raise CommandError(_("The two passwords differ. Nothing was made."))
    return password
