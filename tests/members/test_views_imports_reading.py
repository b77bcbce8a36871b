"""A large list is parked first and read by a request of its own, while others see how far it is."""

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.imports import parked, reading, turns
from core.imports.remembering import remembered
from core.models import Import
from tests.core.workbooks import workbook
from tests.factories import UserFactory
from tests.members.list_pages import (
    UPLOAD,
    address,
    change,
    officer,
    page,
    post,
    send,
    send_sample,
    state_of,
)

__all__ = ["officer"]

STATE = Import.State
POLLED = {"HX-Request": "true", "HX-Target": "awaited"}


@pytest.fixture(autouse=True)
def every_list_is_large(monkeypatch):
    monkeypatch.setattr(reading, "LARGE", 50)


def test_import_read_leads_from_the_parked_file_to_the_preview(officer, cast):
    row = send_sample(officer, cast.group)
    assert (row.state, row.payload, bool(row.source)) == (STATE.READING, None, True)
    html = page(officer, row)
    for words in ("Membaca daftar", "Daftar belum dibaca", "Baca daftar", 'hx-trigger="load, '):
        assert words in html
    html = post(officer, row, "read").content.decode()
    assert "Simpan 9 baris" in html
    row.refresh_from_db()
    assert (row.state, row.counts["refused"], row.done) == (STATE.PREVIEW, 6, row.total)
    assert "9 orang ditambahkan" in post(officer, row, "confirm").content.decode()


def test_a_small_list_is_read_at_once(officer, cast, monkeypatch):
    monkeypatch.setattr(reading, "LARGE", 256 * 1024)
    assert send_sample(officer, cast.group).state == STATE.PREVIEW


def test_a_list_without_known_columns_goes_on_to_their_choice(officer, cast):
    send(officer, cast.group, [["Ibu-ibu", "Tujuan"], ["Kasiyem", "Taiwan"]])
    row = Import.objects.get()
    answer = post(officer, row, "read")
    assert answer.redirect_chain[-1][0] == address(row, "columns")
    assert state_of(row) == STATE.COLUMNS


def test_a_list_that_waits_to_be_read_is_found_again_and_can_be_dropped(officer, cast):
    row = send_sample(officer, cast.group)
    assert "belum dibaca" in officer.get(UPLOAD).content.decode()
    assert "Belum dibaca" in officer.get("/").content.decode()
    for step in ("confirm", "correct", "columns"):
        assert post(officer, row, step).status_code in (200, 404)
    assert state_of(row) == STATE.READING
    assert "Daftar dibatalkan" in post(officer, row, "cancel").content.decode()
    assert (state_of(row), row.source) == (STATE.CANCELLED, None)
    assert "tidak ada yang disimpan" in post(officer, row, "read").content.decode()
    assert state_of(row) == STATE.CANCELLED


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (workbook([["Nama"], ["Kasiyem"]])[:-40], "rusak"),
        (b"Nama," * 400, "256 kolom"),
        (b"Nama\n" + b"Sri\n" * 20_001, "20.000"),
        (workbook([["Barang"], ["Cangkul"]]), "Tidak ada kolom"),
    ],
)
def test_an_unreadable_list_says_why_and_keeps_no_file(officer, cast, data, sentence):
    send(officer, cast.group, data)
    row = Import.objects.get()
    html = post(officer, row, "read").content.decode()
    for words in ("Daftar tidak dapat dibaca", sentence, f"{UPLOAD}?group={cast.group.code}"):
        assert words in html
    assert (state_of(row), row.source, row.payload) == (STATE.FAILED, None, None)
    assert row.settled_at
    assert "Belum selesai" not in officer.get(UPLOAD).content.decode()
    assert "Tidak dapat dibaca" in officer.get("/").content.decode()


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), b"<html>" * 20])
def test_what_is_no_list_at_first_sight_is_refused_at_once(officer, cast, data):
    assert send(officer, cast.group, data).context["form"].errors["file"]
    assert not Import.objects.exists()


def test_a_lost_key_is_told(officer, cast):
    row = send_sample(officer, cast.group)
    change(row, source=b"\x01broken")
    assert "tidak dapat dibaca lagi" in post(officer, row, "read").content.decode()
    assert state_of(row) == STATE.FAILED


def test_import_progress_tells_how_far_another_request_is(officer, cast):
    row = send_sample(officer, cast.group)
    change(row, reader="a", beat_at=Now(), done=640, total=10_000)
    html = officer.get(address(row, "progress"), headers=POLLED).content.decode()
    assert ("Daftar sedang dibaca" in html, "640 dari 10.000 baris" in html) == (True, True)
    assert ("<form" in html, "<main" in html) == (False, False)
    change(row, done=10_000)
    assert "dibandingkan" in page(officer, row)
    assert "Daftar sedang dibaca" in post(officer, row, "read").content.decode()
    assert state_of(row) == STATE.READING


