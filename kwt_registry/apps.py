"""The admin site, behind the register's own sign-in."""

from django.contrib.admin.apps import AdminConfig


class AdminSite(AdminConfig):
    default_site = "core.admin_site.RegisterAdminSite"
