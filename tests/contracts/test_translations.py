"""Whoever reads Indonesian never meets English: every message has its translation."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from core import translations

PROJECT = Path(settings.BASE_DIR)
CATALOGUE = PROJECT / "locale" / "id" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]|\{(\w*)\}")


def test_every_message_is_translated() -> None:
    found = translations.extract(PROJECT)
    assert len(found) > 200
    assert [
        f"{message.id!r} in {message.places[0]}"
        for message in translations.missing(PROJECT, CATALOGUE)
    ] == []


def test_a_translation_fills_in_no_other_values_than_its_message() -> None:
    wrong = []
    for message in translations.read(CATALOGUE):
        own = [message.id] if isinstance(message.id, str) else message.id
        known = {place for text in own for place in PLACEHOLDER.findall(text)}
        strings = [message.string] if isinstance(message.string, str) else message.string
        if any(set(PLACEHOLDER.findall(text)) - known for text in strings):
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('{% translate "Save" %}', ("Save", None, None)),
        ('{% translate "May" context "month" %}', ("May", "month", None)),
        ('{{ _("Home") }}', ("Home", None, None)),
        ("""{% translate "It's" %}""", ("It's", None, None)),
        (
            "{% blocktranslate count n=3 %}{{ n }} a{% plural %}{{ n }} b{% endblocktranslate %}",
            ("%(n)s a", None, "%(n)s b"),
        ),
    ],
)
def test_messages_of_a_template_are_found(
    tmp_path: Path, source: str, expected: tuple[str | None, ...]
) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "page.html").write_text(f"{{% load i18n %}}{source}")
    (message,) = translations.extract(tmp_path)
    assert (message.id, message.context, message.plural) == expected


def test_messages_of_code_are_found_once_and_computed_ones_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "core"
    folder.mkdir()
    (folder / "a.py").write_text('_("one " "text") + _("one text") + _(computed)\n')
    (folder / "b.py").write_text('ngettext_lazy("a", "b", "n"), pgettext("place", "Ketua")\n')
    found = translations.extract(tmp_path)
    assert [(message.id, message.context, message.plural) for message in found] == [
        ("Ketua", "place", None),
        ("a", None, "b"),
        ("one text", None, None),
    ]
    assert found[-1].places == ["core/a.py", "core/a.py"]


def test_updating_keeps_translations_and_drops_what_is_gone(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "a.py").write_text('_("kept") + _("new")\n')
    catalogue = tmp_path / "locale" / "id" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text('msgid "kept"\nmsgstr "tetap"\n\nmsgid "gone"\nmsgstr "hilang"\n')
    assert [message.id for message in translations.update(tmp_path, catalogue)] == ["new"]
    written = translations.read(catalogue)
    assert written.get("kept").string == "tetap"
    assert written.get("gone") is None
    assert translations.compile_all(tmp_path / "locale") == 1
    assert translations.compile_all(tmp_path / "locale") == 0
