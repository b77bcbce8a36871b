"""Groups, their decrees and classes in the admin site."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin_bulk import AdminExport
from members.admin.base import GROUP_PATHS, MembersAdmin, PersonRowsAdmin, dated, place
from members.exports import groups as group_columns
from members.exports.groups import GroupExport
from members.models import Decree, Group, GroupClass


@admin.register(Group)
class GroupAdmin(MembersAdmin):
    """A group is dissolved on its page, where everything open gets an answer."""

    export = AdminExport(
        act="members.export_groups",
        make=GroupExport,
        columns=group_columns.COLUMNS,
        usual=group_columns.USUAL,
        order=("sort_key", "id"),
        area="village_id",
    )
    list_display = ("name", "kind", "place", "members", "state", "coached_by", "changed")
    list_filter = ("kind", "state")
    list_select_related = ("village", "coached_by")
    search_fields = ("name",)
    autocomplete_fields = ("village", "coached_by")
    fieldsets = (
        (None, {"fields": ["name", "kind", "village", "founded", "simluhtan_id", "coached_by"]}),
        (_("Secretariat"), {"fields": ["address", "phone", "latitude", "longitude"]}),
        (_("Farming"), {"fields": ["commodities", "land_ha"]}),
        (_("State"), {"fields": ["state", "changed_state", "state_reason", "code", "changed"]}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fixed = ("state", "changed_state", "state_reason", "code", "changed")
        return (*fixed, *super().get_readonly_fields(request, obj))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        return rows.with_member_count()

    changed_state = dated("state_since", _("since"))

    @admin.display(description=_("members"), ordering="member_count")
    def members(self, group: Any) -> int:
        return group.member_count

    @admin.display(description=_("place"), ordering="village_id")
    def place(self, group: Group) -> str:
        return place(group)


@admin.register(Decree)
class DecreeAdmin(PersonRowsAdmin):
    """The scan is added on the group's page, where it is checked."""

    list_display = ("number", "group", "date", "issuer", "has_scan")
    list_select_related = ("group",)
    autocomplete_fields = ("group",)
    search_paths = GROUP_PATHS
    fields = ("group", "number", "date", "issuer")

    @admin.display(description=_("scan"), boolean=True)
    def has_scan(self, decree: Decree) -> bool:
        return decree.scan_id is not None


@admin.register(GroupClass)
class GroupClassAdmin(PersonRowsAdmin):
    list_display = ("group", "year", "score", "class_name")
    list_filter = ("year",)
    list_select_related = ("group",)
    autocomplete_fields = ("group",)
    search_paths = GROUP_PATHS
    fields = ("group", "year", "score")

    @admin.display(description=_("class"), ordering="score")
    def class_name(self, row: GroupClass) -> Any:
        return GroupClass.Class(row.name).label
