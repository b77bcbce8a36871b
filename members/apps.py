"""Members: groups, people, memberships, work abroad."""

"""Kelompok, anggota & PMI: groups, people, memberships and work abroad."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members")
