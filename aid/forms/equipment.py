"""The forms of a piece: what the office records of it, its photo."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aid.forms.rupiah import RupiahField
from aid.models import Equipment, GoodsKind
from core.storage import keep_photo
from institutions.models import Programme
from members.forms.fields import GroupField, PlainField, past_date
from members.forms.groups import PHOTOS, KeepsFile
from members.forms.memberships import offer_group

# "1994", a machine that was old already when it came.
OLDEST = 1950


def photo_field(**kwargs: Any) -> forms.FileField:
    kwargs.setdefault("label", _("Photo"))
    return forms.FileField(
        help_text=_("JPEG, PNG or WebP, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": PHOTOS}),
        **kwargs,
    )


class EquipmentForm(KeepsFile):
    """What the office records of a piece. How it is now is said by inspections."""

    file_field, keep = "photo", staticmethod(keep_photo)

    group = GroupField()
    kind = forms.ModelChoiceField(
        label=_("Kind of goods"),
        queryset=GoodsKind.objects.filter(handling=GoodsKind.Handling.TRACKED),
        empty_label="—",
        help_text=_("A kind that is missing is added by the administrator."),
    )
    brand = PlainField(label=_("Brand and type"), max_length=80, required=False)
    serial = PlainField(
        label=_("Serial number"),
        max_length=60,
        required=False,
        help_text=_("As it stands on the machine: serial, chassis or engine number."),
    )
    specification = PlainField(label=_("Specification"), max_length=240, required=False)
    built = forms.IntegerField(label=_("Year of make"), required=False, min_value=OLDEST)
    acquired_on = past_date(_("Handed over on"))
    programme = forms.ModelChoiceField(
        label=_("Programme"), queryset=Programme.objects.all(), required=False, empty_label="—"
    )
    funding = PlainField(label=_("Funding, as the old list says"), max_length=60, required=False)
    value = RupiahField(label=_("Value"), required=False)
    place = PlainField(
        label=_("Where it stands"),
        max_length=160,
        required=False,
        help_text=_("For example the secretariat, or a shed. It is not shown on the public label."),
    )
    note = PlainField(
        label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    upload = photo_field(required=False)

    class Meta:
        model = Equipment
        fields = [
            *("group", "kind", "brand", "serial", "specification", "built", "acquired_on"),
            *("title", "condition", "programme", "funding", "value", "place", "note"),
        ]
        widgets = {"title": forms.RadioSelect, "condition": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].choices = Equipment._meta.get_field("title").choices
        self.fields["condition"].choices = Equipment._meta.get_field("condition").choices
        if self.instance.pk is None:
            offer_group(self.fields["group"])
            return
        # To another group it goes by an act of its own; its condition comes from who sees it.
        del self.fields["group"], self.fields["condition"]
        if self.instance.handover_line_id:
            self.fields["kind"].disabled = True

    def clean_built(self) -> int | None:
        built = self.cleaned_data["built"]
        if built is not None and built > timezone.localdate().year:
            raise ValidationError(_("This year has not begun yet."))
        return built


class EquipmentPhotoForm(KeepsFile):
    """A new photo of the piece."""

    file_field, keep = "photo", staticmethod(keep_photo)

    upload = photo_field()

    class Meta:
        model = Equipment
        fields: list[str] = []
