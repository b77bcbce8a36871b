"""Remove what has served its time."""

from typing import Any

from django.core.management.base import BaseCommand

from core.tidying import tidy


class Command(BaseCommand):
    help = "Removes old parked lists, ended sessions and the like; the site does it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = tidy()
        if removed is None:
            self.stdout.write("Another process is tidying at this moment.")
            return
        for label, number in removed.items():
            if number:
                self.stdout.write(f"{label}: {number:,} removed")
