"""The addresses of equipment aid: how each is opened, what a right POST sends."""

from __future__ import annotations

from tests.contracts.walker import Address

AID: dict[str, Address] = {}
