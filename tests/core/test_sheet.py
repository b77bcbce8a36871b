"""The one style sheet: put together of its parts, and anew where one has changed."""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

from core import sheet


def test_it_holds_every_part_in_order() -> None:
    found = Path(finders.find(sheet.SHEET)).read_text(encoding="utf-8")
    places = [
        found.index((settings.BASE_DIR / "static" / part).read_text(encoding="utf-8"))
        for part in sheet.PARTS
    ]
    assert places == sorted(places)


def test_no_part_is_forgotten() -> None:
    """Paper, the admin site and the public openings have their own; all else is in it."""
    own = {"css/print.css", "css/admin.css", "css/openings.css"}
    folder = settings.BASE_DIR / "static"
    there = {path.relative_to(folder).as_posix() for path in (folder / "css").glob("*.css")}
    assert there - own <= set(sheet.PARTS)


def test_it_is_written_anew_where_a_part_has_changed() -> None:
    path = Path(finders.find(sheet.SHEET))
    path.write_text("old", encoding="utf-8")
    assert Path(finders.find(sheet.SHEET)).read_text(encoding="utf-8") == sheet.text()
    before = path.stat().st_mtime_ns
    assert [name for name, _ in sheet.SheetFinder().list(None)] == [sheet.SHEET]
    assert path.stat().st_mtime_ns == before
