"""A change of keys: what is encrypted or hashed is written again under the keys of today.

Each app declares its columns in ``encrypted.py``. The history is rewritten with the rows and
tells nothing of it: a version, an event or an hour of change would be false, for no value
changed. What was done is one row of KeyRotation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any, NamedTuple

import pgtrigger
from django.contrib.sessions.models import Session
from django.db import connection, models, transaction
from django.db.models import Max, Min

from core import crypto, history
from core.models import KeyRotation

ACT = "rotate_keys"
LOCK_SECONDS = 10
# Values in memory at once; files are large, numbers are not.
CHUNK, FEW = 2000, 4
# What these guard or record is not touched by the same value under another key.
STILL = ("raise_version", "update_update", "append_only", "one_hash_key")


class UnreadableError(Exception):
    """Values that no key opens: nothing was changed. The message names the first of them."""


@dataclass(frozen=True, slots=True)
class Encrypted:
    """A column of encrypted values, and the one with their keyed hashes, if there is one.

    ``bound_to`` are the columns whose values, joined by ":", are the owner of each value. Where
    the column holds JSON, ``key`` names the text in it; such a row is of no use without it.
    """

    model: type[models.Model]
    cipher: str
    purpose: str
    hash: str = ""
    hash_purpose: str = "nik"
    bound_to: tuple[str, ...] = ()
    key: str = ""

    @property
    def is_history(self) -> bool:
        return hasattr(self.model, "pgh_tracked_model")

    @property
    def name(self) -> str:
        key = f".{self.key}" if self.key else ""
        return f"{self.model._meta.label}.{self.cipher}{key}"

    @property
    def gone(self) -> Any:
        """What the column holds instead of a value."""
        return None if self.model._meta.get_field(self.cipher).null else ""

    @property
    def is_all_of_its_row(self) -> bool:
        """Whether a row is of no use without the value: it is removed instead of blanked."""
        return bool(self.key) or (self.is_file and self.gone == "")

    @property
    def is_file(self) -> bool:
        return isinstance(self.model._meta.get_field(self.cipher), models.BinaryField)


class _Value(NamedTuple):
    pk: int
    token: Any
    digest: str | None
    owner: str


_columns: list[Encrypted] = []


def add_encrypted(column: Encrypted) -> None:
    _columns.append(column)


def encrypted_columns() -> list[Encrypted]:
    """Every declared column, and the same one in its model's history."""
    return [found for column in _columns for found in (column, *_in_history(column))]


def is_behind() -> bool:
    """Whether a change of the hash key was cut short: then nobody is found. Costs nothing."""
    return any(
        crypto.is_hash_outdated(digest)
        for column in _columns
        if column.hash
        for digest in column.model._base_manager.aggregate(
            a=Min(column.hash), z=Max(column.hash)
        ).values()
        if digest
    )


@transaction.atomic
def rotate(*, by: str, renewed: Sequence[str] = (), give_up: bool = False) -> KeyRotation:
    """Write every value again that is not under the keys of today: all of them, or none.

    ``renewed`` are the kinds of keys that have just been made; after a new cookie key everybody
    signs in again. With ``give_up``, values that no key opens are blanked: rows by an ordinary
    change that the history tells. Else UnreadableError. Raises OperationalError where others
    keep writing for longer than ``LOCK_SECONDS``.
    """
    columns = encrypted_columns()
    _keep_writers_out(columns)
    counts: Counter[str] = Counter()
    for column in columns:
        lost = _renew(column, counts)
        if lost and not give_up:
            raise UnreadableError(f"{column.name}, id {lost[0]} and {len(lost) - 1} more")
        counts[f"{column.name} given up"] += _give_up(column, lost)
    if "cookie" in renewed:
        counts["sessions ended"] += Session.objects.all().delete()[0]
    return KeyRotation.objects.create(
        by=by[:150],
        renewed=" ".join(renewed),
        counts={name: number for name, number in counts.items() if number},
        cipher_mark=crypto.cipher_mark(),
        hash_mark=crypto.hash_mark(),
    )


def _in_history(column: Encrypted) -> Iterator[Encrypted]:
    events = getattr(column.model, "pgh_event_model", None)
    if events is not None:
        shared = (column.cipher, column.purpose, column.hash, column.hash_purpose, column.bound_to)
        yield Encrypted(events, *shared)


