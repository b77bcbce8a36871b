"""What the pages of a draft tell: the answers with a way to change each, and drafts that wait."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display, drafts
from core.conflicts import in_words
from core.crypto import DecryptionError
from core.forms import ScopedForm
from core.registry import Card
from members.forms.consents import ON
from members.forms.people_add import PersonCreateForm
from members.forms.steps import ABROAD, ANOTHER, CHECK, KIND, PHOTO, PersonDraft, Step

Line = dict[str, Any]
_ONLY_WHERE_SAID = ("has_no_phone", "photo_refused", ON)
# So that much which was begun leaves room for what else stands on the home page.
MOST_ROWS = 5


def address(draft: PersonDraft, key: str) -> str:
    if key == CHECK:
        return reverse("members:step_check", args=[draft.row.code])
    return reverse("members:step", args=[draft.row.code, key])


def answers(draft: PersonDraft, form: PersonCreateForm) -> list[Line]:
    """Each question with its answer and the way back to it."""
    lines = [line for step in draft.steps for line in _lines(draft, form, step)]
    for number, stay in enumerate(form.more_stays):
        words = [_said(stay, name) for name in stay.fields if name != "form_key"]
        lines.append(
            {
                "label": _("Work abroad"),
                "value": " · ".join(word for word in words if word),
                "action_url": address(draft, f"stay-{number}"),
            }
        )
    return lines


def _lines(draft: PersonDraft, form: PersonCreateForm, step: Step) -> list[Line]:
    url = f"{address(draft, step.key)}?{CHECK}=1"
    if step.key == ABROAD:
        words = {"yes": _("yes"), "no": _("no"), "unknown": _("not known")}
        value = words.get(draft.content["abroad"], "")
        return [{"label": _("Has worked abroad"), "value": capfirst(value), "action_url": url}]
    lines = []
    for name in step.fields:
        if form[name].is_hidden:
            continue
        value = _photo(draft) if name == PHOTO else _said(form, name)
        if name in _ONLY_WHERE_SAID and not form.data.get(name):
            continue
        if not value and step.key in draft.content["unknown"]:
            value = capfirst(str(step.unknown))
        lines.append({"label": form[name].label, "value": value, "action_url": url})
    return lines


def problems(draft: PersonDraft, form: PersonCreateForm) -> list[Line]:
    """What hinders the saving, each with the question that mends it."""
    found = []
    for step in draft.steps:
        url = f"{address(draft, step.key)}?{CHECK}=1"
        for name in step.fields:
            if name in form.errors:
                label = form[name].label
                found += [{"label": label, "text": e, "url": url} for e in form.errors[name]]
    asked = {name for step in draft.steps for name in step.fields}
    rest = [e for name, errors in form.errors.items() if name not in asked for e in errors]
    found += [{"label": "", "text": error, "url": ""} for error in rest]
    for number, stay in enumerate(form.more_stays):
        url = address(draft, f"stay-{number}")
        found += [
            {"label": _("Work abroad"), "text": e, "url": url}
            for errors in stay.errors.values()
            for e in errors
        ]
    return found


def _photo(draft: PersonDraft) -> str:
    return _("chosen") if draft.content["photo"] else ""


def _said(form: ScopedForm, name: str) -> str:
    """An answer as the reader knows it; of a NIK the form says only that it is there."""
    if name == "nik":
        return _("typed") if form.data.get(name) else ""
    if name in form.cleaned_data:
        return str(capfirst(in_words(form.fields[name], form.cleaned_data[name])))
    return str(form.data.get(name, ""))


def waiting(user: Any) -> list[Line]:
    """Her drafts as tasks: who it is, and where it goes on."""
    lines = []
    for row in drafts.of(user, KIND):
        try:
            draft = PersonDraft(row, user)
        except DecryptionError:
            continue
        at = draft.content["at"]
        step = draft.step(at)
        goes_on = step.title if step else _("Check the answers")
        lines.append(
            {
                "label": draft.name or _("No name yet"),
                "note": f"{goes_on} · {display.moment(row.changed_at)}",
                "url": address(draft, at),
                "chip_label": _("Go on"),
            }
        )
    return lines


def draft_cards(user: Any) -> list[Card]:
    """What was begun and is not saved yet."""
    tasks = waiting(user)
    if len(tasks) > MOST_ROWS:
        everything = _("See all %(n)s") % {"n": len(tasks)}
        url = reverse("members:step_start")
        tasks = [*tasks[:MOST_ROWS], {"label": everything, "url": url}]
    context = {"tasks": tasks, "title": _("Not saved yet")}
    return [Card("components/_tasks.html", context, 15)] if tasks else []


def is_question(step: Step) -> bool:
    """Whether a page asks nothing but yes or no."""
    return step.key in (ABROAD, ANOTHER)


def question(step: Step) -> list[Line]:
    """The answers of a page of yes and no, each of the same weight."""
    found = [{"value": "yes", "label": _("Yes")}, {"value": "no", "label": _("No")}]
    if step.key == ABROAD:
        found.append({"value": "unknown", "label": _("Not known")})
    return found
