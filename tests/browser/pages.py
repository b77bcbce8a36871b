"""Every page that the site shows in a browser, generated from the URLconf."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from members.models import Group, Person
from tests.cast import Cast
from tests.contracts.addresses import ADDRESSES
from tests.contracts.places import Place
from tests.contracts.walker import Who, urlconf

# Pictures, files, parts of a page, and what only redirects.
NO_PAGES = {
    "core:healthz",
    "regions:region_search",
    "members:person_photo",
    "members:group_photo",
    "members:decree_scan",
    "members:import_refused",
    "members:import_template",
    "members:member_form",
    "members:consent_form",
    "aid:handover_photo",
    "aid:handover_scan_file",
    "aid:handover_agreement_file",
    "aid:proposal_scan",
    "aid:visit_scan",
    "aid:visit_photo",
    "aid:decree_scan",
    "aid:equipment_photo",
    "aid:equipment_handover_photo",
    "aid:inspection_photo",
    "aid:equipment_label",
    "aid:equipment_labels",
    "aid:inventory_template",
    "aid:inventory_refused",
    "aid:use_form",
    "training:training_file",
    "training:attendance_photo_file",
    "training:attendance_import_template",
    "training:attendance_import_refused",
    "training:certificate_scan",
    "openings:opening_feed",
    "core:reference_template",
    "core:reference_refused",
    "secretariat:visit_photo",
    "secretariat:meeting_photo",
    "secretariat:service_group",
    "secretariat:visitor_template",
    "secretariat:visitor_refused",
    "secretariat:successor_name",
    "admin:login",
    "admin:logout",
    "admin:jsi18n",
    "admin:autocomplete",
}
# Which no act opens.
LIBRARIES = ("admin/account/", "admin/auth/", "admin/mfa/", "admin/usersessions/")
CASE, NEIGHBOUR = "KWT PMI Purna Bumi Daya", "KWT Melati"


def case() -> Group:
    """Return the demonstration's real case."""
    return Group.objects.get(name=CASE)


def demo_cast() -> Cast:
    """Return the demonstration's people in the roles of the fixed cast."""
    petugas, sekretaris, sekretaris2, provinsi, admin = (
        User.objects.get(username=name)
        for name in ("petugas", "sekretaris", "sekretaris2", "provinsi", "admin")
    )
    neighbour = Group.objects.get(name=NEIGHBOUR, village__code__startswith="18.01.10.")
    return Cast(
        officer=petugas,
        secretary=sekretaris,
        viewer=provinsi,
        admin=admin,
        group=case(),
        person=_chair(case()),
        other_officer=petugas,
        other_secretary=sekretaris2,
        other_group=neighbour,
        other_person=_chair(neighbour),
    )


def _chair(group: Group) -> Person:
    return group.offices.open().get(office="chair").membership.person


def own_pages(who: Who, place: Place) -> list[str]:
    """Return the addresses of the site's own pages that somebody may open in a place."""
    return [
        ADDRESSES[one.key].url(one, place)
        for one in urlconf()
        if not one.route.startswith("admin/")
        and one.key not in NO_PAGES
        and ADDRESSES[one.key].statuses(one, who, place, "get") == {200}
    ]


def admin_pages(who: Who, place: Place) -> list[str]:
    """Return the addresses of the admin site, with a row of each model; some may answer 403."""
    return list(_admin_addresses())


def _admin_addresses() -> Iterator[str]:
    for found in urlconf():
        is_shown = found.name.startswith("admin:") and found.key not in NO_PAGES
        if is_shown and "<" not in found.route and not found.route.startswith(LIBRARIES):
            yield reverse(found.name)
    for model in admin.site._registry:
        label = model._meta.label_lower.replace(".", "_")
        row = model._default_manager.order_by("pk").first()
        if row is not None:
            yield reverse(f"admin:{label}_change", args=[row.pk])
    # The story is told alike of every model.
    yield reverse("admin:members_person_history", args=[Person.objects.all()[0].pk])
    yield reverse("admin:auth_user_password_change", args=[User.objects.all()[0].pk])
