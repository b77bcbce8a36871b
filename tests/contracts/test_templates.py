"""Every template compiles, keeps to its size, says what it wants and brings no inline code."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
VENDOR = ROOT / "static" / "vendor"

MAX_LINES = 120
# What a first visit may weigh on a poor network: everything that base.html asks for.
MAX_FIRST_VISIT = 60_000

# Data for a script of our own runs no code.
SCRIPT = r"<script(?![^>]*(?:\ssrc=|application/json))"
INLINE = re.compile(rf"<style|\sstyle=|\son[a-z]+=\"|javascript:|{SCRIPT}", re.IGNORECASE)
FOREIGN = re.compile(r"(?:src|href)=\"(?:https?:)?//", re.IGNORECASE)
INCLUDE = re.compile(r"{%\s*include\s+(.+?)%}")
SHARED = ("components/", "bootstrap5/", "allauth/elements/", "widgets/")


def source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def test_there_are_templates_to_walk() -> None:
    assert len(NAMES) >= 70


@pytest.mark.parametrize("name", NAMES)
def test_template_compiles(name: str) -> None:
    get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_template_brings_no_inline_code_and_asks_no_other_host(name: str) -> None:
    assert INLINE.findall(source(name)) == []
    assert FOREIGN.findall(source(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_template_is_short(name: str) -> None:
    assert len(source(name).splitlines()) <= MAX_LINES


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(SHARED)])
def test_shared_template_opens_with_what_it_wants(name: str) -> None:
    assert source(name).startswith("{% comment %}")


@pytest.mark.parametrize("name", NAMES)
def test_component_is_given_only_what_is_named(name: str) -> None:
    includes = [words for words in INCLUDE.findall(source(name)) if "components/" in words]
    assert [words for words in includes if not words.strip().endswith(" only")] == []


def test_vendored_files_are_listed_with_version_and_licence() -> None:
    listed = (VENDOR / "README.md").read_text(encoding="utf-8")
    files = [path for path in VENDOR.rglob("*") if path.suffix in {".js", ".css"}]
    rows = {path.relative_to(VENDOR).as_posix(): path for path in files}
    assert len(rows) >= 3
    for name, path in rows.items():
        row = next(line for line in listed.splitlines() if f"`{name}`" in line)
        assert re.search(r"\d+\.\d+\.\d+", row)
        assert (path.parent / "LICENSE").exists()


def test_a_first_visit_is_light() -> None:
    asked = re.findall(r"static '([^']+\.(?:css|js|svg))'", source("base.html"))
    weights = [len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in asked]
    assert len(weights) >= 5
    assert sum(weights) <= MAX_FIRST_VISIT


def test_no_icon_or_picture_is_loaded_by_a_style_sheet() -> None:
    sheets = list((ROOT / "static" / "css").glob("*.css"))
    assert len(sheets) >= 5
    assert all("url(" not in sheet.read_text(encoding="utf-8") for sheet in sheets)
