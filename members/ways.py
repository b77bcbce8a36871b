"""One form, two renderings: who is led to a question at a time, and who to the whole form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from core.access import works_in_groups
from members.models import Group, Person

# Said by an address that leads back to the answers.
CHECK = "check"
# Where the whole form asks for what is missing.
FORM_FIELDS = {"photo": "photo_file"}


def goes_step_by_step(user: Any) -> bool:
    """A secretary, on her phone; the office sees the whole."""
    return works_in_groups(user, "members.add_person")


def to_add(user: Any, group: Group | None = None) -> str:
    """The page on which this user adds somebody, to this group where one is given."""
    name = "step_start" if goes_step_by_step(user) else "person_create"
    return reverse(f"members:{name}") + (f"?group={group.code}" if group else "")


def to_change(user: Any, person: Person) -> str:
    """The page on which this user changes what is recorded of somebody."""
    name = "person_answers" if goes_step_by_step(user) else "person_update"
    return reverse(f"members:{name}", args=[person.code])


def after_change(request: HttpRequest, person: Person) -> str:
    """Back to her page, or to her answers where the change began there."""
    if CHECK in request.GET:
        return reverse("members:person_answers", args=[person.code])
    return person.get_absolute_url()


def to_answer(user: Any, person: Person, missing: str) -> str:
    """The page on which this user fills in what is missing of somebody."""
    if goes_step_by_step(user):
        return reverse("members:person_answer", args=[person.code, missing])
    field = FORM_FIELDS.get(missing, missing)
    return f"{reverse('members:person_update', args=[person.code])}#div_id_{field}"
