"""Notulen: the minutes of a group's meetings, who was there, photos, the paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.access import acts_on, requires
from core.documents import paper_answer
from core.lists import paginate
from core.storage import PHOTO_SIZES, serve
from members.views.groups import find_group, find_living_group
from members.views.history import history_page
from secretariat import meeting_documents, meeting_page, meeting_roster
from secretariat.forms.meetings import (
    MeetingAttendanceForm,
    MeetingCancelForm,
    MeetingCreateForm,
    MeetingForm,
)
from secretariat.forms.photos import MeetingPhotoForm
from secretariat.meeting_page import CHANGE, VIEW
from secretariat.models import Meeting, MeetingPhoto
from secretariat.views.standing import standing

ADD = "secretariat.add_meeting"


def find_meeting(request: HttpRequest, code: str, act: str) -> Meeting:
    """The minutes, where the user may do the act on them; 404 otherwise. A POST holds them."""
    meetings = Meeting.objects.allowed(request.user, act)
    meetings = meetings.with_acts(request.user, meeting_page.ACTS)
    if request.method == "POST":
        meetings = meetings.select_for_update(of=("self",))
    return get_object_or_404(meetings.select_related(*meeting_page.RELATED), code=code)


while_standing = standing(find_meeting, CHANGE, meeting_page.closed_words)


@requires(VIEW)
def meeting_list(request: HttpRequest, code: str) -> HttpResponse:
    """The minutes of a group, newest first."""
    group = find_group(request, code, VIEW)
    meetings = Meeting.objects.allowed(request.user, VIEW).filter(group=group)
    filters = meeting_page.MeetingFilters(request.GET, meetings)
    page = paginate(
        filters.qs,
        base=meetings,
        fields=meeting_page.FIELDS,
        sort=filters.order,
        params=request.GET,
    )
    context = {
        "group": group,
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": meeting_page.meeting_lines(page.rows),
        "may_add": not group.is_dissolved and bool(acts_on(group, request.user, [ADD])),
    }
    return render(request, "secretariat/meeting_list.html", context)


@requires(ADD)
def meeting_create(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a meeting: what was decided, and who was there."""
    group = find_living_group(request, code, ADD)
    form = MeetingCreateForm(
        request.POST or None, instance=Meeting(group=group), user=request.user, act=ADD
    )
    if request.method == "POST" and (meeting := form.try_save()):
        messages.success(request, _("The minutes are saved. Now photos, if there are any."))
        return redirect(meeting)
    lines = meeting_roster.lines(form, form.entries)
    context = {"form": form, "group": group, "lines": lines}
    return render(request, "secretariat/meeting_create.html", context)


@requires(VIEW)
def meeting_detail(request: HttpRequest, code: str) -> HttpResponse:
    """The minutes of one meeting."""
    meeting = find_meeting(request, code, VIEW)
    page = meeting_page.build(meeting, request.user)
    return render(request, "secretariat/meeting_detail.html", {"meeting": meeting, "page": page})


@requires(CHANGE)
@while_standing
def meeting_update(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Correct the minutes."""
    form = MeetingForm(request.POST or None, instance=meeting, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect(meeting)
    return render(request, "secretariat/meeting_update.html", {"form": form, "meeting": meeting})


@requires(CHANGE)
@while_standing
def meeting_attendance(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Correct who was there."""
    form = MeetingAttendanceForm(
        request.POST or None, meeting=meeting, user=request.user, act=CHANGE
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The changes are saved."))
        return redirect(meeting)
    lines = meeting_roster.lines(form, form.entries)
    context = {"form": form, "meeting": meeting, "lines": lines}
    return render(request, "secretariat/meeting_attendance.html", context)


@requires(CHANGE)
@while_standing
def meeting_cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Take back minutes that should never have been written down."""
    form = MeetingCancelForm(request.POST or None, row=meeting, user=request.user, act=CHANGE)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The minutes are cancelled."))
        return redirect(meeting)
    return render(request, "secretariat/meeting_cancel.html", {"form": form, "meeting": meeting})


@require_POST
@requires(VIEW)
def meeting_paper(request: HttpRequest, code: str) -> HttpResponse:
    """The minutes as a PDF for the group's book; it names people, so that it is logged."""
    made = meeting_documents.minutes(find_meeting(request, code, VIEW), request.user)
    return paper_answer(made.pdf, made.title)


@requires(CHANGE)
@while_standing
def meeting_photo_create(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Add a photo of the meeting or of the signed page."""
    form = MeetingPhotoForm(
        request.POST or None,
        request.FILES or None,
        instance=MeetingPhoto(meeting=meeting),
        user=request.user,
        act=CHANGE,
    )
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The photo is added."))
        return redirect(meeting)
    context = {"form": form, "meeting": meeting}
    return render(request, "secretariat/meeting_photo_create.html", context)


@require_safe
@requires(VIEW)
def meeting_photo(request: HttpRequest, code: str, photo: str, size: str) -> HttpResponse:
    """A photo, large or small."""
    row = _photo(request, code, photo, VIEW)
    if size not in PHOTO_SIZES:
        raise Http404
    return serve(request, row.file, size)


@require_POST
@requires(CHANGE)
def meeting_photo_remove(request: HttpRequest, code: str, photo: str) -> HttpResponse:
    """Take a photo off the page."""
    row = _photo(request, code, photo, CHANGE)
    row.take_off()
    messages.success(request, _("The photo is taken off."))
    return redirect(row.meeting)


def _photo(request: HttpRequest, code: str, photo: str, act: str) -> MeetingPhoto:
    photos = MeetingPhoto.objects.allowed(request.user, act).select_related("file", "meeting")
    return get_object_or_404(photos, meeting__code=code, code=photo, ended=False)


@requires(VIEW)
def meeting_history(request: HttpRequest, code: str) -> HttpResponse:
    """All changes to the minutes, the list of who was there, the photos."""
    return history_page(request, find_meeting(request, code, VIEW))
