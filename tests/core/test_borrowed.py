"""The libraries' sentences that the register words itself."""

from pathlib import Path

import allauth
import django
import pytest
from babel.messages.mofile import read_mo
from django.utils import translation
from django.utils.translation import gettext

from core.borrowed import BORROWED

LIBRARIES = [Path(package.__file__).parent for package in (django, allauth)]


def test_each_is_still_a_sentence_of_a_library() -> None:
    theirs: set[str] = set()
    for path in (path for library in LIBRARIES for path in library.rglob("id/**/*.mo")):
        with path.open("rb") as file:
            theirs |= {str(message.id) for message in read_mo(file)}
    assert [words for words in BORROWED if words not in theirs] == []


@pytest.mark.parametrize("words", BORROWED)
def test_our_words_win_and_are_polite(words: str) -> None:
    with translation.override("id"):
        ours = gettext(words)
    assert ours != words
    assert "anda" not in ours.lower().split()
