"""Photos of visits and meetings: each may be taken off again, and stays on record."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from aid.models.attached import AttachedPhoto
from core.models import CodedRow


class KeptPhoto(AttachedPhoto, CodedRow):
    """A photo with its caption; a subclass names the row it hangs on and whose it is."""

    ended = models.BooleanField(_("taken off"), default=False)

    class Meta:
        abstract = True

    def take_off(self) -> None:
        self.ended = True
        self.save(update_fields=["ended"])
