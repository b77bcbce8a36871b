"""Kunjungan pembinaan: the list, the plan, one visit, what was found, photos, the letter."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.access import may, requires
from core.documents import paper_answer
from core.lists import paginate
from core.storage import PHOTO_SIZES, serve
from members.export_answer import export_answer
from members.models import Group
from members.views.groups import find_group
from members.views.history import history_page
from secretariat import (
    visit_documents,
    visit_export_page,
    visit_listing,
    visit_page,
    visit_planning,
)
from secretariat.forms.photos import CoachingPhotoForm
from secretariat.forms.visits import PlanForm, VisitCancelForm, VisitForm, VisitRecordForm
from secretariat.models import CoachingPhoto, Visit
from secretariat.views.standing import standing
from secretariat.visit_filters import PlanFilters, VisitFilters
from secretariat.visit_page import CHANGE, FINDING, VIEW

Row = dict[str, Any]

PLAN, EXPORT = "secretariat.plan_visit", "secretariat.export_visit"


def find_visit(request: HttpRequest, code: str, act: str) -> Visit:
    """The visit, where the user may do the act on it; 404 otherwise. A POST holds it."""
    visits = Visit.objects.allowed(request.user, act).with_acts(request.user, visit_page.ACTS)
    if request.method == "POST":
        visits = visits.select_for_update(of=("self",))
    return get_object_or_404(visits.select_related(*visit_page.RELATED), code=code)


while_standing = standing(find_visit, CHANGE, visit_page.closed_words)


@requires(VIEW)
def visit_list(request: HttpRequest) -> HttpResponse:
    """The visits to groups that the user may see, newest first."""
    visits = Visit.objects.allowed(request.user, VIEW)
    filters = VisitFilters(request.GET, visits, user=request.user, act=VIEW)
    page = paginate(
        filters.qs,
        base=visits,
        fields=visit_listing.FIELDS,
        sort=filters.order,
        params=request.GET,
    )
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": visit_listing.visit_lines(page.rows, request.user),
        "may": {"plan": may(request.user, PLAN), "export": may(request.user, EXPORT)},
    }
    return render(request, "secretariat/visit_list.html", context)


@requires(EXPORT)
def visit_export(request: HttpRequest) -> HttpResponse:
    """Choose the columns, then take out the visits that the list shows."""
    page = visit_export_page.build(request.GET, request.user, EXPORT)
    return export_answer(request, page, EXPORT, "secretariat/visit_export.html")


@requires(PLAN)
def visit_plan(request: HttpRequest) -> HttpResponse:
    """The groups, longest without a visit first; those that are ticked get one."""
    groups = visit_planning.with_last_visit(
        Group.objects.allowed(request.user, PLAN).not_dissolved()
    )
    filters = PlanFilters(request.GET, groups, user=request.user, act=PLAN)
    form = PlanForm(request.POST or None, user=request.user, act=PLAN)
    if request.method == "POST" and (visits := form.try_plan()):
        words = ngettext("%(n)s visit is planned.", "%(n)s visits are planned.", len(visits))
        messages.success(request, words % {"n": len(visits)})
        return redirect(request.get_full_path())
    context = _plan_page(request, groups, filters, form) | {"filters": filters, "form": form}
    return render(request, "secretariat/visit_plan.html", context)


def _plan_page(request: HttpRequest, groups: Any, filters: PlanFilters, form: PlanForm) -> Row:
    """The groups of a page; what was ticked stays ticked where the plan is refused."""
    page = paginate(
        filters.qs,
        base=groups,
        fields=visit_planning.FIELDS,
        sort=filters.order,
        params=request.GET,
    )
    ticked = form.data.getlist("groups") if form.is_bound else []
    quarter = filters.chosen_quarter
    return {
        "page": page,
        "around": filters.around(page),
        "lines": visit_planning.plan_lines(page.rows, quarter, ticked),
        "quarter": quarter,
    }


@requires(PLAN)
def visit_create(request: HttpRequest, code: str) -> HttpResponse:
    """Plan a visit to a group; of one whose day has come, what was found is asked next."""
    group = find_group(request, code, PLAN)
    if group.is_dissolved:
        messages.warning(request, _("This group is dissolved. It is no longer visited."))
        return redirect(group)
    visit = Visit(group=group)
    form = VisitForm(request.POST or None, instance=visit, user=request.user, act=PLAN)
    if request.method == "POST" and form.try_save():
        if visit.planned_on <= timezone.localdate():
            return redirect("secretariat:visit_record", code=visit.code)
        messages.success(request, _("The visit is planned."))
        return redirect(visit)
    return render(request, "secretariat/visit_create.html", {"form": form, "group": group})


@requires(VIEW)
def visit_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One visit, as this user may read it."""
    visit = find_visit(request, code, VIEW)
    page = visit_page.build(visit, request.user)
    return render(request, "secretariat/visit_detail.html", {"visit": visit, "page": page})


