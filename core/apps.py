"""The shared machinery; knows no other app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Register")

    def ready(self) -> None:
        autodiscover_modules(
            *("timeline", "home", "search", "dissolution", "history_words", "encrypted"),
            *("tidying", "verification", "bulk", "merging", "undoing"),
        )
