"""`make backup`: database and files in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import backup


class Command(BaseCommand):
    help = "Writes database and files to one file: FILE, or a new one under var/backups."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file's path."""
        parser.add_argument("file", nargs="?", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Say where the backup is, and what it does not hold."""
        try:
            path = backup.make(options["file"])
        except (backup.BackupError, OSError) as error:
            raise CommandError(error) from None
        self.stdout.write(f"{path}  {path.stat().st_size / 1_000_000:.1f} MB")
        self.stdout.write("The keys are not in it (var/keys): keep a copy of them elsewhere.")
