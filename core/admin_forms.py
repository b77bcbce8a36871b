"""What a row in the admin site is asked for, and what is said before it is saved."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.contrib.admin import StackedInline
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import Media
from django.http import HttpRequest
from django.utils.text import capfirst

from core import conflicts
from core.constraints import sentence
from core.forms import RowForm, check_in_scope

# Whoever works in the admin site sees rows whole; a role that sees less does not open it.
ADMIN = "core.use_admin"


def within(rows: QuerySet[Any], user: Any, act: str) -> QuerySet[Any]:
    """The rows on which the user may do this act, and in the admin site."""
    if not hasattr(rows, "allowed"):
        return rows
    return rows.allowed(user, act).allowed(user, ADMIN)


class AdminForm(RowForm):
    """A row in the admin site: what the database would refuse is said before saving."""

    admin_user: Any = None
    admin_act = ""
    is_scoped = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=self.admin_user, act=self.admin_act, **kwargs)
        for field in self.fields.values():
            chosen: Any = field
            if hasattr(getattr(chosen, "queryset", None), "allowed"):
                chosen.queryset = chosen.queryset.allowed(self.user, ADMIN)

    def tell_difference(self, words: dict[str, tuple[str, str]]) -> None:
        conflicts.at_the_fields(self, words)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            self._rehearse()

    def _rehearse(self) -> None:
        """Save and undo it: triggers and the row's own place answer before anything is done."""
        try:
            with transaction.atomic():
                row = copy(self.instance)
                row.save()
                self._check(row)
                transaction.set_rollback(True)
        except IntegrityError as error:
            self.add_error(None, sentence(error))
        except ValidationError as error:
            self.add_error(None, error)

    def _check(self, row: Model) -> None:
        if self.is_scoped and hasattr(type(row)._default_manager.all(), "allowed"):
            check_in_scope(row, self.user, self.act)
            check_in_scope(row, self.user, ADMIN)


class NamedAutocomplete(AutocompleteSelect):
    """Says what is to be chosen: without it the empty field has no name for a screen reader."""

    @property
    def media(self) -> Media:
        return super().media + Media(js=["js/admin-labels.js"])

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, extra_attrs)
        return {**attrs, "data-placeholder": str(capfirst(self.field.verbose_name))}


def chosen_by_search(
    model_admin: Any, db_field: ForeignKey[Any, Any], request: HttpRequest, widgets: dict[str, Any]
) -> dict[str, Any]:
    """The arguments of a foreign key's field that is searched while one types."""
    if db_field.name in model_admin.get_autocomplete_fields(request):
        widgets.setdefault("widget", NamedAutocomplete(db_field, model_admin.admin_site))
    return widgets


class RegisterInline(StackedInline):
    """Rows on their parent's page in the admin site; they end, and are not deleted."""

    can_delete = False

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs = chosen_by_search(self, db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
