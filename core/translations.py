"""Translations: compiled in Python, since no machine of ours is asked to have gettext's tools."""

import io
import secrets
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(locale: Path) -> int:
    """Compile each catalogue that changed since; return how many."""
    return sum(_compiled(path) for path in _catalogues(locale))


def untranslated(path: Path) -> list[str]:
    """Return the msgids of a catalogue that have no translation, or one marked as unsure."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in _read(path)
        if message.id and (message.fuzzy or not all(_strings(message.string)))
    ]


def _catalogues(locale: Path) -> Iterator[Path]:
    yield from sorted(locale.glob("*/LC_MESSAGES/*.po"))


def _compiled(path: Path) -> bool:
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime > path.stat().st_mtime:
        return False
    compiled = io.BytesIO()
    write_mo(compiled, _read(path))
    half = target.with_suffix(f".{secrets.token_hex(4)}")
    half.write_bytes(compiled.getvalue())
    half.replace(target)
    return True


def _read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.parts[-3])


def _strings(string: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string)