def test_import_progress_leads_on_when_the_list_is_read(officer, cast):
    row = send_sample(officer, cast.group)
    officer.post(address(row, "read"))
    answer = officer.get(address(row, "progress"), headers=POLLED)
    assert (answer.status_code, answer["HX-Redirect"]) == (204, address(row, "detail"))
    assert officer.get(address(row, "progress")).status_code == 302
    officer.logout()
    answer = officer.get(address(row, "progress"), headers=POLLED)
    assert answer["HX-Redirect"].startswith("/accounts/login/")


def test_import_progress_fetches_no_file(officer, cast):
    row = send_sample(officer, cast.group)
    with CaptureQueriesContext(connection) as captured:
        officer.get(address(row, "progress"), headers=POLLED)
    asked = " ".join(query["sql"] for query in captured)
    assert ('"core_import"."beat_at"' in asked, '"core_import"."source"' in asked) == (True, False)
    assert len(captured) == 6


def test_a_silent_reader_gives_its_turn_back(officer, cast):
    row = send_sample(officer, cast.group)
    dead = turns.take(row)
    change(row, beat_at=Now() - turns.SILENT_FOR)
    html = page(officer, row)
    assert ("Pembacaan terhenti" in html, "Baca daftar" in html) == (True, True)
    assert "load, submit" not in html
    post(officer, row, "read")
    assert state_of(row) == STATE.PREVIEW
    with pytest.raises(turns.OvertakenError):
        dead.tell(1, 2)
    dead.give_up("uji")
    assert (state_of(row), row.problem) == (STATE.PREVIEW, "")


def test_a_list_that_is_too_old_is_not_read(officer, cast):
    row = send_sample(officer, cast.group)
    change(row, created_at=timezone.now() - parked.KEPT_FOR)
    assert "tidak ada yang disimpan" in page(officer, row)
    assert officer.get(address(row, "progress")).status_code == 302
    post(officer, row, "read")
    assert state_of(row) == STATE.READING
    assert parked.forget_old() == 1
    assert (state_of(row), row.source) == (STATE.CANCELLED, None)


def test_it_is_its_owners_alone(officer, cast):
    row = send_sample(officer, cast.group)
    officer.force_login(cast.admin)
    for step in ("read", "detail", "progress"):
        assert officer.get(address(row, step)).status_code in (404, 405)
    assert post(officer, row, "read").status_code == 404
    assert state_of(row) == STATE.READING


def test_a_list_that_is_handed_over_is_read_by_its_heir_alone(officer, cast):
    row = send_sample(officer, cast.group)
    turn, heir = turns.take(row), UserFactory()
    assert parked.pass_on(cast.officer, heir) == 1
    row.refresh_from_db()
    assert (row.owner, turns.is_taken(row)) == (heir, False)
    assert parked.source(row).startswith(b"PK")
    with pytest.raises(turns.OvertakenError):
        turn.tell(1, 2)


ROWS = [["Ibu-ibu", "Tujuan"], ["Kasiyem", "Taiwan"], ["Tukinah", "Wakanda"]]
CHOICE = {"header": "1", "column-0": "name", "column-1": "country"}


def matched(client, group, choice=CHOICE):
    """A large list, read by the columns that are chosen."""
    send(client, group, ROWS)
    row = Import.objects.get()
    post(client, row, "read")
    return row, match(client, row, choice)


def match(client, row, choice):
    answer = client.post(address(row, "columns"), choice)
    assert (answer.status_code, state_of(row)) == (302, STATE.READING)
    return post(client, row, "read").content.decode()


def test_a_large_list_is_read_again_by_the_chosen_columns(officer, cast):
    row, html = matched(officer, cast.group)
    assert (state_of(row), "Simpan 1 baris" in html) == (STATE.PREVIEW, True)
    assert remembered(cast.officer, row.kind)
    post(officer, row, "correct", **{"cell-0-3-1": "Hong Kong"})
    assert "Simpan 2 baris" in match(officer, row, CHOICE)


def test_columns_that_give_no_list_are_asked_for_again(officer, cast):
    row, html = matched(officer, cast.group, CHOICE | {"header": "3"})
    assert (state_of(row), "Tidak ada baris" in html) == (STATE.COLUMNS, True)
    assert "Tidak ada kolom yang dikenal" not in html
    assert not remembered(cast.officer, row.kind)
    assert "Simpan 1 baris" in match(officer, row, CHOICE)
    assert "Tidak ada baris" not in officer.get(address(row, "columns")).content.decode()


def test_columns_are_not_chosen_while_the_list_is_read_by_others(officer, cast):
    row, _html = matched(officer, cast.group)
    officer.post(address(row, "columns"), CHOICE)
    for answer in (officer.get(address(row, "columns")), officer.post(address(row, "columns"))):
        assert answer["Location"] == address(row, "detail")
    change(row, source=b"\x01broken")
    assert "tidak dapat dibaca lagi" in post(officer, row, "read").content.decode()
    assert (state_of(row), row.payload) == (STATE.FAILED, None)
