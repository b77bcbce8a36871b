"""Anybody may ask whether a certificate of an office is genuine.

Told is what stands on the paper, the holder's name too: without it a checker cannot tell whose it
is. Her group is not told.
"""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core import display
from core.registry import Text, Verifiable, Verified, add_verifiable
from training.models import Certificate

NOTES = {
    Certificate.State.REVOKED.value: _(
        "This certificate no longer holds. Ask the office that issued it."
    ),
    Certificate.State.REPLACED.value: _(
        "A newer edition has replaced this paper. Ask its holder for that one."
    ),
}


def find(code: str) -> Verified | None:
    """The certificate with this code, as it was issued."""
    paper = Certificate.objects.filter(verify_code=code).first() if code else None
    if paper is None:
        return None
    said = paper.content
    facts: list[tuple[Text, Text]] = [
        (_("Number"), said["number"]),
        (_("Name"), said["name"]),
        (_("Training"), said["title"]),
        (_("Held on"), said["days"]),
        (_("Hours"), said["hours"]),
        (_("Issued by"), said["office"]),
        (_("Date"), said["day"]),
    ]
    if not paper.holds:
        facts.append((_("No longer since"), display.long_date(paper.ended_on)))
    return Verified(
        title=_("Certificate"),
        is_valid=paper.holds,
        state=capfirst(paper.get_state_display()),
        facts=tuple(facts),
        note=NOTES.get(paper.state, ""),
        compare=_("Compare this with the paper in your hands, letter for letter."),
    )


add_verifiable(Verifiable(find))
