"""Alat: the list, the page of one piece, its data and its photo."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from aid import bulk, equipment_listing, equipment_page
from aid.equipment_filters import EquipmentFilters
from aid.forms.equipment import EquipmentForm, EquipmentPhotoForm
from aid.models import Equipment
from core import timeline
from core.access import may, requires
from core.lists import paginate
from core.storage import PHOTO_SIZES, serve
from core.undo.saying import say_done
from members.views.history import history_page

VIEW = "aid.view_equipment"
HISTORY = "members.view_history"


def find_equipment(
    request: HttpRequest, code: str, act: str, acts: Iterable[str] = ()
) -> Equipment:
    """The piece, where the user may do the act on it; 404 otherwise."""
    pieces = Equipment.objects.allowed(request.user, act)
    if acts:
        pieces = pieces.with_acts(request.user, acts)
    related = ("kind", "group__village", "programme", "photo", "handover_line__handover")
    return get_object_or_404(pieces.select_related(*related), code=code)


def find_living(request: HttpRequest, code: str, act: str) -> Equipment:
    """A piece of which something can still be recorded; an ended one is read only."""
    piece = find_equipment(request, code, act)
    if piece.is_ended:
        raise Http404
    return piece


@requires(VIEW)
def equipment_list(request: HttpRequest) -> HttpResponse:
    """The equipment that the user may see, narrowed by filters and search."""
    pieces = Equipment.objects.allowed(request.user, VIEW)
    filters = EquipmentFilters(request.GET, pieces, user=request.user, act=VIEW)
    page = paginate(
        equipment_listing.for_lines(filters.qs),
        base=pieces,
        fields=equipment_listing.FIELDS,
        sort=filters.order,
        params=request.GET,
    )
    context = {
        "filters": filters,
        "page": page,
        "around": filters.around(page),
        "lines": equipment_listing.lines(page.rows),
        "may_add": may(request.user, "aid.add_equipment"),
        "may_export": may(request.user, "aid.export_aid"),
        "may_import": may(request.user, "aid.import_equipment"),
        "bulk": bulk.EQUIPMENT.bar(request.user, filters, page),
    }
    return render(request, "aid/equipment_list.html", context)


@requires(VIEW)
def equipment_detail(request: HttpRequest, code: str) -> HttpResponse:
    """How the piece is, whose it is, who answers for it, what was done to it."""
    piece = find_equipment(request, code, VIEW, equipment_page.ALL_ACTS)
    context = {
        "piece": piece,
        "page": equipment_page.build(piece, request.user),
        "timeline": timeline.entries("equipment", piece, request.user),
    }
    return render(request, "aid/equipment_detail.html", context)


@requires(HISTORY)
def equipment_history(request: HttpRequest, code: str) -> HttpResponse:
    """All changes to a piece, to who answers for it, and to its book of use and upkeep."""
    return history_page(request, find_equipment(request, code, HISTORY))


@requires("aid.add_equipment")
def equipment_create(request: HttpRequest) -> HttpResponse:
    """Record a piece that a group has already; a new one comes with its handover."""
    form = EquipmentForm(
        request.POST or None, request.FILES or None, user=request.user, act="aid.add_equipment"
    )
    if request.method == "POST" and (piece := form.try_save()):
        say_done(request, _("%(equipment)s is recorded.") % {"equipment": piece})
        return redirect(piece)
    return render(request, "aid/equipment_create.html", {"form": form})


@requires("aid.change_equipment")
def equipment_update(request: HttpRequest, code: str) -> HttpResponse:
    """Put right what is recorded of a piece, an ended one too."""
    act = "aid.change_equipment"
    piece = find_equipment(request, code, act)
    form = EquipmentForm(
        request.POST or None, request.FILES or None, instance=piece, user=request.user, act=act
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The changes are saved."))
        return redirect(piece)
    return render(request, "aid/equipment_update.html", {"form": form, "piece": piece})


@requires(VIEW)
def equipment_photo(request: HttpRequest, code: str, size: str) -> HttpResponse:
    """The photo of the piece, large or small."""
    if size not in PHOTO_SIZES:
        raise Http404
    return serve(request, find_equipment(request, code, VIEW).photo, size)


@requires("aid.report_condition")
def equipment_photo_update(request: HttpRequest, code: str) -> HttpResponse:
    """Give the piece a photo, or a newer one."""
    act = "aid.report_condition"
    piece = find_living(request, code, act)
    form = EquipmentPhotoForm(
        request.POST or None, request.FILES or None, instance=piece, user=request.user, act=act
    )
    if request.method == "POST" and form.try_save():
        say_done(request, _("The photo is saved."))
        return redirect(piece)
    return render(request, "aid/equipment_photo_update.html", {"form": form, "piece": piece})
