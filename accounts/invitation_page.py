"""How a one-time link is handed over: to copy, to scan, to send by WhatsApp."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import segno
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.invitations import VALID_FOR
from accounts.models import Assignment
from core import display
from core.home import addressed


def link_page(request: HttpRequest, role: Assignment, token: str) -> dict[str, Any]:
    """What ``secretary_link.html`` shows, this once: nothing of it is kept."""
    url = request.build_absolute_uri(reverse("accounts:invitation", args=[token]))
    until = display.moment(timezone.now() + VALID_FOR)
    words = {"name": addressed(role.user), "until": until, "url": url}
    text = _(
        "%(name)s, this link opens the KWT PMI Purna Register. It works once, until %(until)s."
        " Please do not pass it on. %(url)s"
    )
    return {
        "group": role.group,
        "role": role,
        "url": url,
        "until": until,
        "qr": segno.make(url, error="m").svg_data_uri(border=3, omitsize=True, light="#fff"),
        "text": text % words,
        "whatsapp": f"{_chat(role)}?text={quote(text % words)}",
    }


def _chat(role: Assignment) -> str:
    """The chat with her where her number is on file; else the sender chooses one."""
    phone = role.membership.person.phone if role.membership else ""
    return display.whatsapp_link(phone) or "https://wa.me/"
