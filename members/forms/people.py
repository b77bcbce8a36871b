"""A person's data as it is typed: who she is, where she lives, how to reach her."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import storage
from core.access import scopes_of
from core.display import long_date
from core.files import read_upload
from core.forms import RowForm
from core.images import read_photo
from core.indonesia import check_nik
from core.partial_dates import from_date
from members import transfers
from members.forms.fields import PhoneField, PlainField, ThreeDigitsField, past_date
from members.forms.warnings import WarnsFirst
from members.models import Consent, Person
from members.transfers import Found
from regions.forms import RegionField
from regions.models import Region

DISTRICT = slice(0, 8)  # "18.01.10" of "18.01.10.2013"
PHOTO_TYPES = "image/jpeg,image/png,image/webp"

REFUSALS = {
    Found.SEEN: gettext_lazy("This NIK is on file with %(name)s. Compare it with the KTP."),
    Found.ELSEWHERE: gettext_lazy("This NIK is already registered."),
    Found.NO_MORE: gettext_lazy(
        "No more NIKs can be taken in today. Save without the NIK, and add it tomorrow."
    ),
}


def pair(left: str, right: str) -> Row:
    """Two fields side by side at a desk, their controls on one line."""
    return Row(Column(left), Column(right), css_class="align-items-end")


def rt_and_rw() -> list[Div]:
    return [Div(name, css_class="col-6 col-md-3") for name in ("rt", "rw")]


class PersonForm(WarnsFirst, RowForm):
    """What the register knows of one person. Only the name and a place are demanded."""

    nik = forms.CharField(
        label=gettext_lazy("NIK"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("16 digits, as on the KTP."),
    )
    remove_nik = forms.BooleanField(
        label=gettext_lazy("The NIK on file is not hers: remove it"), required=False
    )
    birth_date = past_date(gettext_lazy("Birth date"))
    village = RegionField(label=gettext_lazy("Village"), required=False)
    rt = ThreeDigitsField(label=gettext_lazy("RT"), required=False)
    rw = ThreeDigitsField(label=gettext_lazy("RW"), required=False)
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    photo_file = forms.FileField(
        label=gettext_lazy("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": PHOTO_TYPES}),
        help_text=gettext_lazy("JPEG, PNG or WebP, at most 10 MB."),
    )
    remove_photo = forms.BooleanField(label=gettext_lazy("Remove the photo"), required=False)

    class Meta:
        model = Person
        fields = [
            "name",
            "nickname",
            "sex",
            "birth_place",
            "birth_date",
            "village",
            "hamlet",
            "rt",
            "rw",
            "phone",
            "has_no_phone",
            "education",
            "marital_status",
            "photo_refused",
        ]
        field_classes = dict.fromkeys(["name", "nickname", "birth_place", "hamlet"], PlainField)
        widgets = {"sex": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.notes: list[str] = []
        self.similar: list[Person] = []
        self.registered: transfers.LookUp | None = None
        self.typed_nik = ""
        self.fields["sex"].choices = Person.Sex.choices
        self.fields["village"].near = self._nearby()
        self._fit_to_what_is_on_file()
        self.helper.layout = self.layout()

    def _nearby(self) -> str:
        """Whose villages are offered first: those around her, else the user's own region."""
        if self.instance.area:
            return self.instance.area[DISTRICT]
        return next((s.area for s in scopes_of(self.user, self.act) if s.area), "")

    def _fit_to_what_is_on_file(self) -> None:
        if self.instance.has_nik:
            self.fields["nik"].help_text = _("On file. Type a NIK only to replace it.")
        else:
            del self.fields["remove_nik"]
        if self.instance.photo_id is None:
            del self.fields["remove_photo"]

    def layout(self) -> Layout:
        return Layout(
            "seen_version",
            Fieldset(_("Who she is"), *self.identity()),
            Fieldset(_("Where she lives, how to reach her"), *self.address()),
            Fieldset(_("Further data"), *self.further()),
        )

    def identity(self) -> list[Any]:
        return [
            pair("name", "nickname"),
            *self.asked_nik(),
            *(name for name in ["remove_nik"] if name in self.fields),
            Field("sex", wrapper_class="choices-in-row"),
            pair("birth_place", "birth_date"),
        ]

    def asked_nik(self) -> list[Any]:
        below = ("members/_nik_hint.html", "members/_registered.html")
        return ["nik", *(HTML(f'{{% include "{name}" %}}') for name in below)]

    def address(self) -> list[Any]:
        return [
            "village",
            Row(Div("hamlet", css_class="col-12 col-md-6"), *rt_and_rw()),
            "phone",
            "has_no_phone",
        ]

    def further(self) -> list[Any]:
        photo = [name for name in ["photo_file", "remove_photo"] if name in self.fields]
        return [pair("education", "marital_status"), *photo, "photo_refused"]

    def clean_nik(self) -> str:
        """The sixteen digits; "" for none."""
        text = self.cleaned_data["nik"]
        found = check_nik(text) if text else None
        if found and found.errors:
            raise ValidationError(list(found.errors))
        return found.digits if found else ""

    def clean_photo_file(self) -> bytes | None:
        """The upload's bytes, once they are known to be a photo."""
        upload = self.cleaned_data["photo_file"]
        if upload is None:
            return None
        data = read_upload(upload)
        read_photo(data)
        return data

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("has_no_phone") and cleaned.get("phone"):
            self.add_error("has_no_phone", _("There is a number above. Clear one of the two."))
        if cleaned.get("photo_refused") and cleaned.get("photo_file"):
            self.add_error("photo_refused", _("There is a photo above. Clear one of the two."))
        self._keep_to_her_word()
        self._compare_nik()
        self._compare_people()
        self.warn_of_sex()
        return cleaned

    def _keep_to_her_word(self) -> None:
        """No photo is kept of who has said that she does not want that."""
        if not self.cleaned_data.get("photo_file") or not self.instance.pk:
            return
        word = Consent.objects.latest_of(self.instance).get(Consent.Purpose.PHOTO_KEPT)
        if word is not None and not word.stands:
            sentence = _("She does not want her photo kept. Ask her again on her page first.")
            self.add_error("photo_file", sentence)

    def warn_of_sex(self) -> None:
        if "sex" in self.changed_data:
            membership = self.instance.memberships.open().select_related("group").first()
            self.warn_of_man(self.cleaned_data.get("sex", ""), membership and membership.group)

    def _compare_nik(self) -> None:
        """What the NIK says against what is typed; an empty birth date is taken from it."""
        cleaned = self.cleaned_data
        if not cleaned.get("nik"):
            return
        known = check_nik(
            cleaned["nik"], birth_date=cleaned.get("birth_date"), sex=cleaned.get("sex", "")
        )
        self.warnings += known.warnings
        if known.birth_date and "birth_date" in cleaned and not cleaned["birth_date"]:
            cleaned["birth_date"] = from_date(known.birth_date)
            sentence = _("The birth date was taken from the NIK: %(date)s.")
            self.notes.append(sentence % {"date": cleaned["birth_date"].display()})

    def _compare_people(self) -> None:
        name, born = self.cleaned_data.get("name"), self.cleaned_data.get("birth_date")
        is_new = not self.instance.pk or {"name", "birth_date"} & set(self.changed_data)
        if not (name and born and is_new):
            return
        seen = Person.objects.allowed(self.user, "members.view_person").exclude(pk=self.instance.pk)
        self.similar = list(seen.alike(name, born)[:3])
        for person in self.similar:
            words = {"name": person.name, "date": long_date(person.birth_date)}
            self.warnings.append(
                _("%(name)s, born %(date)s, is already registered. Is this the same person?")
                % words
            )

    def try_save(self) -> Any:
        # Whether a NIK is registered is asked last, so that only a real record can find it out.
        if not self.is_ready() or not self._nik_is_free():
            return None
        return self.attempt(self._save_in_scope)

    def _nik_is_free(self) -> bool:
        nik = self.typed_nik = self.cleaned_data["nik"]
        if not nik or self.instance.is_nik(nik):
            return True
        self.registered = transfers.look_up(actor=self.user, nik=nik, besides=self.instance)
        if self.registered.found is Found.FREE:
            return True
        person = self.registered.person
        self.add_error("nik", REFUSALS[self.registered.found] % {"name": person and person.name})
        return False

    @cached_property
    def region_note(self) -> str:
        """A NIK of another region is worth a word, but no question: people move."""
        village, nik = self.cleaned_data.get("village"), self.cleaned_data.get("nik")
        if not nik or village is None:
            return ""
        plain = check_nik(nik)
        there = check_nik(nik, region=village.code[DISTRICT], knows_region=_is_region)
        return " ".join(w for w in there.warnings if w not in plain.warnings)

    def save(self, commit: bool = True) -> Person:
        person = self.instance
        if self.cleaned_data["nik"]:
            person.set_nik(self.cleaned_data["nik"])
        elif self.cleaned_data.get("remove_nik"):
            person.clear_nik()
        if self.cleaned_data["photo_file"]:
            person.photo = storage.keep_photo(self.cleaned_data["photo_file"])
        elif self.cleaned_data.get("remove_photo"):
            person.photo = None
        return self.write(person)

    def write(self, person: Person) -> Person:
        return super().save()

    def words_on_file(self, name: str) -> str:
        if name != "nik":
            return super().words_on_file(name)
        return _("on file") if self.instance.has_nik else ""

    def words_typed(self, name: str) -> str:
        return _("the NIK that you typed") if name == "nik" else super().words_typed(name)


def _is_region(code: str) -> bool:
    return Region.objects.filter(code=code).exists()
