"""What every page shows around its content: the register's name, the menu, who is signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from core import registry


def _menu(request: HttpRequest) -> list[dict[str, Any]]:
    items = registry.menu_for(request.user)
    current = _current(request, items)
    return [{"label": i.label, "url": i.url, "is_current": i is current} for i in items]


def _current(request: HttpRequest, items: list[registry.MenuItem]) -> registry.MenuItem | None:
    """The entry that the page belongs to: by its view's name, else by its address."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    named = next((item for item in items if item.views and name.startswith(item.views)), None)
    # The home page's address begins every other one, so the longest match is the current entry.
    above = [i for i in items if i.url != "/" or request.path == "/"]
    above = [i for i in above if request.path.startswith(i.url)]
    return named or max(above, key=lambda item: len(item.url), default=None)


def _search_url(user: Any) -> str:
    """Where the search field of the bar leads; empty for who may search nothing."""
    return reverse("core:search") if registry.search_sources(user) else ""


def site(request: HttpRequest) -> dict[str, Any]:
    """Context of ``base.html``; what costs a query is asked only when it is drawn."""
    context: dict[str, Any] = {"site_name": _("KWT PMI Purna Register"), "demo": settings.DEMO}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return context
    return context | {
        "office_name": SimpleLazyObject(lambda: str(getattr(user, "institution", "") or "")),
        "user_label": user.get_full_name() or user.get_username(),
        "user_role": SimpleLazyObject(lambda: str(getattr(user, "role_label", ""))),
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "search_url": SimpleLazyObject(lambda: _search_url(user)),
    }
