"""People, their work abroad, relatives and memberships in the admin site."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.admin_bulk import AdminExport
from core.admin_site import ReadOnlyAdmin, RegisterAdmin
from core.imports.columns import Column
from core.reference_lists import ReferenceList, add_reference, text_column
from members.admin import ends
from members.admin.base import MembersAdmin, PersonRowsAdmin, dated, masked, place
from members.exports import people as people_columns
from members.exports.people import PeopleExport
from members.models import (
    Consent,
    Group,
    Membership,
    Occupation,
    OfficeTerm,
    Person,
    Placement,
    Relative,
    TransferRequest,
)

SENSITIVE = "members.view_sensitive"


class NikFilter(admin.SimpleListFilter):
    """Whether a NIK is on file; never which."""

    title = _("NIK")
    parameter_name = "nik"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("on file")), ("no", _("missing"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return queryset
        return queryset.filter(nik_hash__isnull=self.value() == "no")


@admin.register(Person)
class PersonAdmin(MembersAdmin):
    """Who keeps her file, and her death, follow from acts on her page."""

    export = AdminExport(
        act="members.export_people",
        make=PeopleExport,
        columns=people_columns.COLUMNS,
        usual=people_columns.USUAL,
        order=("sort_key", "id"),
        area="area",
        narrow=lambda rows, user: rows.for_files(user),
    )
    list_display = ("name", "group", "place", "nik", "phone_shown", "born", "changed")
    list_filter = (NikFilter, "sex", "education", ("deceased_on", admin.EmptyFieldListFilter))
    list_select_related = ("group__village", "village")
    search_fields = ("name",)
    autocomplete_fields = ("village", "group")
    fieldsets = (
        (None, {"fields": ["name", "nickname", "sex", "nik", "birth_place", "birth_date"]}),
        (_("Address"), {"fields": ["village", "hamlet", "rt", "rw", "phone", "has_no_phone"]}),
        (
            _("Further data"),
            {
                "fields": [
                    *("education", "marital_status", "photo_refused", "group"),
                    *("died", "code", "changed"),
                ]
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        fixed = ("nik", "died", "code", "changed", *(("group",) if obj else ()))
        return (*fixed, *super().get_readonly_fields(request, obj))

    born, died = dated("birth_date", _("birth date")), dated("deceased_on", _("died on"))

    @admin.display(description=_("NIK"))
    def nik(self, person: Person) -> Any:
        return _("on file") if person.has_nik else _("missing")

    @admin.display(description=_("phone"), ordering="phone")
    def phone_shown(self, person: Person) -> str:
        return masked(person)

    @admin.display(description=_("place"), ordering="area")
    def place(self, person: Person) -> str:
        return place(person.group or person)


@admin.register(Placement)
class PlacementAdmin(PersonRowsAdmin):
    end = ends.PLACEMENT
    list_display = ("person", "country_shown", "occupation", "status", "left", "back")
    list_filter = ("status",)
    list_select_related = ("person",)
    autocomplete_fields = ("person",)
    withheld = dict.fromkeys(Placement.SENSITIVE, SENSITIVE)
    fieldsets = (
        (None, {"fields": ["person", "country", "status", "departed", "returned"]}),
        (
            _("Work"),
            {
                "fields": [
                    *("occupation", "sector", "contract_ends"),
                    *("scheme", "agency", "employer", "return_reason"),
                ]
            },
        ),
    )

    left, back = dated("departed", _("departed")), dated("returned", _("returned on"))

    @admin.display(description=_("country"), ordering="country")
    def country_shown(self, placement: Placement) -> str:
        return placement.country_name

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if set(form.changed_data) & set(Placement.SENSITIVE):
            obj.sensitive_by = request.user
        obj.name_occupation()
        super().save_model(request, obj, form, change)


@admin.register(Relative)
class RelativeAdmin(PersonRowsAdmin):
    end = ends.RELATIVE
    list_display = ("name", "person", "relation", "consent", "ended_on")
    list_filter = ("relation", "consent")
    list_select_related = ("person",)
    autocomplete_fields = ("person",)
    fields = (
        *("person", "name", "relation", "consent", "phone"),
        *("source", "source_date", "ended_on", "end_reason"),
    )

    def hidden(self, request: HttpRequest, obj: Any) -> set[str]:
        """A number is shown only where the worker herself allows contact."""
        return set() if obj is None or obj.may_be_contacted else {"phone"}

    @admin.display(description=_("withheld"))
    def withheld_fields(self, obj: Any) -> Any:
        return _("phone") if obj.phone else "–"


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    """Asked and taken back on the person's page, where the text stands that she agrees to."""

    list_display = ("person", "purpose", "is_given", "taken_on", "taken_by", "ended_on")
    list_filter = ("purpose", "is_given", ("ended_on", admin.EmptyFieldListFilter))
    list_select_related = ("person", "taken_by")


@admin.register(Membership)
class MembershipAdmin(PersonRowsAdmin):
    end = ends.MEMBERSHIP
    list_display = ("person", "group", "status", "joined_on", "left_on", "leave_reason")
    list_filter = ("status", ("left", admin.EmptyFieldListFilter), "leave_reason")
    list_select_related = ("person", "group")
    autocomplete_fields = ("person", "group")
    search_paths = {"person": Person, "group": Group}
    withheld = {"leave_note": SENSITIVE}
    joined_on, left_on = dated("joined", _("joined")), dated("left", _("left"))
    fields = (
        *("person", "group", "status", "joined", "left"),
        *("leave_reason", "still_served", "leave_note"),
    )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if "leave_note" in form.changed_data:
            obj.note_by = request.user
        super().save_model(request, obj, form, change)


@admin.register(OfficeTerm)
class OfficeTermAdmin(PersonRowsAdmin):
    end = ends.OFFICE
    list_display = ("holder", "office", "group", "from_on", "until_on")
    from_on, until_on = dated("since", _("since")), dated("until", _("until"))
    list_filter = ("office", ("until", admin.EmptyFieldListFilter))
    list_select_related = ("membership__person", "membership__group", "group")
    autocomplete_fields = ("membership",)
    search_paths = {"membership__person": Person, "group": Group}
    fields = ("membership", "office", "since", "until")

    @admin.display(description=_("person"), ordering="membership__person__sort_key")
    def holder(self, term: OfficeTerm) -> str:
        return term.membership.person.name


@admin.register(TransferRequest)
class TransferRequestAdmin(ReadOnlyAdmin):
    """Asked by secretaries and answered on the office's home page."""

    list_display = ("person", "to_group", "asked_by", "asked_at", "answer", "answered_by")
    list_filter = ("answer",)
    list_select_related = ("person", "to_group", "asked_by", "answered_by")


def _occupation_columns(user: Any) -> tuple[Column, ...]:
    return (text_column(Occupation, "name", "nama", "pekerjaan"),)


add_reference(ReferenceList(Occupation, _occupation_columns))


@admin.register(Occupation)
class OccupationAdmin(RegisterAdmin):
    list_display = ("name",)
    search_fields = ("name",)
