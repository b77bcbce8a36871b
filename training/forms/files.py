"""What hangs on a training as a file: what was handed out, photos."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from core.storage import keep_photo, keep_scan
from members.forms.fields import PlainField
from members.forms.groups import KeepsFile, upload
from training.models import TrainingFile


class TrainingFileForm(KeepsFile):
    """A file of one kind with its caption."""

    file_field = "file"

    caption = PlainField(label=_("What it shows"), max_length=160, required=False)

    class Meta:
        model = TrainingFile
        fields: ClassVar = ["caption"]

    field_order = ["upload", "caption"]


class MaterialForm(TrainingFileForm):
    """What participants are given: secretaries of theirs open it too."""

    keep = staticmethod(keep_scan)

    upload = upload(_("Material"))
    caption = PlainField(
        label=_("Name of the material"), max_length=160, help_text=_("For example: fertilising.")
    )


class PhotoForm(TrainingFileForm):
    """The training itself; people can be recognised on it, and the office alone sees it."""

    keep = staticmethod(keep_photo)

    upload = upload(_("Photo"), is_photo=True)


FORMS = {TrainingFile.Kind.MATERIAL.value: MaterialForm, TrainingFile.Kind.PHOTO.value: PhotoForm}
