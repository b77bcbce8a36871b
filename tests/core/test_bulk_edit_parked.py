"""A bulk edit that waits: its owner's alone, encrypted, and gone after a week."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from core.bulk_edit import parked
from core.bulk_edit.models import BulkEdit
from core.tidying import tidy
from members.bulk import GROUPS, PEOPLE
from tests.bulk import HAMLET, change, confirm, hamlets, people, proposed, ticked
from tests.cast import Cast
from tests.factories import make_user, region
from tests.members.pages import signed_in


def test_dropped_it_changes_nothing_and_keeps_nothing(cast: Cast) -> None:
    client, chosen = signed_in(cast.officer), people(cast, 2)
    edit = proposed(client, PEOPLE, ticked(chosen) | HAMLET)
    client.post(PEOPLE.address("cancel", edit.code))
    confirm(client, PEOPLE, edit)
    assert edit.state == BulkEdit.State.CANCELLED
    assert edit.payload is None
    assert hamlets(chosen) == {"Sukasari"}


def test_it_is_its_owners_alone_and_on_its_own_list(cast: Cast) -> None:
    chosen = people(cast, 1)
    edit = proposed(signed_in(cast.officer), PEOPLE, ticked(chosen) | HAMLET)
    colleague = make_user("petugas_dua", "officer", region=region("18.01"))
    for client, bulk in ((signed_in(colleague), PEOPLE), (signed_in(cast.officer), GROUPS)):
        assert client.get(bulk.address("detail", edit.code)).status_code == 404
        assert client.post(bulk.address("confirm", edit.code)).status_code == 404
    assert hamlets(chosen) == {"Sukasari"}


def test_after_seven_days_names_are_forgotten(cast: Cast) -> None:
    client = signed_in(cast.officer)
    waiting = proposed(client, PEOPLE, ticked(people(cast, 1)) | HAMLET)
    done = change(cast.officer, PEOPLE, ticked(people(cast, 1)) | HAMLET)
    BulkEdit.objects.update(created_at=dt.datetime.now(dt.UTC) - dt.timedelta(days=8))
    assert tidy()
    waiting.refresh_from_db()
    done.refresh_from_db()
    assert (waiting.state, waiting.payload) == (BulkEdit.State.CANCELLED, None)
    assert (done.state, done.payload) == (BulkEdit.State.DONE, None)
    for edit in (waiting, done):
        assert client.get(PEOPLE.address("detail", edit.code)).status_code == 200


def test_what_is_kept_is_encrypted(cast: Cast) -> None:
    edit = proposed(signed_in(cast.officer), PEOPLE, ticked(people(cast, 1)) | HAMLET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload FROM core_bulkedit WHERE id = %s", [edit.pk])
        assert b"Sukamaju" not in bytes(cursor.fetchone()[0])
    kept = parked.load(edit)
    assert kept is not None
    assert "Sukamaju" in kept.typed
