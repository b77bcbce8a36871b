"""Photos that hang on a row of aid, in the order in which they are shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Row, StoredFile


class AttachedPhoto(Row):
    """A photo with its caption; a subclass names the row it hangs on and whose it is."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("photo"))
    caption = models.CharField(_("caption"), max_length=160, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.caption or str(self.pk)
