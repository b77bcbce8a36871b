"""`make seed MEMBERS=…`: any number of invented members, to see how the register bears it."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from members.demo.many import fill
from regions.models import Region


class Command(BaseCommand):
    help = "Adds MEMBERS invented members in new groups all over Indonesia; only with DEMO=1."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number of members."""
        parser.add_argument("members", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write chunk by chunk, each of them whole."""
        if not settings.DEMO:
            raise CommandError("Invented members exist only with DEMO=1. Nothing was written.")
        if not Region.objects.exists():
            raise CommandError("The regions are missing: run `make run` once, or load_regions.")
        started = time.monotonic()
        for written in fill(options["members"]):
            seconds = time.monotonic() - started
            self.stdout.write(f"{written:,} members, {seconds:.0f} s")
        with connection.cursor() as cursor:
            # Else the planner would go on believing that the tables are empty.
            cursor.execute("ANALYZE")
        self.stdout.write(f"done in {time.monotonic() - started:.0f} s")
