"""Small helpers of the components in templates/components."""

from typing import Any, NamedTuple

from django import template
from django.forms import BaseForm, BoundField
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import once
from core.icons import ICONS
from core.registry import Card

register = template.Library()

_TONES = {"success": "ok", "warning": "missing", "error": "wrong"}
_TONE_ICONS = {"ok": "check", "missing": "warning", "wrong": "wrong"}


class ErrorLink(NamedTuple):
    """One line of an error summary: where it leads, whose field it is, what to do."""

    target: str
    label: str
    text: str


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """A line drawing for the eye only: the word beside it says the same."""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" width="20" height="20" fill="none"'
        ' stroke="currentColor" stroke-width="1.75" stroke-linecap="round"'
        ' stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        f" {classes}" if classes else "",
        ICONS[name],
    )


@register.simple_tag(takes_context=True)
def home_card(context: dict[str, Any], card: Card) -> str:
    """A part of the home page, drawn with its own context alone (and the token for its forms)."""
    token = {"csrf_token": context.get("csrf_token")}
    return get_template(card.template).render(card.context | token)


@register.filter
def notice_class(level: str) -> str:
    """The class of a message's level (success, info, warning, error) or of a tone."""
    tone = _TONES.get(level, level)
    return f"notice-{tone}" if tone in _TONE_ICONS else ""


@register.filter
def notice_icon(level: str) -> str:
    return _TONE_ICONS.get(_TONES.get(level, level), "info")


def _target(field: BoundField) -> str:
    # A group of choices has no element of its own to focus: its first choice stands for it.
    return "" if field.is_hidden else field.id_for_label or f"{field.auto_id}_0"


def _before_error(label: str) -> str:
    return label if label.endswith("?") else f"{label}:"


@register.filter
def error_links(form: BaseForm) -> list[ErrorLink]:
    """All that is wrong with a form, in the order of its fields, the whole form's first."""
    links = [ErrorLink("", "", str(text)) for text in form.non_field_errors()]
    for field in form:
        label = "" if field.is_hidden else _before_error(str(field.label))
        links += [ErrorLink(_target(field), label, str(text)) for text in field.errors]
    return links


@register.filter
def says_required(field: BoundField) -> bool:
    """Whether to write that a field is required: only where others are not."""
    if not field.field.required:
        return False
    return any(not other.field.required for other in field.form.visible_fields())


@register.simple_tag(takes_context=True)
def form_key(context: Any) -> str:
    """The key by which a form acts once, for a page whose forms are drawn field by field."""
    field = once.FormKeyField(context["request"].user, keeps_input=False)
    return str(field.widget.render(once.FIELD, field.initial, field.widget.attrs))
