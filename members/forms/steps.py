"""Adding somebody one thing at a time, on a phone: the whole form of the office, in steps.

What is typed waits in a draft; each page shows a few fields of ``PersonCreateForm`` and says
what that form says of them. Nothing is in the register until the answers are checked and saved.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from crispy_forms.layout import Field, Layout
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core import drafts
from core.forms import ScopedForm
from core.images import read_photo
from core.models import Draft
from core.once import FIELD
from members.forms.consents import CONSENT, consent_rows
from members.forms.people import PersonForm
from members.forms.people_add import STAY, PersonCreateForm, StayForm

KIND = "members.person"
ACT = "members.add_person"
# A field may be sent in parts (``regions.forms.RegionField``).
PARTS = ("", "_code", "_pick")
PHOTO = "photo_file"
# Far more than anybody has been abroad; a program that goes on and on is stopped.
MOST_STAYS = 12

ABROAD, ANOTHER, CHECK = "abroad", "another", "check"
_STAY = "stay-"


@dataclass(frozen=True, slots=True)
class Step:
    """One question: the fields that answer it, and what to say where the answer is not known."""

    key: str
    title: str | Promise
    fields: tuple[str, ...] = ()
    unknown: str | Promise = ""


GROUP = Step("group", _("Which group does she belong to?"), ("group",))
QUICK = (
    Step("who", _("Who is she?"), ("name", "nik")),
    Step("reach", _("How is she reached?"), ("phone", "has_no_phone", "rt", "rw")),
)
FULL = (
    Step("name", _("What is her name?"), ("name",)),
    Step("nik", _("What is her NIK?"), ("nik",), _("Not at hand now")),
    Step("sex", _("A woman or a man?"), ("sex",)),
    Step("birth", _("Where and when was she born?"), ("birth_place", "birth_date"), _("Not known")),
    Step("home", _("Where does she live?"), ("village", "hamlet", "rt", "rw"), _("Not known")),
    Step("phone", _("What is her phone number?"), ("phone", "has_no_phone"), _("Not known")),
    Step("photo", _("Is there a photo of her?"), (PHOTO, "photo_refused"), _("Later")),
    Step(
        "membership",
        _("Since when is she a member?"),
        ("status", "joined", "office", "ends_holder"),
        _("Not known"),
    ),
    Step(ABROAD, _("Has she worked abroad?")),
    Step("consent", _("What does she agree to?"), CONSENT),
)
_BY_KEY = {step.key: step for step in FULL}
# What is recorded of somebody, question by question; what may be missing under its own name.
RECORDED = {
    "name": Step("name", _BY_KEY["name"].title, ("name", "nickname")),
    "nik": Step("nik", _BY_KEY["nik"].title, ("nik", "remove_nik")),
    "sex": _BY_KEY["sex"],
    "birth_date": _BY_KEY["birth"],
    "home": _BY_KEY["home"],
    "phone": _BY_KEY["phone"],
    "photo": Step("photo", _BY_KEY["photo"].title, (PHOTO, "remove_photo", "photo_refused")),
    "schooling": Step(
        "schooling", _("Her education and marital status?"), ("education", "marital_status")
    ),
}
ANOTHER_STEP = Step(ANOTHER, _("Did she work abroad another time?"))


class AnswerForm(PersonForm):
    """One question about somebody who is recorded.

    All else stays as it is, and is checked together with the answer.
    """

    def __init__(self, *args: Any, asked: Step, **kwargs: Any) -> None:
        self.asked = asked
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {*asked.fields, "seen_version", FIELD}:
            self.fields[name].disabled = True

    def layout(self) -> Layout:
        shown = [name for name in self.asked.fields if name in self.fields]
        return Layout("seen_version", *_rows(replace(self.asked, fields=tuple(shown))))


class PersonDraft:
    """Somebody who is being added, step by step."""

    def __init__(self, row: Draft, user: Any) -> None:
        self.row, self.user = row, user
        self.content: dict[str, Any] = drafts.load(row) if row.payload else {}

    @classmethod
    def begin(cls, user: Any, flow: str, group_code: str = "") -> PersonDraft:
        """A new draft, with the answers that need no question: which group may be known."""
        draft = cls(Draft(owner=user, kind=KIND, payload=b""), user)
        blank = PersonCreateForm(user=user, act=ACT)
        group = blank.fields["group"]
        answers = {"status": ["member"], "sex": ["F"] if flow == "quick" else []}
        known = group.queryset.filter(code=group_code or group.initial or "").first()
        answers["group"] = [known.code] if known else []
        asks_group = known is None and group.queryset.exists()
        draft.content = {"flow": flow, "asks_group": asks_group, "answers": answers, "stays": []}
        draft.content |= {"unknown": [], "abroad": "", "photo": None}
        draft.go_to(draft.steps[0].key)
        return draft

    @property
    def steps(self) -> tuple[Step, ...]:
        """The questions that are asked of everybody, in order."""
        steps = QUICK if self.is_quick else FULL
        return (GROUP, *steps) if self.content["asks_group"] else steps

    @property
    def is_quick(self) -> bool:
        return bool(self.content["flow"] == "quick")

    @property
    def stays(self) -> list[dict[str, list[str]]]:
        found: list[dict[str, list[str]]] = self.content["stays"]
        return found

    @property
    def name(self) -> str:
        return " ".join("".join(self.content["answers"].get("name", [])).split())

    def step(self, key: str) -> Step | None:
        """The question of this name; a stay is asked for where one is next."""
        if key == ANOTHER and not self.is_quick:
            return ANOTHER_STEP
        number = self.stay_number(key)
        if number is not None and not self.is_quick:
            title = _("Where and when did she work abroad?")
            return Step(key, title, STAY) if number <= min(len(self.stays), MOST_STAYS) else None
        return next((step for step in self.steps if step.key == key), None)

    @staticmethod
    def stay_number(key: str) -> int | None:
        number = key.removeprefix(_STAY)
        is_one = key.startswith(_STAY) and number.isascii() and number.isdigit()
        return int(number[:3]) if is_one else None

    def following(self, key: str) -> str:
        """Where the answer to a question leads."""
        if key == ABROAD and self.content["abroad"] == "yes":
            return f"{_STAY}0"
        if self.stay_number(key) is not None:
            return ANOTHER
        keys = [step.key for step in self.steps]
        return [*keys, CHECK][keys.index(ABROAD if key == ANOTHER else key) + 1]

    def before(self, key: str) -> str:
        """The question before this one; "" for the first."""
        number = self.stay_number(key)
        if number is not None:
            return f"{_STAY}{number - 1}" if number else ABROAD
        if key == ANOTHER:
            return f"{_STAY}{max(len(self.stays) - 1, 0)}"
        keys = ["", *(step.key for step in self.steps)]
        found = keys[keys.index(key) - 1]
        return ANOTHER if found == ABROAD and self.stays else found

    def progress(self, key: str) -> tuple[int, int]:
        """The number of this question and how many there are, without the stays."""
        keys = [step.key for step in self.steps]
        return keys.index(key if key in keys else ABROAD) + 1, len(keys)

    def go_to(self, key: str) -> None:
        """Keep all, and where to go on."""
        self.content["at"] = key
        drafts.save(self.row, self.content)

    def form(self, *, more: Mapping[str, str] | None = None, files: Any = None) -> PersonCreateForm:
        """The whole form with all that was answered."""
        data = _as_data(self.content["answers"])
        for name, value in (more or {}).items():
            data[name] = value
        form = PersonCreateForm(data, files or self._photo(), user=self.user, act=ACT)
        form.more_stays = [self.stay_form(number) for number in range(len(self.stays))]
        return form

    def stay_form(self, number: int) -> StayForm:
        typed = self.stays[number] if number < len(self.stays) else {}
        return StayForm(_as_data(typed), user=self.user, act=ACT)

    def step_form(self, step: Step, *, files: Any = None) -> ScopedForm:
        """The form of a question's page: its fields alone, and what is wrong with them."""
        number = self.stay_number(step.key)
        form = self.form(files=files) if number is None else self.stay_form(number)
        errors = {name: form.errors[name] for name in step.fields if name in form.errors}
        form._errors = ErrorDict(errors, renderer=form.renderer)
        form.helper.layout = Layout(*_rows(step))
        form.helper.render_hidden_fields = False
        form.helper.layout.append("form_key")
        return form

    def take(self, step: Step, posted: QueryDict) -> None:
        """Put the answers of one page in the place of those before."""
        number = self.stay_number(step.key)
        names = {f"{name}{part}" for name in step.fields for part in PARTS}
        typed = {name: posted.getlist(name) for name in names & set(posted)}
        if number is None:
            kept = {k: v for k, v in self.content["answers"].items() if k not in names}
            self.content["answers"] = kept | typed
        else:
            self.stays[number : number + 1] = [typed]

    def take_photo(self, form: ScopedForm) -> None:
        """Keep the photo of a page without errors in its smaller size, as it will be shown."""
        data = form.cleaned_data.get(PHOTO)
        if data:
            full = read_photo(data).full
            self.content["photo"] = base64.b64encode(full).decode()

    def mark(self, step: Step, *, is_unknown: bool) -> None:
        """Tell an answer that is not known from one that was not given."""
        others = [key for key in self.content["unknown"] if key != step.key]
        self.content["unknown"] = [*others, step.key] if is_unknown else others
        if step.key == "photo" and is_unknown:
            self.content["photo"] = None

    def _photo(self) -> MultiValueDict[str, Any] | None:
        if not self.content["photo"]:
            return None
        data = base64.b64decode(self.content["photo"])
        upload = SimpleUploadedFile("foto.jpg", data, "image/jpeg")
        return MultiValueDict({PHOTO: [upload]})


def _as_data(answers: Mapping[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in answers.items():
        data.setlist(name, values)
    return data


def _rows(step: Step) -> list[Any]:
    if step.fields == CONSENT:
        return consent_rows()
    return [Field(name, wrapper_class=_side_by_side(name)) for name in step.fields]


def _side_by_side(name: str) -> str:
    return "choices-in-row" if name in ("sex", "status") else ""
