"""The documents say what the code does: every act, every model, every test they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps

from accounts.roles import Role
from core.access import acts
from core.events import Event
from tests.contracts.test_scope import label

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
COLUMNS = (Role.SECRETARY, Role.OFFICER, Role.VIEWER, Role.ADMINISTRATOR)


def rows(document: str, first: str) -> list[list[str]]:
    """The cells of the lines of a table whose first cell matches."""
    lines = (DOCS / document).read_text().splitlines()
    table = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return [cells for cells in table if re.fullmatch(first, cells[0])]


def test_access_lists_every_act_with_its_roles() -> None:
    documented = {
        act.strip("`"): {role for role, cell in zip(COLUMNS, cells, strict=True) if cell == "yes"}
        for act, _is_to, *cells in rows("access.md", r"`\w+\.\w+`")
    }
    assert documented == {act: set(roles) for act, roles in acts().items()}
    assert len(documented) >= 40


def test_retention_covers_every_model() -> None:
    documented = [cells[0].strip("`") for cells in rows("retention.md", r"`\w+\.\w+`")]
    there = {label(model) for model in apps.get_models() if not issubclass(model, Event)}
    assert set(documented) == there
    assert len(documented) == len(there) >= 25


def test_the_threat_model_names_tests_that_exist() -> None:
    text = (DOCS / "threat-model.md").read_text()
    named = set(re.findall(r"`((?:\w+/)?test_\w+\.py)`", text))
    there = {p.relative_to(PROJECT / "tests").as_posix() for p in PROJECT.glob("tests/*/test_*.py")}
    missing = {name for name in named if name not in there and f"contracts/{name}" not in there}
    assert not missing
    assert len(named) >= 12


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.name)
def test_a_document_names_files_that_exist(path: Path) -> None:
    """Paths in backquotes with a folder or an ending that the project uses."""
    found = re.findall(r"`((?:[\w.]+/)+[\w.]*|\w[\w-]*\.(?:py|md|json|toml))`", path.read_text())
    missing = [name for name in found if not _exists(name, path)]
    assert not missing


def _exists(name: str, document: Path) -> bool:
    if any((base / name).exists() for base in (PROJECT, document.parent, PROJECT / "core")):
        return True
    if name.startswith("var/"):
        return True  # made at run time
    return any(True for _ in PROJECT.glob(f"[!.v]*/**/{name.rstrip('/')}"))
