"""What a row of every app has: a version that the database raises, and a code if it has a page."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.access import ScopePath
from core.codes import CODE_LENGTH, new_code


class Row(models.Model):
    """A row with a version that the database raises on every change."""

    access: ClassVar[ScopePath] = ScopePath()

    version = models.PositiveIntegerField(db_default=1, editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True


class CodedRow(Row):
    """A row with a page of its own: its address holds a random code, never its number."""

    code = models.CharField(
        _("code"), max_length=CODE_LENGTH, unique=True, default=new_code, editable=False
    )

    class Meta:
        abstract = True
