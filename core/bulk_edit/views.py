"""Ubah sekaligus, from the chosen rows to what became of them: the same pages for every list.

``core.bulk_edit.urls`` gives each its list (``bulk``), and the act that it needs.
"""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.bulk_edit import parked, running
from core.bulk_edit.change import BulkChange
from core.bulk_edit.choice import Choice, ChoiceError, choose
from core.bulk_edit.forms import BulkForm, ConfirmForm
from core.bulk_edit.lists import BulkList
from core.bulk_edit.looking import look
from core.bulk_edit.models import BulkEdit
from core.bulk_edit.pages import EditPage, find


@never_cache
def bulk_create(request: HttpRequest, bulk: BulkList) -> HttpResponse:
    """Say what chosen rows are to become; the page that follows shows what it would do."""
    is_sent = request.method == "POST"
    try:
        choice = choose(bulk, request.GET, request.user)
    except ChoiceError as error:
        return render(request, "core/bulk_create.html", {"bulk": bulk, "refusal": error.message})
    form = BulkForm(
        request.POST if is_sent else None,
        bulk=bulk,
        rows=choice.rows,
        user=request.user,
        act=bulk.act,
    )
    if is_sent and form.is_valid():
        return redirect(bulk.address("detail", _parked(bulk, form, choice).code))
    return render(request, "core/bulk_create.html", {"bulk": bulk, "choice": choice, "form": form})


def _parked(bulk: BulkList, form: BulkForm, choice: Choice) -> BulkEdit:
    seen = look(BulkChange(bulk, form.answers, form.user), choice.rows)
    return parked.park(
        owner=form.user, kind=bulk.kind, typed=form.typed, words=choice.words, look=seen
    )


@never_cache
@require_safe
def bulk_detail(request: HttpRequest, bulk: BulkList, code: str) -> HttpResponse:
    """What it would do; once it is confirmed, how far it is or what it did."""
    page = find(request, bulk, code)
    if page.waits:
        return _preview(request, page, _confirm_form(request, page))
    step = "running" if page.edit.state == BulkEdit.State.RUNNING else "result"
    return render(request, f"core/bulk_{step}.html", {"page": page})


@require_POST
def bulk_confirm(request: HttpRequest, bulk: BulkList, code: str) -> HttpResponse:
    """Change the rows that were shown; a second click finds them changed."""
    page = find(request, bulk, code, lock=True)
    if not page.waits:
        return redirect(page.urls["detail"])
    form = _confirm_form(request, page)
    if not form.is_valid():
        return _preview(request, page, form)
    page.kept.reason = form.cleaned_data["reason"]
    if page.change is None:
        return _given_up(request, page)
    if running.is_long(page.kept):
        running.put_off(page.edit, page.kept)
    else:
        running.finish(page.edit, page.kept, page.change)
    return redirect(page.urls["detail"])


@transaction.non_atomic_requests
@require_POST
def bulk_run(request: HttpRequest, bulk: BulkList, code: str) -> HttpResponse:
    """Write many rows. No transaction spans the request: others see how far it is."""
    page = find(request, bulk, code)
    if page.edit.state == BulkEdit.State.RUNNING:
        if page.change is None:
            return _given_up(request, page)
        running.run(page.edit, page.kept, page.change)
    return redirect(page.urls["detail"])


@never_cache
@require_safe
def bulk_progress(request: HttpRequest, bulk: BulkList, code: str) -> HttpResponse:
    """How far the writing is, for the page that waits for it; then the way on."""
    page = find(request, bulk, code)
    if page.edit.state != BulkEdit.State.RUNNING:
        return redirect(page.urls["detail"])
    return render(request, "core/_bulk_running.html", {"page": page})


@require_POST
def bulk_cancel(request: HttpRequest, bulk: BulkList, code: str) -> HttpResponse:
    """Drop it; what was kept of it is gone."""
    page = find(request, bulk, code, lock=True)
    if page.edit.state == BulkEdit.State.PREVIEW:
        parked.drop(page.edit)
        messages.success(request, _("Nothing was changed."))
    return redirect(bulk.list_url())


def _confirm_form(request: HttpRequest, page: EditPage) -> ConfirmForm:
    return ConfirmForm(
        request.POST if request.method == "POST" else None,
        number=page.edit.counts["accepted"],
        user=request.user,
        act=page.bulk.act,
    )


def _preview(request: HttpRequest, page: EditPage, form: ConfirmForm) -> HttpResponse:
    return render(request, "core/bulk_detail.html", {"page": page, "form": form})


def _given_up(request: HttpRequest, page: EditPage) -> HttpResponse:
    """What was chosen is no choice any more: a group was dissolved, an area was handed over."""
    parked.drop(page.edit)
    messages.warning(
        request,
        _("One of the values cannot be chosen any more. Nothing was changed: choose again."),
    )
    return redirect(page.bulk.list_url())
