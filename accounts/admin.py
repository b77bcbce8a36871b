"""Accounts in the admin site: handed out by the administrator, closed instead of deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Assignment, User
from core import history
from core.admin_forms import AdminForm, RegisterInline
from core.admin_site import RegisterAdmin
from members.models import Group

ABOUT = ("username", "name", "salutation", "institution")


class AccountForm(AdminForm):
    """Nobody closes the account with which she works: the last door would be shut."""

    def clean_is_active(self) -> bool:
        is_active = self.cleaned_data["is_active"]
        if not is_active and self.instance.pk == self.user.pk:
            raise ValidationError(_("You cannot close your own account."))
        return is_active


class AssignmentForm(AdminForm):
    """A role is handed out in a group that still exists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group: Any = self.fields.get("group")
        if group is not None:
            group.queryset &= Group.objects.not_dissolved()


class AssignmentInline(RegisterInline):
    """The roles of an account; one that ends keeps its row, with its last day."""

    model = Assignment
    extra = 1
    autocomplete_fields = ("group", "region")
    fields = ("role", "group", "region", "is_head", "expires_on")


@admin.register(User)
class UserAdmin(RegisterAdmin, DjangoUserAdmin):
    """Who may sign in, and with which roles."""

    form = AccountForm
    list_display = ("username", "name", "institution", "is_active", "password_set_at")
    list_filter = ("is_active", "assignments__role")
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    list_select_related = ("institution",)
    autocomplete_fields = ("institution",)
    readonly_fields = ("password_link", "password_set_at")
    inlines = (AssignmentInline,)
    fieldsets = (
        (None, {"fields": ABOUT}),
        (gettext_lazy("Access"), {"fields": ("is_active", "password_link", "password_set_at")}),
    )
    add_fieldsets = ((None, {"fields": (*ABOUT, "password1", "password2")}),)

    @admin.display(description=gettext_lazy("password"))
    def password_link(self, user: User) -> str:
        return format_html('<a href="../password/">{}</a>', _("Set a new password"))

    def user_change_password(
        self,
        request: HttpRequest,
        id: str,  # noqa: A002  Django's own name
        form_url: str = "",
    ) -> HttpResponse:
        history.name_act(self.act("change"))
        return super().user_change_password(request, id, form_url)


@admin.register(Assignment)
class AssignmentAdmin(RegisterAdmin):
    """All roles in one list, to see which end soon."""

    form = AssignmentForm
    list_display = ("user", "role", "place", "expires_on")
    list_filter = ("role", ("expires_on", admin.EmptyFieldListFilter))
    list_select_related = ("user", "group", "region")
    search_fields = ("user__username", "user__name", "group__name")
    ordering = ("expires_on", "user__username")
    autocomplete_fields = ("user", "group", "region")
    fields = ("user", "role", "group", "region", "is_head", "expires_on")
