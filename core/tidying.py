"""What has served its time is removed: parked lists, ended sessions, counts that have run out.

The site does it at its start and once a day. Each app adds what is its own in ``tidying.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone

from core import drafts, once
from core.bulk_edit import parked
from core.imports.parked import forget_old
from core.receipts.settling import settle

# Any number, as long as nothing else locks by it.
_LOCK = 5_310_927
_CACHE = "django.core.cache.backends.db.DatabaseCache"


@dataclass(frozen=True, slots=True)
class Tidying:
    """One kind of thing, in the plural, and what removes the old ones and returns their number."""

    label: str
    remove: Callable[[], int]


_kinds: list[Tidying] = []


def add_tidying(kind: Tidying) -> None:
    _kinds.append(kind)


@transaction.atomic
def tidy() -> dict[str, int] | None:
    """Remove what has served, all or nothing; label → how many. None while another does it."""
    with connection.cursor() as cursor:
        # Of the transaction and not of the session, which a pool may hand on.
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        if not cursor.fetchone()[0]:
            return None
    return {kind.label: kind.remove() for kind in _kinds}


def _ended_sessions() -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def _stale_cache() -> int:
    tables = [str(c["LOCATION"]) for c in settings.CACHES.values() if c["BACKEND"] == _CACHE]
    return sum(map(_delete_expired, tables))


def _delete_expired(table: str) -> int:
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(table)
        cursor.execute(f"DELETE FROM {name} WHERE expires < now()")  # noqa: S608 - from the settings
        return cursor.rowcount


add_tidying(Tidying("lists parked for longer than seven days", forget_old))
add_tidying(Tidying("ended sessions", _ended_sessions))
add_tidying(Tidying("cached values past their time", _stale_cache))
add_tidying(Tidying("answers to forms sent longer than seven days ago", once.forget_old))
add_tidying(Tidying("acts whose places nobody had looked up", settle))
add_tidying(Tidying("drafts left for longer than seven days", drafts.forget_old))
add_tidying(Tidying("bulk edits left for longer than seven days", parked.forget_old))
