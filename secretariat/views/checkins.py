"""Kabar bulanan: three questions in three taps, what follows, the office's list and answers."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import acts_brought, may, requires
from core.receipts.running import done
from members.export_answer import export_answer
from members.models import Group
from members.views.groups import find_group, find_living_group
from secretariat import asking, checkin_export_page, checkin_listing, checkin_page, months
from secretariat.checkin_filters import SilentFilters
from secretariat.checkin_page import ANSWER, EXPORT, NOTE, SETTLE, VIEW
from secretariat.forms.checkins import CheckInForm, CheckInNoteForm, CheckInSettleForm
from secretariat.models import CheckIn
from secretariat.models.checkins import open_months


def find_open_month(text: str) -> dt.date:
    """A month that can be answered now; 404 otherwise."""
    month = months.read(text)
    if month is None or month not in open_months(timezone.localdate()):
        raise Http404
    return month


@requires(ANSWER)
def checkin_answer(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """One question after another; the last answer saves them all."""
    asked, group = find_open_month(month), find_living_group(request, code, ANSWER)
    machines = Group.objects.filter(asking.has_machines(), pk=group.pk)
    form = CheckInForm(
        request.POST or None,
        group=group,
        month=asked,
        has_machines=machines.exists(),
        user=request.user,
        act=ANSWER,
    )
    if request.method == "POST" and (check := form.try_save()):
        return _after(request, check)
    said = request.POST if request.method == "POST" else request.GET
    context = {"group": group, "form": form, "step": checkin_page.step_of(form, said)}
    return render(request, "secretariat/checkin_answer.html", context)


def _after(request: HttpRequest, check: CheckIn) -> HttpResponse:
    """Home where nothing changed, else on to where it is written down."""
    if check.is_quiet:
        messages.success(request, done(checkin_page.quiet_words(check)))
        return redirect("core:home")
    return redirect("secretariat:checkin_note", code=check.code)


@requires(ANSWER)
def checkin_note(request: HttpRequest, code: str) -> HttpResponse:
    """What follows from a yes: the right page, and the problem in words."""
    checks = CheckIn.objects.allowed(request.user, ANSWER).select_related("group")
    check = get_object_or_404(checks, code=code, month__in=open_months(timezone.localdate()))
    form = CheckInNoteForm(request.POST or None, instance=check, user=request.user, act=ANSWER)
    if request.method == "POST" and check.has_problem and form.try_save():
        messages.success(request, done(_("Thank you. The office reads it.")))
        return redirect("core:home")
    context = {
        "check": check,
        "month": months.named(check.month),
        "said": checkin_page.said_of(check),
        "ways": checkin_page.ways_on(check, request.user),
        "form": form,
    }
    return render(request, "secretariat/checkin_note.html", context)


@requires(SETTLE)
def checkin_settle(request: HttpRequest, code: str) -> HttpResponse:
    """The office answers a group that has a problem."""
    checks = CheckIn.objects.allowed(request.user, SETTLE)
    check = get_object_or_404(checks.select_related("group"), code=code)
    if not checks.waiting().filter(pk=check.pk).exists():
        messages.info(request, _("This is settled already, or the group says otherwise by now."))
        return redirect(check)
    form = CheckInSettleForm(request.POST or None, instance=check, user=request.user, act=SETTLE)
    if request.method == "POST" and form.try_save():
        messages.success(request, done(_("The answer is recorded. The group sees it.")))
        return redirect(check)
    context = {
        "check": check,
        "month": months.named(check.month),
        "said": checkin_page.said_of(check),
        "form": form,
    }
    return render(request, "secretariat/checkin_settle.html", context)


@requires(VIEW)
def checkin_group(request: HttpRequest, code: str) -> HttpResponse:
    """A year of a group, month by month, with what it said."""
    group, today = find_group(request, code, VIEW, (ANSWER, SETTLE, NOTE)), timezone.localdate()
    granted = acts_brought(group)
    able = {
        "answer": ANSWER in granted and not group.is_dissolved,
        "settle": SETTLE in granted,
        "read_note": NOTE in granted,
    }
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, range(months.FIRST_YEAR, today.year)) else today.year
    context = {"group": group, "year": checkin_page.year_of(group, year, today, able)}
    return render(request, "secretariat/checkin_group.html", context)


@requires(VIEW)
def checkin_list(request: HttpRequest) -> HttpResponse:
    """Who has not answered, the longest silence first, and the problems that wait."""
    groups = Group.objects.allowed(request.user, VIEW).active()
    filters = SilentFilters(
        request.GET, asking.with_last_check(groups), user=request.user, act=VIEW
    )
    page = checkin_listing.page_of(request.user, VIEW, filters, request.GET)
    waiting, number = checkin_page.waiting_for(request.user)
    context = {
        "filters": filters,
        "page": page,
        "lines": checkin_listing.lines(page.rows),
        "around": filters.around(page),
        "waiting": checkin_page.waiting_tasks(waiting),
        "more_waiting": number - len(waiting),
        "may_export": may(request.user, EXPORT),
    }
    return render(request, "secretariat/checkin_list.html", context)


@requires(EXPORT)
def checkin_export(request: HttpRequest) -> HttpResponse:
    """The list as a file, for whoever calls the groups."""
    page = checkin_export_page.build(request.GET, request.user, EXPORT)
    return export_answer(request, page, EXPORT, "secretariat/checkin_export.html")
