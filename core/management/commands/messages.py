"""`make messages`: bring the catalogues in line with code and templates."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import translations


class Command(BaseCommand):
    help = "Updates each catalogue under locale/ and names what waits for a translation."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Fail where something is untranslated."""
        waiting = 0
        for catalogue in sorted(settings.LOCALE_PATHS[0].glob("*/LC_MESSAGES/django.po")):
            for message in translations.update(settings.BASE_DIR, catalogue):
                self.stdout.write(f"{catalogue.parts[-3]}: {message.id!r} in {message.places[0]}")
                waiting += 1
        if waiting:
            raise CommandError(f"{waiting} messages wait for a translation.")
