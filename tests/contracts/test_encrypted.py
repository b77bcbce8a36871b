"""Whatever is encrypted is known to the change of keys."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.db.models import BinaryField, Field, Model

from core.rotation import encrypted_columns

PROJECT = Path(__file__).resolve().parents[2]
CIPHERS = ("_cipher", "payload", "_token", "_secret")


def own_columns() -> list[tuple[type[Model], Field]]:
    own = [c for c in apps.get_app_configs() if Path(c.path).parent == PROJECT]
    return [(m, f) for c in own for m in c.get_models() for f in m._meta.concrete_fields]


def test_every_encrypted_column_is_declared() -> None:
    looks_so = {
        (model, field.name)
        for model, field in own_columns()
        if isinstance(field, BinaryField) or field.name.endswith(CIPHERS)
    }
    assert looks_so == {(c.model, c.cipher) for c in encrypted_columns() if not c.key}
    assert len(looks_so) >= 3


def test_every_keyed_hash_is_declared() -> None:
    looks_so = {(m, f.name) for m, f in own_columns() if f.name.endswith("_hash")}
    assert looks_so == {(c.model, c.hash) for c in encrypted_columns() if c.hash}
    assert len(looks_so) >= 2


def test_every_keyed_hash_is_guarded() -> None:
    """Under two keys at once a number would not be unique."""
    for column in encrypted_columns():
        if column.hash and not column.is_history:
            assert "one_hash_key" in {t.name for t in column.model._meta.triggers}, column.name
