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
from core import display
from core.registry import Card, CardSource, MenuItem, SubjectLink, add_cards, add_link, add_menu
from members.models import Group

ENDS_SOON_DAYS = 14
MOST = 10


def account_cards(user: Any) -> list[Card]:
    """How many accounts there are, which roles end soon, how the system is."""
    return [
        Card("accounts/_home_accounts.html", {"rows": _account_rows(), "facts": _health()}, 10),
    ]


def warning_cards(user: Any) -> list[Card]:
    """What of one's own ends soon, so that nobody stands before a shut door."""
    soon = timezone.localdate() + dt.timedelta(days=ENDS_SOON_DAYS)
    roles = [r for r in user.open_assignments if r.expires_on and r.expires_on <= soon]
    words = _("%(role)s ends on %(day)s. Ask the office to prolong it.")
    texts = [words % {"role": role, "day": display.long_date(role.expires_on)} for role in roles]
    return [Card("accounts/_home_ending.html", {"texts": texts}, 5, "top")] if texts else []


def secretary_cards(user: Any) -> list[Card]:
    """Which secretaries' accounts end soon, for the officer who can prolong them."""
    groups = Group.objects.allowed(user, ACT)
    ending = Assignment.objects.ending_within(ENDS_SOON_DAYS).filter(group__in=groups)
    tasks = [
        {
            "label": role.user.name,
            "note": role.place,
            "url": reverse("accounts:secretary_update", args=[role.group.code, role.code]),
            "chip_label": _("until %(day)s") % {"day": display.short_date(role.expires_on)},
        }
        for role in ending.select_related("user", "group").order_by("expires_on", "pk")[:MOST]
        if role.group is not None
    ]
    context = {"tasks": tasks, "title": _("Accounts that end soon")}
    return [Card("components/_tasks.html", context, 25)] if tasks else []


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
add_cards(CardSource(None, warning_cards))
add_cards(CardSource(ACT, secretary_cards))
add_cards(CardSource("accounts.view_user", account_cards))
