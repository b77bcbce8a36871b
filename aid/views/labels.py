"""Label alat: the page behind its QR, for anybody; and the labels to print."""

from __future__ import annotations

from typing import Any

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aid import label_documents, label_page
from aid.equipment_filters import EquipmentFilters
from aid.forms.care import LabelFaultForm
from aid.models import Equipment
from aid.views.equipment import VIEW, find_living
from core import history
from core.access import public, requires
from core.documents import paper_answer


@public("Whoever finds a machine reads whose it is, and says that it does not work.")
def label_show(request: HttpRequest, label_code: str) -> HttpResponse:
    """Whose the piece is, the office's number, and two taps to report a fault."""
    if _is_too_fast(request, "label"):
        return render(request, "429.html", status=429)
    piece = _by_label(label_code)
    if piece is None:
        return render(request, "aid/label_unknown.html", status=404)
    form = LabelFaultForm(request.POST if request.method == "POST" else None, equipment=piece)
    if request.method == "POST" and not piece.is_ended:
        if _is_too_fast(request, "label_fault", piece.label_code):
            return render(request, "429.html", status=429)
        if form.is_valid():
            return _report(request, form)
    context = {"label": label_page.build(piece), "form": form}
    return render(request, "aid/label_show.html", context)


def _is_too_fast(request: HttpRequest, action: str, key: str = "") -> bool:
    """Counts by the limits of the settings; codes are guessed by GET, so that these count too."""
    limits: Any = {"app": "allauth.account", "action": action, "key": key, "limit_get": True}
    return ratelimit.consume(request, **limits) is None


def _by_label(code: str) -> Equipment | None:
    pieces = Equipment.objects.select_related("kind", "group__village", "group__coached_by")
    return pieces.filter(label_code=code).first()


def _report(request: HttpRequest, form: LabelFaultForm) -> HttpResponse:
    """The same thanks whether it was new or known: the second tap of a finger is no mistake."""
    history.name_act("aid.report_fault")
    try:
        form.send()
    except ValidationError:
        return redirect(request.path)
    messages.success(request, _("Thank you. The group and the office have been told."))
    return redirect(request.path)


@require_safe
@requires(VIEW)
def equipment_label(request: HttpRequest, code: str) -> HttpResponse:
    """One label, to be stuck on the piece."""
    piece = find_living(request, code, VIEW)
    return _labels(
        request, Equipment.objects.filter(pk=piece.pk), label_documents.LARGE, str(piece)
    )


@require_safe
@requires(VIEW)
def equipment_labels(request: HttpRequest) -> HttpResponse:
    """Sheets of labels for all that the list shows, ended pieces left out."""
    pieces = Equipment.objects.allowed(request.user, VIEW)
    filters = EquipmentFilters(request.GET, pieces, user=request.user, act=VIEW)
    found = filters.qs.at_work()
    number = found[: label_documents.MOST + 1].count()
    if filters.complaint or not 0 < number <= label_documents.MOST:
        messages.warning(request, filters.complaint or _refusal(number))
        return redirect(f"{reverse('aid:equipment_list')}{filters.address()}")
    sheet = request.GET.get("sheet", "")
    ordered = found.order_by("group__sort_key", "kind__key", "pk")
    return _labels(request, ordered, sheet, "alat")


def _refusal(number: int) -> str:
    if not number:
        return _("There is nothing to print a label for: ended equipment needs none.")
    return _("At most %(most)s labels at once. Narrow the list by a filter first.") % {
        "most": label_documents.MOST
    }


def _labels(
    request: HttpRequest, pieces: QuerySet[Equipment], sheet: str, title: str
) -> HttpResponse:
    pdf = label_documents.labels(
        pieces,
        sheet=sheet,
        address=lambda code: request.build_absolute_uri(reverse("label:label_show", args=[code])),
    )
    return paper_answer(pdf, f"Label {title}")
