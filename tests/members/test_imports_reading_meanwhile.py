"""Others come while a large list is read: a second reader, or its owner who drops it."""

import threading

import pytest
from django.test import Client
from django.utils import timezone

from core.imports import reading, turns
from core.models import Import, Reveal
from tests.meanwhile import wait_for_beat
from tests.members.list_pages import address, officer, page, post, send_sample, state_of

__all__ = ["officer"]

STATE = Import.State


@pytest.fixture(autouse=True)
def every_list_is_large(monkeypatch):
    monkeypatch.setattr(reading, "LARGE", 50)


@pytest.fixture
def slow(monkeypatch):
    """Reading stops half-way: `begun` tells of it, `go` lets it end; `times` counts."""

    class Slow:
        begun, go, times = threading.Event(), threading.Event(), 0

        def read(self, *args, watch, **options):
            self.times += 1
            watch(640, 10_000)
            self.begun.set()
            assert self.go.wait(30)
            return read_file(*args, watch=watch, **options)

    read_file, made = reading.read_file, Slow()
    monkeypatch.setattr(reading, "read_file", made.read)
    yield made
    made.go.set()


def begin(elsewhere, slow, cast):
    """A list of the officer's that a request reads on a connection of its own."""
    client = Client()
    client.force_login(cast.officer)
    row = send_sample(client, cast.group)
    other = elsewhere(lambda: client.post(address(row, "read")))
    assert slow.begun.wait(30)
    return row, other


def test_of_two_requests_at_once_one_reads_and_the_other_sees_how_far(
    elsewhere, cast, slow, officer
):
    row, other = begin(elsewhere, slow, cast)
    html = post(officer, row, "read").content.decode()
    assert ("640 dari 10.000 baris" in html, slow.times) == (True, 1)
    slow.go.set()
    assert other.end()["Location"] == address(row, "detail")
    assert state_of(row) == STATE.PREVIEW
    assert "Simpan 9 baris" in page(officer, row)


def test_a_list_that_is_dropped_while_it_is_read_stays_dropped(elsewhere, cast, slow, officer):
    row, other = begin(elsewhere, slow, cast)
    post(officer, row, "cancel")
    slow.go.set()
    assert other.end().status_code == 302
    assert (state_of(row), row.source, row.payload) == (STATE.CANCELLED, None, None)


def test_what_was_found_for_a_list_that_was_dropped_is_not_kept(
    elsewhere, cast, slow, officer, monkeypatch
):
    """The log of NIKs that are registered elsewhere tells of answers that somebody saw."""
    review = reading.review

    def drop_meanwhile(*args):
        review(*args)
        Reveal.objects.create(user=cast.officer, subject="uji:1", what="nik", reason="uji")
        assert elsewhere(lambda: post(officer, row, "cancel")).end().status_code == 200

    monkeypatch.setattr(reading, "review", drop_meanwhile)
    row, other = begin(elsewhere, slow, cast)
    slow.go.set()
    assert other.end().status_code == 302
    assert state_of(row) == STATE.CANCELLED
    assert not Reveal.objects.exists()


def test_who_compares_the_rows_for_long_keeps_the_turn(elsewhere, cast, slow, officer, monkeypatch):
    """Time and again a minute seems to have passed in silence: the reader is heard all the same."""
    heard = []

    def review_for_long(*args):
        for _beat in range(2):
            assert elsewhere(lambda: seem_silent(row)).end()
            heard.append(elsewhere(lambda: wait_for_beat(Import.objects.filter(pk=row.pk))).end())
        heard.append(turns.take(row))
        review(*args)

    review = reading.review
    monkeypatch.setattr(reading, "review", review_for_long)
    monkeypatch.setattr(turns, "BEAT", 0.05)
    row, other = begin(elsewhere, slow, cast)
    slow.go.set()
    assert other.end().status_code == 302
    assert heard == [True, True, None]
    assert state_of(row) == STATE.PREVIEW


def seem_silent(row):
    long_ago = timezone.now() - 2 * turns.SILENT_FOR
    return Import.objects.filter(pk=row.pk).update(beat_at=long_ago)


def test_of_many_who_want_to_read_one_gets_the_turn(elsewhere, cast, officer):
    row, together = send_sample(officer, cast.group), threading.Barrier(6)

    def ask():
        together.wait(30)
        return turns.take(row)

    given = [other.end() for other in [elsewhere(ask) for _ in range(6)]]
    assert len([turn for turn in given if turn]) == 1
