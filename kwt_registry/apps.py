"""The project as an app of its own, for its commands, and the admin site behind its sign-in."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class KwtRegistry(AppConfig):
    name = "kwt_registry"


class AdminSite(AdminConfig):
    default_site = "core.admin_site.RegisterAdminSite"
