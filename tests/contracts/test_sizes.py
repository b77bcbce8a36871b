"""A sense of proportion, as the house style has it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
APPS = (
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
FUNCTION, VIEW, MODULE, LONGEST_MODULE, TEMPLATE, BASES = 30, 25, 300, 400, 120, 2

# Modules past 300 lines, at most 400, each with its reason. The list only shrinks.
LONGER: dict[str, str] = {}


def modules() -> list[Path]:
    places = [PROJECT / name for name in (*APPS, "tests")]
    found = [path for place in places for path in place.rglob("*.py")]
    return [*PROJECT.glob("*.py"), *(p for p in found if "migrations" not in p.parts)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef))


def lines(node: ast.FunctionDef) -> int:
    """From ``def`` to the last line; decorators do not count."""
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1


def is_view(path: Path, node: ast.FunctionDef) -> bool:
    in_views = path.name == "views.py" or path.parent.name == "views"
    return in_views and [a.arg for a in node.args.args[:1]] == ["request"]


def test_no_module_is_too_long() -> None:
    long = {name(p): count for p in modules() if (count := _count(p)) > MODULE}
    assert long.keys() == LONGER.keys(), long
    assert all(count <= LONGEST_MODULE for count in long.values()), long
    assert len(modules()) >= 80


def test_no_function_is_too_long() -> None:
    found = [(p, node) for p in modules() for node in functions(p)]
    long = [f"{name(p)}:{n.lineno} {n.name} {lines(n)}" for p, n in found if lines(n) > FUNCTION]
    assert not long
    assert len(found) >= 600


def test_no_view_is_too_long() -> None:
    views = [(p, n) for p in modules() for n in functions(p) if is_view(p, n)]
    long = [f"{name(p)}:{n.lineno} {n.name} {lines(n)}" for p, n in views if lines(n) > VIEW]
    assert not long
    assert len(views) >= 5


def test_no_class_has_a_tower_of_bases() -> None:
    classes = [(p, n) for p in modules() for n in ast.walk(tree(p)) if isinstance(n, ast.ClassDef)]
    towers = [f"{name(p)}: {n.name}" for p, n in classes if len(n.bases) > BASES]
    assert not towers
    assert len(classes) >= 60


def test_no_template_is_too_long() -> None:
    templates = sorted((PROJECT / "templates").rglob("*.html"))
    long = {name(p): count for p in templates if (count := _count(p)) > TEMPLATE}
    assert not long
    assert len(templates) >= 60


def _count(path: Path) -> int:
    return len(path.read_text().splitlines())
