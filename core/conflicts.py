"""Two people change one row: the second sees both values, field by field, and chooses.

The page of the form shows then nothing but what differs; all else that was typed travels along.
A row that changed once more is compared once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Layout, LayoutObject
from django import forms
from django.db.models import Model
from django.forms.utils import ErrorDict
from django.template.loader import render_to_string
from django.utils.choices import flatten_choices
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from core.forms import RowForm

ASKED = "differing"
MINE, THEIRS = "mine", "theirs"
_PREFIX = "chosen_"


class ChoiceOfTwo(forms.ChoiceField):
    """Which of two values is right. None is chosen beforehand: neither is overwritten unseen."""

    widget = forms.RadioSelect

    def __init__(self, *, label: Any, mine: str, theirs: str) -> None:
        choices = [
            (THEIRS, _("Now recorded: %(value)s") % {"value": theirs or "–"}),
            (MINE, _("As you typed: %(value)s") % {"value": mine or "–"}),
        ]
        super().__init__(label=label, choices=choices, required=False)


class _TypedAlong(LayoutObject):
    """What was typed elsewhere on the form, hidden, as it was sent."""

    def render(self, form: Any, context: Any, **kwargs: Any) -> str:
        drawn = {field.html_name for field in [*form.hidden_fields(), form["seen_version"]]}
        pairs = [
            (name, value)
            for name, values in form.data.lists()
            if name not in drawn and not name.startswith(_PREFIX) and name not in _NOT_TYPED
            for value in values
        ]
        asked = ",".join(form.differing)
        return render_to_string("core/_typed_along.html", {"pairs": [*pairs, (ASKED, asked)]})


_NOT_TYPED = (ASKED, "csrfmiddlewaretoken")


def left_as_recorded(form: RowForm) -> list[str]:
    """The fields of an earlier comparison in which the recorded value was chosen."""
    return [name for name in _asked(form) if form.data.get(_PREFIX + name) == THEIRS]


def is_answered(form: RowForm) -> bool:
    """Whether every field of an earlier comparison has its answer."""
    return all(form.data.get(_PREFIX + name) in (MINE, THEIRS) for name in _asked(form))


def differing(form: RowForm) -> list[str]:
    """The fields in which what was typed is not what is recorded now."""
    changed = set(form.changed_data) - {"seen_version"}
    return [name for name in form.fields if name in changed and not form[name].is_hidden]


def compare(form: RowForm, *, is_new: bool) -> None:
    """Turn the form into a comparison; ``is_new`` where the row has changed (again)."""
    form.differing = differing(form) if is_new else _asked(form)
    if not form.differing:
        return
    form.data = form.data.copy()
    form.data[form.add_prefix("seen_version")] = str(form.on_file)
    words = {name: _both(form, name) for name in form.differing}
    form._errors = ErrorDict(renderer=form.renderer)
    form.tell_difference(words)
    if is_new:
        form.add_error(None, _changed())
        for name in form.differing:
            form.data.pop(_PREFIX + name, None)
        return
    for name in form.differing:
        if form.data.get(_PREFIX + name) not in (MINE, THEIRS):
            form.add_error(_PREFIX + name, _("Choose one of the two."))


def on_one_page(form: RowForm, words: dict[str, tuple[str, str]]) -> None:
    """Draw a choice for each value, and a file once more, since a browser keeps none."""
    shown: list[Any] = ["seen_version"]
    files = [n for n in words if isinstance(form.fields[n], forms.FileField)]
    form.differing = [name for name in form.differing if name not in files]
    for name in form.differing:
        typed, recorded = words[name]
        label = form[name].label
        form.fields[_PREFIX + name] = ChoiceOfTwo(label=label, mine=typed, theirs=recorded)
        shown.append(_PREFIX + name)
    form.helper.layout = Layout(*shown, *files, _TypedAlong())


def at_the_fields(form: RowForm, words: dict[str, tuple[str, str]]) -> None:
    """Say beside each field what is recorded now; saving again means that it has been read."""
    for name, (_typed, recorded) in words.items():
        form.add_error(name, _("Now recorded: %(value)s") % {"value": recorded or "–"})


def _both(form: RowForm, name: str) -> tuple[str, str]:
    """What was typed, and what is recorded, as people know them; of a file neither."""
    if isinstance(form.fields[name], forms.FileField):
        return "", ""
    raw = form[name].data
    is_right = name in form.cleaned_data
    typed = form.words_typed(name) if is_right else str(getattr(raw, "text", raw) or "")
    return typed, form.words_on_file(name)


def in_words(asked: Any, value: Any) -> str:
    """A field's value as the reader knows it."""
    if isinstance(asked, forms.ModelChoiceField) and not isinstance(value, Model):
        return str(asked.queryset.filter(pk=value).first() or "") if asked.queryset else ""
    if isinstance(asked, forms.ChoiceField) and not isinstance(value, Model):
        choices: Any = asked.choices
        return str(dict(flatten_choices(choices)).get(value, ""))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    shown = asked.prepare_value(value)
    return str(getattr(shown, "text", shown) or "")


def _asked(form: RowForm) -> list[str]:
    names: Iterable[str] = form.data.get(ASKED, "").split(",")
    return [name for name in names if name in form.fields]


def _changed() -> str:
    return _(
        "Somebody else has changed this meanwhile. Nothing is saved yet, and your input is kept:"
        " choose for each entry which value is right."
    )
