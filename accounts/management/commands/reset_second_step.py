"""Take the second step of an account away: its phone and its recovery codes are lost."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import reset_second_step


class Command(BaseCommand):
    help = "Take an account's passkeys, app and recovery codes away; every sign-in of it ends."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(_("There is no account of this name."))
        reset_second_step(user=user)
        done = _("%(username)s signs in with the password alone and sets up a new second step.")
        self.stdout.write(done % {"username": user.username})
