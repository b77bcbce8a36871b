"""From the name of a violated constraint to the sentence that the model gives for it."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext as _


@cache
def _messages() -> dict[str, object]:
    """By constraint; a trigger's own name for what it refuses stands in ``trigger_messages``."""
    found: dict[str, object] = {}
    for model in apps.get_models():
        found |= {c.name: c.violation_error_message for c in model._meta.constraints}
        found |= getattr(model, "trigger_messages", {})
    return found


def violated(error: IntegrityError) -> str:
    """The name of the constraint, or "" where the database names none."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def sentence(error: IntegrityError) -> str:
    """What to tell the user, in one sentence; never the database's own words."""
    message = _messages().get(violated(error))
    return str(message) if message else _("This does not fit what is already recorded.")
