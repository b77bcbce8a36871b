"""Kode lama: the code of a row that was merged into another goes on leading to it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.codes import CODE_LENGTH
from core.history import tracked
from core.rows import Row


@tracked()
class OldCode(Row):
    """A row that is no more: its code, its number, and the row that took its place."""

    code = models.CharField(_("old code"), max_length=CODE_LENGTH, unique=True)
    model = models.CharField(max_length=60, help_text="app.model")
    old_row = models.BigIntegerField(help_text="the number that the row had, as its history has it")
    row = models.BigIntegerField(help_text="the number of the row that it leads to")
    new_code = models.CharField(_("new code"), max_length=CODE_LENGTH)
    at = models.DateTimeField(_("when"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("old code")
        verbose_name_plural = _("old codes")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["model", "row"], name="oldcode_by_row")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(code=models.F("new_code")), name="oldcode_leads_elsewhere"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} → {self.new_code}"


def lead_on(old: Any, new: Any) -> None:
    """From now on the code of ``old`` leads to ``new``, as do the codes that led to ``old``."""
    model = _label(old)
    OldCode.objects.filter(model=model, row=old.pk).update(row=new.pk, new_code=new.code)
    OldCode.objects.create(
        code=old.code, model=model, old_row=old.pk, row=new.pk, new_code=new.code
    )


def numbers_of(row: models.Model) -> list[int]:
    """The row's own number and those of the rows that were merged into it."""
    former = OldCode.objects.filter(model=_label(row), row=row.pk)
    return [row.pk, *former.values_list("old_row", flat=True)]


def current(code: str) -> str:
    """The code that a code leads to: itself, unless its row was merged into another."""
    if len(code) != CODE_LENGTH:
        return code
    found = OldCode.objects.filter(code=code).values_list("new_code", flat=True).first()
    return found or code


def _label(row: models.Model) -> str:
    return row._meta.label_lower
