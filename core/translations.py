"""Translations: found and compiled in Python, since no machine of ours has gettext's tools."""

import ast
import io
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGES = (
    "accounts",
    "aid",
    "core",
    "institutions",
    "kwt_registry",
    "members",
    "regions",
    "secretariat",
    "training",
)
# What each function's arguments are: "c" a context, then the singular, then the plural.
KEYWORDS = {
    "_": "1",
    "gettext": "1",
    "gettext_lazy": "1",
    "gettext_noop": "1",
    "ngettext": "12",
    "ngettext_lazy": "12",
    "pgettext": "c1",
    "pgettext_lazy": "c1",
    "npgettext": "c12",
    "npgettext_lazy": "c12",
}
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b({'|'.join(KEYWORDS)})\(\s*({STRING}(?:\s*,\s*{STRING})*)", re.DOTALL)


@dataclass(frozen=True)
class Message:
    """One msgid, and where it stands."""

    id: str
    context: str | None = None
    plural: str | None = None
    places: list[str] = field(default_factory=list, compare=False)

    @property
    def key(self) -> tuple[str, str | None]:
        """What tells it from every other in a catalogue."""
        return self.id, self.context


def compile_all(locale: Path) -> int:
    """Compile each catalogue that changed since; return how many."""
    return sum(_compiled(path) for path in sorted(locale.glob("*/LC_MESSAGES/*.po")))


def extract(project: Path) -> list[Message]:
    """Return every message of the project's code and templates, once."""
    found: dict[tuple[str, str | None], Message] = {}
    for path in _sources(project):
        messages = _in_template(path) if path.suffix in {".html", ".txt"} else _in_python(path)
        for message in messages:
            known = found.setdefault(message.key, message)
            known.places.append(str(path.relative_to(project)))
    return sorted(found.values(), key=lambda message: (message.id, message.context or ""))


def missing(project: Path, catalogue: Path) -> list[Message]:
    """Return the messages that a catalogue does not translate."""
    translated = read(catalogue)
    return [message for message in extract(project) if not _is_in(translated, message)]


def update(project: Path, catalogue: Path) -> list[Message]:
    """Bring a catalogue in line with code and templates; return what waits for a translation."""
    template = Catalog()
    for message in extract(project):
        template.add(
            (message.id, message.plural) if message.plural else message.id, context=message.context
        )
    catalog = read(catalogue)
    catalog.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalog, width=100, sort_output=True, no_location=True)
    _put(catalogue, written.getvalue())
    return missing(project, catalogue)


def read(catalogue: Path) -> Catalog:
    """Read a catalogue at locale/LANGUAGE/LC_MESSAGES/django.po."""
    with catalogue.open("rb") as source:
        return read_po(source, locale=catalogue.parts[-3])


def _compiled(catalogue: Path) -> bool:
    target = catalogue.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime > catalogue.stat().st_mtime:
        return False
    compiled = io.BytesIO()
    write_mo(compiled, read(catalogue))
    _put(target, compiled.getvalue())
    return True


def _put(path: Path, content: bytes) -> None:
    half = path.with_suffix(f".{secrets.token_hex(4)}")
    half.write_bytes(content)
    half.replace(path)


def _sources(project: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((project / package).rglob("*.py"))
        yield from sorted((project / package / "templates").rglob("*.*"))
    pages = (path for path in (project / "templates").rglob("*.*") if path.is_file())
    yield from sorted(path for path in pages if path.suffix != ".typ")  # papers are Indonesian


def _in_python(path: Path) -> Iterator[Message]:
    with path.open("rb") as source:
        calls: Iterator[Any] = extract_python(source, dict.fromkeys(KEYWORDS), [], {})
        for _line, name, found, _comments in calls:
            yield from _message(name, found if isinstance(found, tuple) else (found,))


def _in_template(path: Path) -> Iterator[Message]:
    for name, arguments in CALL.findall(templatize(path.read_text(), origin=str(path))):
        yield from _message(name, ast.literal_eval(f"({arguments},)"))


def _message(name: str, arguments: Sequence[str | None]) -> Iterator[Message]:
    """Give the message of one call, unless its text is computed."""
    parts = dict(zip(KEYWORDS[name], arguments, strict=False))
    if text := parts.get("1"):
        yield Message(text, parts.get("c"), parts.get("2"))


def _is_in(catalog: Catalog, message: Message) -> bool:
    found = catalog.get(message.id, message.context)
    if found is None or found.fuzzy or not found.string:
        return False
    return all([found.string] if isinstance(found.string, str) else found.string)
