"""Rows that are ticked in a list of the admin site end together, with a reason; none is deleted.

Each ends as on its own page, by the model's or the app's own end: all of them or none, as one act
that can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core import history
from core.access import may
from core.admin_forms import within
from core.constraints import sentence
from core.forms import ActForm
from core.lists import Count
from core.undo.saying import say_done

NAME = "end_with_reason"
Action = Callable[[Any, HttpRequest, QuerySet[Any]], HttpResponse | None]
# More at once nobody looks over.
MOST = 200


class ReasonForm(ActForm):
    """Why these rows end."""

    keeps_input = False

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It stands in the change log of each row."),
    )


@dataclass(frozen=True, slots=True)
class AdminEnd:
    """How rows of a model end: what the user needs on each, which have not ended (``still``),
    what is asked, and what ends one. ``write(row, answers, actor)`` may raise ValidationError or
    IntegrityError; ``name`` calls a row where its own name does not tell it from others."""

    act: str
    still: Any
    write: Callable[[Any, Mapping[str, Any], Any], object]
    form: type[ActForm] = ReasonForm
    name: Callable[[Any], str] = str

    def rows(self, chosen: QuerySet[Any], user: Any) -> QuerySet[Any]:
        """Of the chosen rows those that can end, and that the user may end."""
        return within(chosen.filter(self.still), user, self.act).order_by("pk")


def end_action(end: AdminEnd | None, user: Any) -> dict[str, tuple[Action, str, str]]:
    """The action of a list, for who may end its rows."""
    if end is None or not may(user, end.act):
        return {}
    return {NAME: (partial(end_chosen, end), NAME, _("End with a reason…"))}


def end_chosen(
    end: AdminEnd, model_admin: Any, request: HttpRequest, chosen: QuerySet[Any]
) -> HttpResponse | None:
    """Ask for the reason, then end the rows; a refusal is said of each and ends none."""
    rows = list(end.rows(chosen, request.user)[: MOST + 1])
    if problem := _problem(len(rows)):
        messages.warning(request, problem)
        return None
    is_sent = "is_answered" in request.POST
    form = end.form(request.POST if is_sent else None, user=request.user, act=end.act)
    refused: list[str] = []
    if is_sent and form.is_valid():
        refused = _end_all(end, model_admin.model, rows, form)
        if not refused:
            say_done(request, _said(len(rows)))
            return redirect(request.get_full_path())
    named = [(row.pk, end.name(row)) for row in rows]
    return _page(model_admin, request, form, named, refused)


def _problem(number: int) -> str:
    if number > MOST:
        words = _("At most %(most)s rows can end at once. Choose fewer.")
        return words % {"most": Count(MOST)}
    return "" if number else _("None of these rows can end: they have ended, or are not yours.")


def _said(number: int) -> str:
    words = ngettext("%(n)s row has ended.", "%(n)s rows have ended.", number)
    return words % {"n": Count(number)}


def _end_all(end: AdminEnd, model: Any, rows: list[Any], form: ActForm) -> list[str]:
    """End all of them, or none and say why."""
    history.name_act(end.act)
    history.give_reason(form.cleaned_data.get("reason", ""))
    with transaction.atomic():
        said = [(end.name(row), _end(end, model, row, form)) for row in rows]
        refused = [f"{name}: {why}" for name, why in said if why]
        transaction.set_rollback(bool(refused))
    return refused


def _end(end: AdminEnd, model: Any, row: Any, form: ActForm) -> str:
    try:
        with transaction.atomic():
            held = model._base_manager.filter(end.still, pk=row.pk)
            if not held.select_for_update(of=("self",)).exists():
                return _("It has ended meanwhile.")
            end.write(row, form.cleaned_data, form.user)
    except IntegrityError as error:
        return sentence(error)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _page(
    model_admin: Any,
    request: HttpRequest,
    form: ActForm,
    named: list[tuple[int, str]],
    refused: list[str],
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("End with a reason"),
        "opts": model_admin.opts,
        "form": form,
        "named": named,
        "refused": refused,
        "action": NAME,
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    request.current_app = model_admin.admin_site.name
    return TemplateResponse(request, "admin/end_chosen.html", context)
