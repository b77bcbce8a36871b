"""secretariat.views.public_openings: what anybody reads, how light it is, and the feed."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_plus
from xml.etree import ElementTree

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.test import Client

from tests.factories import UserFactory, region
from tests.queries import allowed, queries_of
from tests.secretariat.abroad_factories import OpeningFactory, PublishedFactory
from tests.training.pages import an_office

PUBLIC = "/openings/"
MOST_BYTES = 20_000


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    with time_machine.travel("2026-06-01T09:00:00+07:00", tick=False):
        yield


def weight(client: Client, address: str) -> int:
    """The page and all that it asks for, as a server sends it: compressed."""
    html = client.get(address).content
    asked = re.findall(rb'<link rel="(?:stylesheet|icon)" href="/static/([^"]+)"', html)
    files = [Path(finders.find(name.decode())).read_bytes() for name in asked]
    assert len(files) == 2
    assert b"<script" not in html
    assert b"<img" not in html
    return sum(len(gzip.compress(part)) for part in (html, *files))


def test_anybody_reads_what_stands_open(client: Client) -> None:
    shown = PublishedFactory(title="Pinjaman modal ringan")
    draft = OpeningFactory(title="Konsep rahasia")
    PublishedFactory(title="Sudah lewat", until=dt.date(2026, 5, 1))
    found = client.get(PUBLIC).content.decode()
    assert shown.title in found
    assert "Konsep rahasia" not in found
    assert "Sudah lewat" not in found
    assert client.get(f"{PUBLIC}{draft.code}/").status_code == 404
    one = client.get(f"{PUBLIC}{shown.code}/")
    assert one.status_code == 200
    assert shown.contact in one.content.decode()


def test_an_old_link_says_that_it_is_over(client: Client) -> None:
    over = PublishedFactory(until=dt.date(2026, 5, 1))
    gone = PublishedFactory(withdrawn_on=dt.date(2026, 5, 1), withdrawn_reason="Penipuan")
    for opening, words in ((over, "sudah berakhir"), (gone, "sudah ditarik")):
        answer = client.get(f"{PUBLIC}{opening.code}/")
        assert answer.status_code == 410
        assert words in answer.content.decode()
        assert opening.text not in answer.content.decode()
        assert "Penipuan" not in answer.content.decode()


def test_it_names_no_officer(client: Client) -> None:
    officer = UserFactory(name="Petugas Bernama")
    opening = PublishedFactory(published_by=officer)
    for address in (PUBLIC, f"{PUBLIC}{opening.code}/", f"{PUBLIC}feed/"):
        assert "Petugas Bernama" not in client.get(address).content.decode()


def test_a_place_shows_its_own_offices_and_those_above(client: Client) -> None:
    PublishedFactory(title="Dari kabupaten", office=an_office("18.01"))
    PublishedFactory(title="Dari provinsi", office=an_office("18"))
    PublishedFactory(title="Dari kabupaten lain", office=an_office("18.02"))
    found = client.get(f"{PUBLIC}?place=18.01").content.decode()
    assert region("18.01").name in found
    assert "Dari kabupaten<" in found
    assert "Dari provinsi" in found
    assert "Dari kabupaten lain" not in found
    assert "Dari kabupaten lain" in client.get(f"{PUBLIC}?place=x").content.decode()


def test_it_is_read_at_the_speed_of_2g(client: Client) -> None:
    for number in range(60):
        PublishedFactory(
            title=f"Pelatihan usaha olahan pisang dan singkong gelombang {number}",
            audience="PMI purna dan keluarganya di Lampung Selatan, terutama yang sudah berusaha",
            text="Kalimat yang panjang sekali. " * 60,
        )
    opening = PublishedFactory(text="Kalimat yang panjang sekali. " * 65)
    assert weight(client, PUBLIC) < MOST_BYTES
    assert weight(client, f"{PUBLIC}{opening.code}/") < MOST_BYTES
    first = client.get(PUBLIC).content.decode()
    more = re.search(r'href="(\?after=\w+)"', first)
    assert more is not None
    assert "gelombang 5" in client.get(PUBLIC + more[1]).content.decode()


def test_it_is_shared_as_a_text(client: Client) -> None:
    opening = PublishedFactory(title="Pinjaman & modal", until=dt.date(2026, 12, 31))
    found = client.get(f"{PUBLIC}{opening.code}/").content.decode()
    link = re.search(r'href="https://wa\.me/\?text=([^"]+)"', found)
    assert link is not None
    text = unquote_plus(link[1])
    assert text.startswith("*Pinjaman & modal*\nSkema modal, sampai 31 Desember 2026\n")
    assert text.endswith(f"http://testserver{PUBLIC}{opening.code}/")


def test_the_feed_holds_what_stands_open(client: Client) -> None:
    shown = PublishedFactory(title="Pinjaman <modal>")
    PublishedFactory(title="Sudah lewat", until=dt.date(2026, 5, 1))
    answer = client.get(f"{PUBLIC}feed/")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    titles = [entry.text for entry in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert titles[1:] == [shown.title]
    assert len(answer.content) < MOST_BYTES


def test_it_costs_the_same_for_one_and_for_fifty(client: Client) -> None:
    PublishedFactory()
    one = queries_of(client, PUBLIC), queries_of(client, f"{PUBLIC}feed/")
    for _number in range(49):
        PublishedFactory()
    assert (queries_of(client, PUBLIC), queries_of(client, f"{PUBLIC}feed/")) == one
    assert one == (allowed("anybody /openings/"), allowed("anybody /openings/feed/"))
