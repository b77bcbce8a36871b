"""What somebody is about to change in many rows, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.access import OwnedQuerySet
from core.codes import CODE_LENGTH, new_code
from core.imports.watched import WatchedRow


class BulkEdit(WatchedRow):
    """A change of chosen rows: parked (encrypted, its owner's only), then confirmed or dropped."""

    class State(models.TextChoices):
        PREVIEW = "preview", _("waiting for confirmation")
        RUNNING = "running", _("confirmed, being written")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    kind = models.CharField(max_length=40, help_text="the list: app.model")
    payload = models.BinaryField(
        null=True, help_text="rows, change and what was left alone, encrypted; gone after 7 days"
    )
    state = models.CharField(max_length=10, choices=State, default=State.PREVIEW)
    counts = models.JSONField(default=dict)
    act_id = models.UUIDField(null=True, help_text="of the history's context")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = OwnedQuerySet["BulkEdit"].as_manager()

    class Meta:
        verbose_name = _("bulk edit")
        verbose_name_plural = _("bulk edits")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["created_at"], name="bulkedit_by_age")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="cancelled") | Q(payload__isnull=True),
                name="bulkedit_dropped_keeps_nothing",
            )
        ]

    def __str__(self) -> str:
        return self.code
