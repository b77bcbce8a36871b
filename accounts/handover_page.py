"""What is handed over, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.handover import OpenWork


def facts(work: OpenWork) -> list[dict[str, Any]]:
    """The lines of components/_facts.html."""
    requests = ngettext("%(n)d request to move", "%(n)d requests to move", work.requests)
    lists = ngettext("%(n)d list", "%(n)d lists", work.lists)
    return [
        {"label": _("Regions"), "value": ", ".join(role.place for role in work.roles)},
        {"label": _("Waiting for an answer"), "value": requests % {"n": work.requests}},
        {"label": _("Waiting for confirmation"), "value": lists % {"n": work.lists}},
    ]
