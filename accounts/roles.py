"""The four roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OFFICER = "officer", _("officer")
    SECRETARY = "secretary", _("secretary")
    VIEWER = "viewer", _("viewer")
    ADMINISTRATOR = "administrator", _("administrator")


class Salutation(models.TextChoices):
    IBU = "ibu", _("Ibu")
    BAPAK = "bapak", _("Bapak")