@requires(CHANGE)
@while_standing
def visit_update(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Change what is planned; a visit that was held is corrected where it was written up."""
    if not visit.is_planned:
        return redirect("secretariat:visit_record", code=visit.code)
    form = VisitForm(request.POST or None, instance=visit, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect(visit)
    return render(request, "secretariat/visit_update.html", {"form": form, "visit": visit})


@requires(CHANGE)
@while_standing
def visit_record(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Write down what was found, on the spot; or correct it."""
    form = VisitRecordForm(
        request.POST or None,
        request.FILES or None,
        instance=visit,
        user=request.user,
        act=CHANGE,
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The visit is written down. Now what is to be done."))
        return redirect(visit)
    return render(request, "secretariat/visit_record.html", {"form": form, "visit": visit})


@requires(CHANGE)
@while_standing
def visit_cancel(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Call it off, or say that it was written down by mistake; with the reason."""
    form = VisitCancelForm(request.POST or None, row=visit, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The visit is cancelled."))
        return redirect(visit)
    return render(request, "secretariat/visit_cancel.html", {"form": form, "visit": visit})


@require_POST
@requires(CHANGE)
@while_standing
def visit_letter(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The report of the visit as a PDF; it names people, so that it is logged."""
    made = visit_documents.letter(visit, request.user)
    return paper_answer(made.pdf, made.title)


@requires(CHANGE)
@while_standing
def visit_photo_create(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Add a photo."""
    form = CoachingPhotoForm(
        request.POST or None,
        request.FILES or None,
        instance=CoachingPhoto(visit=visit),
        user=request.user,
        act=CHANGE,
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The photo is added."))
        return redirect(visit)
    return render(request, "secretariat/visit_photo_create.html", {"form": form, "visit": visit})


@require_safe
@requires(FINDING)
def visit_photo(request: HttpRequest, code: str, photo: str, size: str) -> HttpResponse:
    """A photo, large or small."""
    row = _photo(request, code, photo, FINDING)
    if size not in PHOTO_SIZES:
        raise Http404
    return serve(request, row.file, size)


@require_POST
@requires(CHANGE)
def visit_photo_remove(request: HttpRequest, code: str, photo: str) -> HttpResponse:
    """Take a photo off the page."""
    row = _photo(request, code, photo, CHANGE)
    row.take_off()
    messages.success(request, _("The photo is taken off."))
    return redirect(row.visit)


def _photo(request: HttpRequest, code: str, photo: str, act: str) -> CoachingPhoto:
    photos = CoachingPhoto.objects.allowed(request.user, act).select_related("file", "visit")
    return get_object_or_404(photos, visit__code=code, code=photo, ended=False)


@requires(FINDING)
def visit_history(request: HttpRequest, code: str) -> HttpResponse:
    """All changes to a visit, who goes, its photos and follow-ups."""
    return history_page(request, find_visit(request, code, FINDING))
