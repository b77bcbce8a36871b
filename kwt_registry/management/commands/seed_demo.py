"""Fill an empty register with the demonstration: invented people, five accounts. Once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

import aid.demo
import institutions.demo
import members.demo
import secretariat.demo
import training.demo
from accounts import demo
from accounts.models import User
from core import history
from members.demo import draft
from members.models import Person
from regions.services import load_regions


class Command(BaseCommand):
    help = "Fill an empty register with invented data and five accounts; only with DEMO=1."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("The example data exist only with DEMO=1. Nothing was written."))
        if User.objects.filter(is_demo=True).exists():
            self.stdout.write(_("The example data are already there."))
        elif Person.objects.exists():
            raise CommandError(
                _("The register already holds people. Example data go into an empty one only.")
            )
        else:
            self._fill()
        self._print_logins()

    def _fill(self) -> None:
        load_regions()
        with history.recording(None, "seed_demo"), transaction.atomic():
            offices = institutions.demo.load()
            year = timezone.localdate().year
            groups, people = members.demo.load(year=year, offices=offices)
            users = demo.make_accounts()
            demo.make_requests(users)
            draft.begin(users[1])
            machines = aid.demo.load(year=year, offices=offices, officer=users[0])
            trainings = training.demo.load(offices=offices, officer=users[0])
            secretariat.demo.load(year=year, offices=offices, officer=users[0])
        done = _(
            "Example data: %(groups)s groups, %(people)s people, %(machines)s machines,"
            " %(trainings)s trainings."
        )
        written = {"groups": groups, "people": people, "machines": machines}
        self.stdout.write(done % (written | {"trainings": trainings}))

    def _print_logins(self) -> None:
        width = max(len(login.username) for login in demo.LOGINS)
        for login in demo.LOGINS:
            self.stdout.write(f"  {login.username:<{width}}  {login.does}")
        self.stdout.write(_("Password of all of them: %(password)s") % {"password": demo.PASSWORD})
