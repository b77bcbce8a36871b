"""Accounts: users, their roles and the table of acts."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from accounts.acts import ACTS
from core import access


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        access.declare(ACTS)
