"""What the admins of groups and people share: fields as on their pages, search by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core import display
from core.access import may
from core.admin_forms import within
from core.admin_site import RegisterAdmin
from members.forms.fields import PhoneField, PlainField, ThreeDigitsField, country_choices
from members.models import Group, Person

# Fields that read what people type as the register keeps it.
FORM_CLASSES = {
    "phone": PhoneField,
    "name": PlainField,
    "nickname": PlainField,
    "rt": ThreeDigitsField,
    "rw": ThreeDigitsField,
}


class MembersAdmin(RegisterAdmin):
    """``withheld`` names fields that need an act of their own on the row."""

    withheld: ClassVar[Mapping[str, str]] = {}

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name == "country":
            return forms.ChoiceField(label=capfirst(db_field.verbose_name), choices=country_choices)
        if form_class := FORM_CLASSES.get(db_field.name):
            kwargs["form_class"] = form_class
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """Without what is withheld; a line says that there is something."""
        fieldsets = super().get_fieldsets(request, obj)
        hidden = self.hidden(request, obj)
        if not hidden:
            return fieldsets
        shown = [
            (title, {**options, "fields": [f for f in options["fields"] if f not in hidden]})
            for title, options in fieldsets
        ]
        shown[-1][1]["fields"].append("withheld_fields")
        return shown

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> Any:
        return (*super().get_readonly_fields(request, obj), "withheld_fields")

    def hidden(self, request: HttpRequest, obj: Model | None) -> set[str]:
        """The fields of this row that the user may not see."""
        acts = set(self.withheld.values())
        closed = {act for act in acts if not self._opens(request, obj, act)}
        return {name for name, act in self.withheld.items() if act in closed}

    def _opens(self, request: HttpRequest, obj: Model | None, act: str) -> bool:
        if obj is None:
            return may(request.user, act)
        rows = within(self.model._default_manager.all(), request.user, act)
        return rows.filter(pk=obj.pk).exists()

    @admin.display(description=_("last changed"), ordering="changed_at")
    def changed(self, row: Any) -> str:
        return display.moment(row.changed_at)

    @admin.display(description=_("withheld"))
    def withheld_fields(self, obj: Model) -> str:
        fields: list[Any] = [self.opts.get_field(name) for name in self.withheld]
        return ", ".join(str(field.verbose_name) for field in fields)


class PersonRowsAdmin(MembersAdmin):
    """Rows found by the person, or the group, that they belong to."""

    search_fields = ("pk",)  # Shows the field; the search itself is below.
    search_paths: ClassVar[Mapping[str, Any]] = {"person": Person}

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term.strip():
            return queryset, False
        found = queryset.none()
        for path, model in self.search_paths.items():
            named = model._default_manager.search(search_term).order_by().values("pk")
            found = found | queryset.filter(**{f"{path}__in": named})
        return found, False


def dated(name: str, description: Any) -> Any:
    """A column with a date of which perhaps only the year is known, as the reader writes it."""

    @admin.display(description=description, ordering=name, empty_value="–")
    def shown(self: MembersAdmin, row: Any) -> str | None:
        return display.short_date(getattr(row, name)) or None

    return shown


def place(row: Any) -> str:
    """``Bumi Daya, Palas`` of a row with a village."""
    return ", ".join(row.village.path.split(", ")[:2]) if row.village else ""


def masked(row: Any) -> str:
    return display.phone_masked(row.phone)


GROUP_PATHS = {"group": Group}
