"""What a row says of long work on it; ``core.imports.turns`` keeps whose turn that is."""

from django.db import models


class WatchedRow(models.Model):
    """Who reads a row's file, how far that is, and how it ended."""

    reader = models.CharField(max_length=16, blank=True, help_text="a random mark")
    beat_at = models.DateTimeField(null=True, help_text="when the reader last said how far it is")
    done = models.PositiveIntegerField(default=0, help_text="lines that are read")
    total = models.PositiveIntegerField(default=0, help_text="lines that there are")
    problem = models.TextField(blank=True, help_text="why it could not be read")
    settled_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
