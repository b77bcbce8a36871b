"""Home of whoever hands out accounts; the way to the admin site."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitations import ACT
from accounts.models import Assignment, User
from core.registry import Card, CardSource, MenuItem, SubjectLink, add_cards, add_link, add_menu

ENDS_SOON_DAYS = 30


def account_cards(user: Any) -> list[Card]:
    """How many accounts there are, which roles end soon, how the system is."""
    return [
        Card("accounts/_home_accounts.html", {"rows": _account_rows(), "facts": _health()}, 10),
    ]


def _account_rows() -> list[dict[str, Any]]:
    soon = timezone.localdate() + dt.timedelta(days=ENDS_SOON_DAYS)
    users, roles = reverse("admin:accounts_user_changelist"), "admin:accounts_assignment_changelist"
    return [
        {
            "label": _("Accounts"),
            "note": _("Those that may sign in"),
            "icon": "person",
            "count": User.objects.filter(is_active=True).count(),
            "url": f"{users}?is_active__exact=1",
        },
        {
            "label": _("Roles that end soon"),
            "note": _("Within %(days)d days") % {"days": ENDS_SOON_DAYS},
            "icon": "clock",
            "count": Assignment.objects.open().filter(expires_on__lte=soon).count(),
            "url": reverse(roles),
        },
        {
            "label": _("Administration"),
            "note": _("Accounts, roles and lists of words"),
            "icon": "key",
            "url": reverse("admin:index"),
        },
    ]


def _health() -> list[dict[str, Any]]:
    """The database's version and size; that the page is drawn tells that it answers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database())"
        )
        version, size = cursor.fetchone()
    return [
        {"label": _("Database"), "value": _("connected"), "chip": "ok"},
        {"label": "PostgreSQL", "value": version.split(" ")[0]},
        {"label": _("Size"), "value": _("%(n)d MB") % {"n": size // 1024 // 1024}},
        {"label": "Django", "value": django.get_version()},
    ]


add_menu(MenuItem(gettext_lazy("Administration"), "admin:index", "core.view_synonym", 90))
add_link(
    SubjectLink(
        "group", gettext_lazy("Secretaries' accounts"), "accounts:secretary_list", ACT, order=20
    )
)
add_cards(CardSource("accounts.view_user", account_cards))
