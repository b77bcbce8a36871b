"""The admin site: the same door, the same acts, the product's own look."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite, ModelAdmin, ShowFacets
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import history
from core.access import may
from core.admin_bulk import AdminExport, actions_of
from core.admin_ends import AdminEnd, end_action
from core.admin_forms import ADMIN, AdminForm, chosen_by_search, within
from core.history_words import HistoryPage, history_entries
from core.reference_lists import reference_of

# Libraries' addresses that this site does without: a redirect that names a stranger's code, and
# a change of password beside the register's own.
LEFT_OUT = ("view_on_site", "password_change", "password_change_done")


class RegisterAdminSite(AdminSite):
    site_header = gettext_lazy("KWT PMI Purna Register")
    site_title = gettext_lazy("Administration")
    index_title = gettext_lazy("Administration")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and may(request.user, ADMIN)

    def get_urls(self) -> list[Any]:
        return [url for url in super().get_urls() if getattr(url, "name", "") not in LEFT_OUT]

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Lead to the register's own sign-in; who is signed in and may not enter gets a 403."""
        return super().login(request, extra_context)


class RegisterAdmin(ModelAdmin):
    """Every model's admin: only rows within ``.allowed``, nothing deleted, writes named."""

    form: type[ModelForm[Any]] = AdminForm
    export: ClassVar[AdminExport | None] = None
    end: ClassVar[AdminEnd | None] = None
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0

    def act(self, verb: str) -> str:
        return f"{self.opts.app_label}.{verb}_{self.opts.model_name}"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return within(super().get_queryset(request), request.user, self.act("view"))

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        if obj is None or obj.pk is None:
            return True
        known = request.__dict__.setdefault("may_change", {})
        if (key := (self.model, obj.pk)) not in known:
            rows = within(self.model._default_manager.all(), request.user, self.act("change"))
            known[key] = rows.filter(pk=obj.pk).exists()
        return known[key]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Rows are changed or ended together, with a reason; none is deleted."""
        actions: Any = super().get_actions(request)
        together = actions_of(self.model, self.export, request.user)
        return actions | together | end_action(self.end, request.user)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With the way to fill the list from a file, for who may add to it."""
        reference = reference_of(self.model)
        offers = reference is not None and reference.can_add(request.user)
        query = {"list": self.opts.label_lower}
        url = f"{reverse('core:reference_create')}?{urlencode(query)}" if offers else ""
        return super().changelist_view(request, {**(extra_context or {}), "import_url": url})

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        """Only by the filters on view: an address must not ask for what is withheld."""
        names = [_parameter(each) for each in self.get_list_filter(request)]
        return any(lookup == name or lookup.startswith(f"{name}__") for name in names)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs = chosen_by_search(self, db_field, request, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """The model's own search, which ignores spaces, case and accents, where it has one."""
        if not hasattr(queryset, "search"):
            return super().get_search_results(request, queryset, search_term)
        return (queryset.search(search_term) if search_term.strip() else queryset), False

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.admin_user, form.admin_act = request.user, self.act("change" if obj else "add")
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> Any:
        """The model's, with the version that the user has seen where there is one to change."""
        (title, options), *others = super().get_fieldsets(request, obj)
        fields = [field for field in options["fields"] if field != "seen_version"]
        if obj is not None and self.has_change_permission(request, obj):
            fields.append("seen_version")
        return [(title, {**options, "fields": fields}), *others]

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        history.name_act(self.act("change" if change else "add"))
        super().save_model(request, obj, form, change)

    # The database's own history replaces the admin's log.
    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any: ...

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any: ...

    def view_on_site(self, obj: Model) -> str | None:
        """The row's page in the register, where it has one."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """What the database has recorded of this row, in sentences."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            redirect: Any = self._get_obj_does_not_exist_redirect  # type: ignore[attr-defined]
            return redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change log: %(row)s") % {"row": row},
            "object": row,
            "opts": self.opts,
            "history": _history(row, request.user),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/object_history.html", context)


def _parameter(list_filter: Any) -> str:
    """What a filter of a list is called in an address."""
    if isinstance(list_filter, tuple):
        list_filter = list_filter[0]
    return list_filter if isinstance(list_filter, str) else list_filter.parameter_name


def _history(row: Model, user: Any) -> HistoryPage:
    if not hasattr(type(row), "pgh_event_models"):
        return HistoryPage([], has_more=False)
    return history_entries(row, user, limit=100)


class ReadOnlyAdmin(RegisterAdmin):
    """Rows that only the register itself writes."""

    form = ModelForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
