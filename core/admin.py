"""The office's own spellings, and the log of revealed values, in the admin site."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.admin_forms import AdminForm
from core.admin_site import ReadOnlyAdmin, RegisterAdmin
from core.disclosures import subject_names
from core.exports.columns import list_name
from core.imports.cells import text_parser
from core.imports.columns import Column
from core.imports.rows import ImportRow
from core.models import ExportLog, Reveal, Synonym
from core.reference_lists import ReferenceList, add_reference, text_column
from core.synonyms import kinds, meaning
from core.text import name_key, sort_key


class KindFilter(admin.SimpleListFilter):
    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(kind.key, kind.label) for kind in kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


class SynonymForm(AdminForm):
    """A spelling as files have it, and what it stands for."""

    means = forms.ChoiceField(label=_("means"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "means" in self.fields:
            self.fields["means"].choices = [
                (kind.label, [(f"{kind.key}|{key}", label) for key, label in kind.targets()])
                for kind in kinds()
            ]
            self.initial["means"] = f"{self.instance.kind}|{self.instance.target}"

    def clean_key(self) -> str:
        """Headers and words are compared without case, accents and signs: so they are kept."""
        key = sort_key(self.cleaned_data["key"])
        if not key:
            raise ValidationError(gettext("Write letters or digits."))
        return key

    def clean_means(self) -> str:
        chosen: str = self.cleaned_data["means"]
        self.instance.kind, _bar, self.instance.target = chosen.partition("|")
        return chosen


def _columns(user: Any) -> tuple[Column, ...]:
    means = Column("means", _("means"), text_parser(80), ("arti", "berarti"))
    kind = Column("kind", _("kind"), text_parser(80), ("jenis",))
    return (text_column(Synonym, "key", "ejaan"), means, kind)


def _say_what_it_means(row: ImportRow) -> None:
    """The kind of word and its meaning, as the form offers them."""
    values = row.values
    means, kind = name_key(values["means"]), name_key(values.get("kind", ""))
    found = [
        (each.key, target)
        for each in kinds()
        if kind in ("", name_key(str(each.label)))
        for target, label in each.targets()
        if means in (name_key(str(label)), name_key(target))
    ]
    if len(found) != 1:
        row.refuse(gettext("This meaning is not sure. Write it as the form names it."), "means")
        return
    row.values = {"key": sort_key(values["key"]), "kind": found[0][0], "target": found[0][1]}
    if not row.values["key"]:
        row.refuse(gettext("Write letters or digits."), "key")


def _spelt(values: Mapping[str, Any]) -> Hashable:
    return values["kind"], values["key"]


add_reference(
    ReferenceList(Synonym, _columns, needed=("key", "means"), key=_spelt, finish=_say_what_it_means)
)


@admin.register(Synonym)
class SynonymAdmin(RegisterAdmin):
    form = SynonymForm
    list_display = ("key", "means", "kind_shown")
    list_filter = (KindFilter,)
    search_fields = ("key", "target")
    fields = ("key", "means")

    @admin.display(description=_("means"), ordering="target")
    def means(self, row: Synonym) -> str:
        return meaning(row.kind, row.target)

    @admin.display(description=_("kind"), ordering="kind")
    def kind_shown(self, row: Synonym) -> str:
        return next((str(kind.label) for kind in kinds() if kind.key == row.kind), row.kind)


class RevealList(ChangeList):
    """Names the rows whose value was shown, all of a page at once."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        names = subject_names(row.subject for row in self.result_list)
        for row in self.result_list:
            row.subject_name = names.get(row.subject, row.subject)


@admin.register(Reveal)
class RevealAdmin(ReadOnlyAdmin):
    """Who was shown whose number, when and why."""

    list_display = ("at", "user", "whose", "what", "reason")
    list_select_related = ("user",)
    search_fields = ("user__name", "reason")
    fields = ("at", "user", "subject", "what", "reason")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return RevealList

    @admin.display(description=_("whose"))
    def whose(self, row: Any) -> str:
        return row.subject_name


@admin.register(ExportLog)
class ExportLogAdmin(ReadOnlyAdmin):
    """Who took which list out as a file, when and why."""

    list_display = ("at", "user", "list_name", "rows", "filters", "has_niks", "reason")
    list_select_related = ("user",)
    list_filter = ("has_niks",)
    search_fields = ("user__name", "reason", "filters")
    fields = ("at", "user", "list_name", "filters", "columns", "rows", "has_niks", "reason")

    @admin.display(description=_("list"), ordering="what")
    def list_name(self, row: ExportLog) -> str:
        return list_name(row.what)
