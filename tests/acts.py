"""Acts as the site records them, within a test's one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from core.history import recording
from core.models import Receipt
from core.receipts.codes import code_of


@contextmanager
def acting(user: Any, act: str = "members.change_person", reason: str = "") -> Iterator[str]:
    """What is written within is one act; gives the code of its receipt."""
    with recording(user, act, reason) as context:
        yield code_of(context.id)
    # Of the transaction, which goes on here: what follows is no part of the act.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_id', '', true)")


def receipt_of(code: str) -> Receipt:
    return Receipt.objects.get(code=code)
