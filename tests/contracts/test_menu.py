"""The menu shows what the user may open, and nothing else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import resolve

from core import registry
from tests.cast import Cast

HOME = "/"


def entries() -> list[registry.MenuItem]:
    return list(registry._registry.menu)


def test_each_entry_asks_for_the_act_of_its_view() -> None:
    for item in entries():
        # Django's own index of the admin site names none; that it opens is tested below.
        assert item.act == getattr(resolve(item.url).func, "act", item.act), item.url_name
    assert len(entries()) >= 3


def test_no_two_entries_share_a_place_or_an_address() -> None:
    assert len({item.url for item in entries()}) == len(entries())
    assert len({item.order for item in entries()}) == len(entries())


@pytest.mark.parametrize("role", ["officer", "secretary", "viewer", "administrator"])
def test_shown_opens_and_hidden_is_refused(cast: Cast, client: Client, role: str) -> None:
    user = cast.insiders[role]
    client.force_login(user)
    shown = {item.url for item in registry.menu_for(user)}
    opened = {item.url for item in entries() if client.get(item.url).status_code == 200}
    refused = {i.url for i in entries() if client.get(i.url, follow=True).status_code == 403}
    assert opened == shown
    assert refused == {item.url for item in entries()} - shown
    page = client.get(HOME).content.decode()
    assert all(f'href="{url}"' in page for url in shown)
    assert len(shown) >= 3


@pytest.mark.django_db
def test_before_the_sign_in_there_is_no_menu(client: Client) -> None:
    page = client.get("/accounts/login/").content.decode()
    assert not [item.url for item in entries() if f'href="{item.url}"' in page and item.url != HOME]
