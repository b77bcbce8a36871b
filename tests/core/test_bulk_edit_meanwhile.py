"""Ubah sekaligus between two: a watched run, a run taken over, two officers, two clicks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from core.bulk_edit import looking, running
from core.bulk_edit.change import BulkChange
from core.bulk_edit.models import BulkEdit
from core.bulk_edit.pages import EditPage
from core.imports import turns
from core.imports.turns import Turn
from members.bulk import PEOPLE
from members.models import Group, Person
from tests.bulk import HAMLET, confirm, hamlets, people, proposed, setting, ticked
from tests.cast import Cast, make_cast
from tests.factories import GroupFactory, MemberFactory, make_user, region
from tests.meanwhile import Other, wait_for_a_waiter, wait_for_beat
from tests.members.pages import signed_in


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few rows already count as many."""
    monkeypatch.setattr(running, "STEP", 2)
    monkeypatch.setattr("core.bulk_edit.change.STEP", 2)


@pytest.mark.usefixtures("many")
def test_many_rows_are_written_by_a_request_of_their_own(cast: Cast) -> None:
    client, chosen = signed_in(cast.officer), people(cast, 5)
    edit = proposed(client, PEOPLE, ticked(chosen) | HAMLET)
    confirm(client, PEOPLE, edit)
    assert edit.state == BulkEdit.State.RUNNING
    assert hamlets(chosen) == {"Sukasari"}
    assert client.get(PEOPLE.address("progress", edit.code)).status_code == 200
    assert "run/" in client.get(PEOPLE.address("detail", edit.code)).content.decode()
    for _ in range(2):
        client.post(PEOPLE.address("run", edit.code))
    edit.refresh_from_db()
    assert (edit.state, edit.counts["done"]) == (BulkEdit.State.DONE, 5)
    assert client.get(PEOPLE.address("progress", edit.code)).status_code == 302
    events = Person.pgh_event_model.objects.filter(pgh_context=edit.act_id)
    assert events.count() == 5


