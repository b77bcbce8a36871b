"""Anybody may ask whether a handover's paper of an office is genuine.

Told is what stands on the paper but for its people and its values.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aid.models import Handover
from core import display
from core.registry import Text, Verifiable, Verified, add_verifiable
from members.listing import place


def find(code: str) -> Verified | None:
    """The issued paper with this code, as it was issued."""
    paper = Handover.objects.filter(verify_code=code).first() if code else None
    said = paper.content if paper else None
    if paper is None or said is None:
        return None
    is_valid = paper.state == Handover.State.ISSUED
    facts: list[tuple[Text, Text]] = [
        (_("Number"), said["number"]),
        (_("Handed over on"), display.long_date(said["date"])),
        (_("Issued by"), said["office"]),
        (_("Giver"), said["giver"]),
        (_("Group"), f"{said['group']}, {place(said['village'])}"),
        *((_("Goods"), _goods(good)) for good in said["goods"]),
    ]
    if not is_valid:
        facts.append((_("Cancelled on"), display.long_date(paper.cancelled_on)))
    return Verified(
        title=_("Handover record (BAST)"),
        is_valid=is_valid,
        state=_("valid") if is_valid else _("cancelled"),
        facts=tuple(facts),
        note="" if is_valid else _("This paper no longer holds. Ask the office that issued it."),
    )


def _goods(good: dict[str, str]) -> str:
    what = " ".join(filter(None, (good["name"], good["brand"])))
    return f"{what}, {good['quantity']} {good['unit']}"


add_verifiable(Verifiable(find))
