"""One more photo of a visit or a meeting."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from core.storage import keep_photo
from members.forms.fields import PlainField
from members.forms.groups import KeepsFile, upload
from secretariat.models import CoachingPhoto, MeetingPhoto


class KeptPhotoForm(KeepsFile):
    """A photo with its caption."""

    file_field, keep = "file", staticmethod(keep_photo)

    upload = upload(_("Photo"), is_photo=True)
    caption = PlainField(label=_("What it shows"), max_length=160, required=False)

    field_order = ["upload", "caption"]


class CoachingPhotoForm(KeptPhotoForm):
    class Meta:
        model = CoachingPhoto
        fields: ClassVar = ["caption"]


class MeetingPhotoForm(KeptPhotoForm):
    class Meta:
        model = MeetingPhoto
        fields: ClassVar = ["caption"]
