"""What the pages of openings tell: their lines, their state, the text to share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core import display
from secretariat.models import Opening

VIEW, ADD = "secretariat.view_opening", "secretariat.add_opening"
PUBLISH, WITHDRAW = "secretariat.publish_opening", "secretariat.withdraw_opening"
EXPORT = "secretariat.export_opening"
ACTS = (ADD, PUBLISH, WITHDRAW)
FIELDS = (
    *("code", "kind", "title", "audience", "until", "published_on", "withdrawn_on"),
    "office__name",
)

Row = dict[str, Any]


def lines(rows: Sequence[Row]) -> list[Row]:
    """The rows of a page of openings in words."""
    return [
        {
            "code": row["code"],
            "title": row["title"],
            "kind": capfirst(str(Opening.Kind(row["kind"]).label)),
            "audience": row["audience"],
            "until": display.long_date(row["until"]),
            "office": row["office__name"],
            **state_in_words(row["published_on"], row["withdrawn_on"], row["until"]),
        }
        for row in rows
    ]


def state_in_words(published_on: Any, withdrawn_on: Any, until: Any) -> Row:
    if withdrawn_on:
        return {"state": capfirst(_("withdrawn")), "tone": "wrong"}
    if published_on is None:
        return {"state": _("Draft"), "tone": "missing"}
    if until < timezone.localdate():
        return {"state": _("Over"), "tone": ""}
    return {"state": _("Open"), "tone": "ok"}


def state(opening: Opening) -> Row:
    return state_in_words(opening.published_on, opening.withdrawn_on, opening.until)


def facts(opening: Opening) -> list[Row]:
    return [
        {"label": _("Kind"), "value": capfirst(opening.get_kind_display())},
        {"label": _("For whom"), "value": opening.audience},
        {"label": _("Place"), "value": opening.place},
        {"label": _("Until"), "value": display.long_date(opening.until)},
        {"label": _("Whom to ask"), "value": opening.contact},
        {"label": _("In the name of"), "value": opening.office.name},
    ]


def public_url(request: HttpRequest, opening: Opening) -> str:
    """The address that is sent around: whole, and open to anybody."""
    return request.build_absolute_uri(reverse("openings:opening_show", args=[opening.code]))


def share_text(opening: Opening, url: str) -> str:
    """As it is sent by WhatsApp: Indonesian, whatever language the page is read in."""
    with translation.override("id"):
        words = [
            f"*{opening.title}*",
            _("%(kind)s, until %(date)s")
            % {
                "kind": capfirst(opening.get_kind_display()),
                "date": display.long_date(opening.until),
            },
            _("For: %(audience)s") % {"audience": opening.audience},
            _("Ask: %(contact)s") % {"contact": opening.contact},
            url,
        ]
    return "\n".join(words)


def share_link(text: str, phone: str = "") -> str:
    """WhatsApp with the text typed already, to a number or to whomever one chooses there."""
    return f"https://wa.me/{phone.lstrip('+')}?{urlencode({'text': text})}"
