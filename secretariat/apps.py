"""The secretariat: service, those still abroad, openings, coaching, the monthly check, harvests."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SecretariatConfig(AppConfig):
    name = "secretariat"
    verbose_name = _("Secretariat")
