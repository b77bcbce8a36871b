"""Opening pages of equipment aid in tests."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: Any, address: str) -> str:
    """A page's text on one line."""
    response = signed_in(user).get(address)
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", response.content.decode())


def errors(response: Any) -> dict[str, list[str]]:
    """What a form that came back says, by field."""
    assert response.status_code == 200, getattr(response, "url", response.status_code)
    return dict(response.context["form"].errors)
