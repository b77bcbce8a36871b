"""`make restore FILE=…`: bring a backup back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import backup


class Command(BaseCommand):
    help = "Replaces database and files by those of a backup; keeps a backup of what was there."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the backup's path."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Say where that is which was replaced."""
        try:
            before = backup.restore(options["file"])
        except (backup.BackupError, OSError) as error:
            raise CommandError(error) from None
        self.stdout.write(f"Restored {options['file']}. What was there before is in {before}.")
