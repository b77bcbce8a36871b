"""Keterampilan: what one woman knows, and who can teach what nearby."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.undo.saying import say_done
from members.forms.ending import EndForm
from members.views.people import find_person
from training import skill_page
from training import skill_search as searching
from training.forms.skills import SkillForm
from training.models import Skill, Topic

VIEW, CHANGE = "training.view_skill", skill_page.CHANGE
LIST = "training:skill_list"


@require_safe
@requires(VIEW)
def skill_search(request: HttpRequest) -> HttpResponse:
    """Who can teach something, the nearest first."""
    skills = Skill.objects.allowed(request.user, VIEW)
    filters = searching.SkillFilters(request.GET, skills, user=request.user, act=VIEW)
    context = {
        "filters": filters,
        "found": searching.search(filters),
        "topics": Topic.objects.values_list("name", flat=True),
    }
    return render(request, "training/skill_search.html", context)


@require_safe
@requires(VIEW)
def skill_list(request: HttpRequest, code: str) -> HttpResponse:
    """What one woman knows and can teach."""
    person = find_person(request, code, VIEW, [CHANGE])
    context = {"person": person, "page": skill_page.build(person, request.user)}
    return render(request, "training/skill_list.html", context)


@requires(CHANGE)
def skill_create(request: HttpRequest, code: str) -> HttpResponse:
    """Write down one more thing that she knows."""
    person = find_person(request, code, CHANGE)
    return _skill_form(request, Skill(person=person), "training/skill_create.html")


@requires(CHANGE)
def skill_update(request: HttpRequest, code: str, skill: str) -> HttpResponse:
    """Correct it, or note that she can teach it."""
    return _skill_form(request, _find(request, code, skill), "training/skill_update.html")


def _skill_form(request: HttpRequest, skill: Skill, template: str) -> HttpResponse:
    form = SkillForm(request.POST or None, instance=skill, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The skill is written down."))
        return redirect(LIST, skill.person.code)
    context = {"form": form, "person": skill.person, "back_url": _back(skill.person.code)}
    return render(request, template, context)


@requires(CHANGE)
def skill_end(request: HttpRequest, code: str, skill: str) -> HttpResponse:
    """What she no longer knows or teaches: since when, and why."""
    row = _find(request, code, skill)
    form = EndForm(request.POST or None, row=row, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(LIST, code)
    context = {"form": form, "person": row.person, "skill": row, "back_url": _back(code)}
    return render(request, "training/skill_end.html", context)


@require_POST
@requires(CHANGE)
def skill_take(request: HttpRequest, code: str, training: str) -> HttpResponse:
    """Write down what she learned in one of her trainings; a second time changes nothing."""
    person = find_person(request, code, CHANGE)
    taught = get_object_or_404(skill_page.trainings_of(person, request.user), code=training)
    if Skill.objects.take_up(person, taught):
        say_done(request, _("The skill is written down."))
    else:
        messages.info(request, _("This skill is already written down."))
    return redirect(LIST, code)


def _back(code: str) -> str:
    return reverse(LIST, args=[code])


def _find(request: HttpRequest, code: str, skill: str) -> Skill:
    """A skill that has not ended, where the user may change it."""
    skills = Skill.objects.allowed(request.user, CHANGE).current()
    related = skills.select_related("person", "topic", "training")
    return get_object_or_404(related, code=skill, person__code=code)