def _keep_writers_out(columns: Iterable[Encrypted]) -> None:
    """Readers stay. A row written behind our back would keep the old key."""
    tables = ", ".join(_quoted(c.model._meta.db_table) for c in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
        cursor.execute(f"LOCK TABLE {tables} IN SHARE ROW EXCLUSIVE MODE")


def _renew(column: Encrypted, counts: Counter[str]) -> list[int]:
    """Write a column's outdated values again; return the ids of those that no key opens."""
    lost = []
    with _stillness(column.model):
        for values in _chunks(column):
            renewed = []
            for value in values:
                try:
                    if fresh := _fresh(column, value):
                        renewed.append(fresh)
                except crypto.DecryptionError:
                    lost.append(value.pk)
            counts[column.name] += _write(column, renewed)
    return lost


def _chunks(column: Encrypted) -> Iterator[list[_Value]]:
    """The column's values in order of id; memory stays flat."""
    fields = ["pk", column.cipher, *([column.hash] if column.hash else []), *column.bound_to]
    rows = _filled(column).order_by("pk").values(*fields)
    last, size = 0, FEW if column.is_file else CHUNK
    while found := list(rows.filter(pk__gt=last)[:size]):
        last = found[-1]["pk"]
        yield [
            _Value(
                row["pk"],
                row[column.cipher][column.key] if column.key else row[column.cipher],
                row[column.hash] if column.hash else None,
                ":".join(str(row[name]) for name in column.bound_to),
            )
            for row in found
        ]


def _filled(column: Encrypted) -> Any:
    """The rows that hold a value."""
    rows = column.model._base_manager.all()
    if column.key:
        return rows.filter(**{f"{column.cipher}__has_key": column.key})
    if column.is_all_of_its_row:
        return rows
    none = {f"{column.cipher}__isnull": True} if column.gone is None else {column.cipher: ""}
    return rows.exclude(**none)


def _fresh(column: Encrypted, value: _Value) -> _Value | None:
    """The value under the keys of today; None where it is. Raises DecryptionError."""
    token, digest, purpose = value.token, value.digest, column.purpose
    is_outdated = crypto.is_outdated(token)
    if not is_outdated and (digest is None or not crypto.is_hash_outdated(digest)):
        return None
    if not isinstance(token, str):
        data = crypto.decrypt_bytes(token, purpose, owner=value.owner)
        return value._replace(token=crypto.encrypt_bytes(data, purpose, owner=value.owner))
    text = crypto.decrypt(token, purpose, owner=value.owner)
    if is_outdated:
        token = crypto.encrypt(text, purpose, owner=value.owner)
    if digest is not None:
        digest = crypto.keyed_hash(text, column.hash_purpose)
    return value._replace(token=token, digest=digest)


def _write(column: Encrypted, renewed: list[_Value]) -> int:
    if not renewed:
        return 0
    fields: list[Any] = [column.model._meta.get_field(n) for n in (column.cipher, column.hash) if n]
    arrays = ", ".join(f"%s::{_type(field)}[]" for field in fields)
    given = ", ".join(_quoted(field.column) for field in fields)
    changes = ", ".join(f"{_quoted(f.column)} = {_given(column, f)}" for f in fields)
    key = _quoted(column.model._meta.pk.attname)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_quoted(column.model._meta.db_table)} target SET {changes}"  # noqa: S608 - names come from the model
            f" FROM unnest(%s::bigint[], {arrays}) AS given (pk, {given})"
            f" WHERE target.{key} = given.pk",
            [
                *([column.key] if column.key else []),
                *[list(values) for values in zip(*renewed, strict=True)][: 1 + len(fields)],
            ],
        )
    return len(renewed)


def _given(column: Encrypted, field: Any) -> str:
    """The new value of a column: the given one, or within its JSON."""
    given = f"given.{_quoted(field.column)}"
    if not column.key:
        return given
    return f"target.{_quoted(field.column)} || jsonb_build_object(%s, {given})"


def _give_up(column: Encrypted, lost: list[int]) -> int:
    """Blank values whose key is lost. An event keeps its hash: that there was one stays true."""
    if not lost:
        return 0
    rows = column.model._base_manager.filter(pk__in=lost)
    if column.is_all_of_its_row:
        return rows.delete()[0]
    if column.is_history:
        with _stillness(column.model):
            return rows.update(**{column.cipher: column.gone})
    blank = {column.cipher: column.gone} | ({column.hash: None} if column.hash else {})
    with history.recording(None, ACT):
        return rows.update(**blank)


def _stillness(model: Any) -> AbstractContextManager[None]:
    """Nothing is raised, recorded or refused: the values stay what they are."""
    names = [t.name for owner, t in pgtrigger.registered() if owner is model and t.name in STILL]
    # Called without a name, it would silence every trigger there is.
    return (
        pgtrigger.ignore(*(f"{model._meta.label}:{n}" for n in names)) if names else nullcontext()
    )


def _type(field: Any) -> str:
    return "bytea" if isinstance(field, models.BinaryField) else "text"


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
