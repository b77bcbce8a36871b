"""The admin site: the same door, the same acts, the product's own look."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from core import history


class RegisterAdminSite(AdminSite):
    site_header = _("KWT PMI Purna Register")
    site_title = _("Administration")
    index_title = _("Administration")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_staff

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Lead to the register's own sign-in; who is signed in and may not enter gets a 403."""
        return super().login(request, extra_context)


class RegisterAdmin(ModelAdmin):
    """Every model's admin: only rows within ``.allowed``, nothing deleted, writes named."""

    show_full_result_count = False
    list_per_page = 50

    def act(self, verb: str) -> str:
        return f"{self.opts.app_label}.{verb}_{self.opts.model_name}"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        rows = super().get_queryset(request)
        return rows.allowed(request.user, self.act("view")) if hasattr(rows, "allowed") else rows

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        history.name_act(self.act("change" if change else "add"))
        super().save_model(request, obj, form, change)

    # The database's own history replaces the admin's log.
    def log_addition(self, *args: Any) -> None: ...

    def log_change(self, *args: Any) -> None: ...