@pytest.mark.usefixtures("many")
def test_others_see_how_far_it_is_and_a_second_run_does_nothing(
    transactional_db: None, elsewhere: Callable[..., Other], monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = make_cast()
    client, chosen = signed_in(cast.officer), people(cast, 5)
    edit = proposed(client, PEOPLE, ticked(chosen) | HAMLET)
    confirm(client, PEOPLE, edit)
    seen: list[tuple[int, int]] = []
    apply = BulkChange._apply

    def watched(self: BulkChange, ids: list[int]) -> None:
        apply(self, ids)
        other = elsewhere(lambda: BulkEdit.objects.get(pk=edit.pk))
        now = other.end()
        seen.append((now.done, now.total))
        elsewhere(lambda: signed_in(cast.officer).post(PEOPLE.address("run", edit.code))).end()

    monkeypatch.setattr(BulkChange, "_apply", watched)
    client.post(PEOPLE.address("run", edit.code))
    edit.refresh_from_db()
    assert seen == [(0, 5), (2, 5), (4, 5)]
    assert (edit.state, edit.counts["done"]) == (BulkEdit.State.DONE, 5)
    assert hamlets(chosen) == {"Sukamaju"}


@pytest.mark.usefixtures("many")
def test_who_locks_and_reads_for_long_keeps_the_turn(
    transactional_db: None, elsewhere: Callable[..., Other], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A minute seems to have passed in silence: whoever writes is heard all the same."""
    cast = make_cast()
    client, chosen = signed_in(cast.officer), people(cast, 3)
    edit = proposed(client, PEOPLE, ticked(chosen) | HAMLET)
    confirm(client, PEOPLE, edit)
    edits, heard = BulkEdit.objects.filter(pk=edit.pk), []
    locked = looking._locked

    def lock_for_long(*args: Any) -> Any:
        long_ago = timezone.now() - 2 * turns.SILENT_FOR
        assert elsewhere(lambda: edits.update(beat_at=long_ago)).end()
        heard.append(elsewhere(lambda: wait_for_beat(edits)).end())
        return locked(*args)

    monkeypatch.setattr(turns, "BEAT", 0.05)
    monkeypatch.setattr(looking, "_locked", lock_for_long)
    client.post(PEOPLE.address("run", edit.code))
    assert heard == [True]
    assert edits.get().state == BulkEdit.State.DONE
    assert hamlets(chosen) == {"Sukamaju"}


@pytest.mark.usefixtures("many")
def test_a_run_that_was_taken_over_leaves_nothing(cast: Cast) -> None:
    client, chosen = signed_in(cast.officer), people(cast, 3)
    edit = proposed(client, PEOPLE, ticked(chosen) | HAMLET)
    confirm(client, PEOPLE, edit)
    page_of = EditPage(PEOPLE, edit, cast.officer)
    assert page_of.change
    taken = Turn.take

    def taken_over(row: BulkEdit, state: str) -> Turn | None:
        turn = taken(row, state)
        BulkEdit.objects.filter(pk=row.pk).update(reader="x")
        return turn

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Turn, "take", taken_over)
        running.run(edit, page_of.kept, page_of.change)
    assert hamlets(chosen) == {"Sukasari"}
    assert BulkEdit.objects.get(pk=edit.pk).state == BulkEdit.State.RUNNING


@pytest.mark.usefixtures("many")
def test_a_value_that_is_gone_meanwhile_changes_nothing(cast: Cast) -> None:
    client, group = signed_in(cast.officer), GroupFactory()
    members = [MemberFactory(group=cast.group) for _ in range(3)]
    data = ticked(members) | setting(group=group.code, group__moved="2024-05-01")
    edit, put_off = proposed(client, PEOPLE, data), proposed(client, PEOPLE, data)
    confirm(client, PEOPLE, put_off)
    Group.objects.filter(pk=group.pk).update(
        state="dissolved", state_since="2024", state_reason="Pindah."
    )
    confirm(client, PEOPLE, edit)
    client.post(PEOPLE.address("run", put_off.code))
    put_off.refresh_from_db()
    assert {edit.state, put_off.state} == {BulkEdit.State.CANCELLED}
    assert not group.memberships.exists()


def test_of_two_officers_on_the_same_rows_the_second_is_told(
    transactional_db: None, elsewhere: Callable[..., Other]
) -> None:
    cast = make_cast()
    colleague = make_user("petugas_dua", "officer", region=region("18.01"))
    chosen = people(cast, 4)
    first, second = signed_in(cast.officer), signed_in(colleague)
    mine = proposed(first, PEOPLE, ticked(chosen) | HAMLET)
    hers = proposed(second, PEOPLE, ticked(chosen[1:]) | setting(hamlet="Sukajadi"))
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=chosen[0].pk)
        other = elsewhere(lambda: confirm(first, PEOPLE, mine))
        wait_for_a_waiter()
    third = elsewhere(lambda: confirm(second, PEOPLE, hers))
    other.end()
    third.end()
    mine.refresh_from_db()
    hers.refresh_from_db()
    # Whoever comes first has all of hers; nobody's change is overwritten unseen.
    done = sorted([mine.counts["done"], hers.counts["done"]])
    assert done in ([0, 4], [1, 3])
    assert hers.counts["done"] + hers.counts["left"] == 3
    assert mine.counts["done"] + mine.counts["left"] == 4
    found = Person.objects.filter(pk__in=[row.pk for row in chosen[1:]])
    assert len(set(found.values_list("hamlet", flat=True))) == 1


def test_two_clicks_at_one_moment_act_once(
    transactional_db: None, elsewhere: Callable[..., Other]
) -> None:
    cast = make_cast()
    chosen = people(cast, 3)
    client = signed_in(cast.officer)
    edit = proposed(client, PEOPLE, ticked(chosen) | HAMLET)
    with transaction.atomic():
        BulkEdit.objects.select_for_update().get(pk=edit.pk)
        clicks = [
            elsewhere(lambda: confirm(signed_in(cast.officer), PEOPLE, edit)) for _ in range(2)
        ]
        wait_for_a_waiter()
    for click in clicks:
        click.end()
    rows = Person.objects.filter(pk__in=[row.pk for row in chosen])
    assert set(rows.values_list("version", flat=True)) == {2}
    assert hamlets(chosen) == {"Sukamaju"}
