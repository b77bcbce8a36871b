"""Make everything ready for a production server."""

from typing import Any

from django.core.management.base import BaseCommand

from kwt_registry.prepare import prepare


class Command(BaseCommand):
    help = "Brings database, regions, translations and static files up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, and say nothing else."""
        prepare()
