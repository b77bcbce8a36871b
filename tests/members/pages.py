"""Opening a group's pages in tests."""

from __future__ import annotations

from typing import Any

from django.test import Client

from members.models import Group


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: Any, address: str) -> str:
    response = signed_in(user).get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def file_of(response: Any) -> bytes:
    """All of an answered file, which is then closed."""
    return b"".join(response.streaming_content)


def address(group: Group, rest: str = "") -> str:
    return f"/groups/{group.code}/{rest}"
