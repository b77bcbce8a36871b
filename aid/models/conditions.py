"""Keadaan alat, and the largest sum that can be meant: what several models share."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

# Rupiah; more than this is a slip of the keyboard.
MOST_RUPIAH = 10**12


class Condition(models.TextChoices):
    GOOD = "good", _("good")
    LIGHT_DAMAGE = "light_damage", _("light damage")
    HEAVY_DAMAGE = "heavy_damage", _("heavy damage")
