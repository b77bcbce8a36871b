"""The lists of the admin site, each in turn with the bare list of people: how many queries, and
whether a list grows with the register."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import site
from django.test import Client
from django.urls import reverse

from accounts.acts import ACTS
from accounts.roles import Role
from tests.bench.asking import DISTRICT, Measured, get, measured, signed_in

# Of people and equipment also what is typed into the search.
SEARCHES = {"members.person": "siti", "members.membership": "siti", "aid.equipment": "honda"}


def measure() -> list[Measured]:
    """Every list that has rows, as the nation's administrator and as an officer of one district."""
    users = (("nation", Role.ADMINISTRATOR, ""), ("district", Role.OFFICER, DISTRICT))
    found = []
    for where, role, area in users:
        client = signed_in(role, area)
        for model in _filled(role):
            found += _lists(client, model, where)
    return found


def _filled(role: str) -> list[Any]:
    """The models with rows, of those that the role may see here."""
    seen = [m for m, admin in site._registry.items() if role in ACTS[admin.act("view")]]  # type: ignore[attr-defined]
    return [model for model in seen if model._base_manager.exists()]


def _lists(client: Client, model: Any, where: str) -> list[Measured]:
    """The first page of a list, and what a search of it finds."""
    meta = model._meta
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    text = SEARCHES.get(meta.label_lower, "")
    asked = [("", {}), *([(" search", {"q": text})] if text else [])]
    bare = get(Client(), "/bare/")
    return [
        measured(f"{meta.model_name}{kind}, {where}", get(client, url, query), bare)
        for kind, query in asked
    ]
