"""The style guide shows every component, and a form's errors as they are meant to be."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from core import styleguide
from tests.cast import Cast

COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"


@pytest.fixture
def page(cast: Cast, client: Client) -> str:
    client.force_login(cast.officer)
    return client.get("/styleguide/").content.decode()


def test_styleguide_shows_every_component(cast: Cast, client: Client) -> None:
    client.force_login(cast.officer)
    shown = {template.name for template in client.get("/styleguide/").templates}
    there = {f"components/{path.name}" for path in COMPONENTS.glob("*.html")}
    assert there - shown == set()
    assert len(there) >= 25


def test_styleguide_is_for_who_is_signed_in(client: Client) -> None:
    assert client.get("/styleguide/").status_code == 302


def test_a_summary_line_leads_to_its_field_and_says_the_same(page: str) -> None:
    links = re.findall(r'<a href="#(id_\w+)">\s*([^<]+?)\s*</a>', page)
    assert {target for target, _ in links} == {"id_name", "id_wants_0"}
    for target, words in links:
        assert f'id="{target}"' in page
        sentence = re.split(r"[:?] ", words, maxsplit=1)[1]
        assert page.count(sentence) >= 2


def test_a_wrong_field_names_its_error_for_who_does_not_see_it(page: str) -> None:
    assert re.search(r'<input[^>]*name="name"[^>]*aria-invalid="true"', page)
    assert re.search(r'<input[^>]*aria-describedby="id_name_helptext id_name_error"', page)


def test_colours_come_with_words(page: str) -> None:
    chips = re.findall(r'<(?:span|li) class="chip chip-[\w-]+">([^<]*)<', page)
    assert len(chips) >= 10
    assert all(chip.strip() for chip in chips)


def test_no_sample_phone_is_anybodys(page: str) -> None:
    assert styleguide.PHONE.startswith("+62812000")
