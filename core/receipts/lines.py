"""The lines of the list of receipts, in words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.apps import apps
from django.db.models import Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.history_words.entries import names_of_users
from core.history_words.told import act_words
from core.lists import Count
from core.receipts.models import Receipt, ReceiptPlace
from core.receipts.rows import VIEW

FIELDS = ("pk", "code", "at", "user_id", "act", "reason", "undone_by_id")
MOST_KINDS = 3


def receipt_lines(rows: list[dict[str, Any]], user: Any) -> list[dict[str, Any]]:
    """Each receipt with who, what, and how many rows of what: two queries for all."""
    actors = names_of_users(row["user_id"] for row in rows)
    kinds = _kinds([row["pk"] for row in rows], user)
    return [
        {
            **row,
            "who": actor_words(actors.get(row["user_id"], "")),
            "what": what_words(row["act"]),
            "rows": _rows_in_words(kinds[row["pk"]]),
        }
        for row in rows
    ]


def actor_words(name: str) -> str:
    return name or _("The register itself")


def what_words(act: str) -> str:
    """The act in words; of one that has none, that something was changed."""
    return str(capfirst(act_words(act) or _("changed data")))


def head_of(receipt: Receipt) -> dict[str, Any]:
    """Who did what, when and why, for the page of one receipt."""
    actors = names_of_users([receipt.user_id])
    return {
        "who": actor_words(actors.get(receipt.user_id, "")),
        "what": what_words(receipt.act),
        "at": receipt.at,
        "reason": receipt.reason,
    }


def _kinds(receipts: list[Any], user: Any) -> defaultdict[Any, list[tuple[str, int]]]:
    places = ReceiptPlace.objects.told_to(user, VIEW).filter(receipt__in=receipts)
    found: defaultdict[Any, list[tuple[str, int]]] = defaultdict(list)
    counted = places.values_list("receipt", "model").annotate(n=Sum("rows")).order_by("-n", "model")
    for receipt, model, number in counted:
        found[receipt].append((model, number))
    return found


def _rows_in_words(kinds: list[tuple[str, int]]) -> str:
    """``312 anggota, 312 keanggotaan``; of many kinds the largest."""
    parts = [f"{Count(number)} {_kind(model, number)}" for model, number in kinds[:MOST_KINDS]]
    more = ["…"] if len(kinds) > MOST_KINDS else []
    return ", ".join([*parts, *more])


def _kind(model: str, number: int) -> str:
    meta = apps.get_model(model)._meta
    return str(meta.verbose_name if number == 1 else meta.verbose_name_plural)
