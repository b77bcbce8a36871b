"""Every model is tracked by the database, or stands here with the reason why not."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from core.events import Event
from core.history import KEPT_BY_DATABASE
from core.history_words.told import act_words

# Models without a history, and why they need none. A model may also say so itself (`untracked`).
UNTRACKED = {
    "core.Import": "an upload that waits for its owner, gone once settled; its writes are tracked",
    "core.BulkEdit": "a change that waits for its owner's confirmation; its writes are tracked",
    "core.ImportMapping": "how somebody's own files are read; says nothing about the register",
    "core.Reveal": "is itself a log: written once, never changed",
    "core.ExportLog": "is itself a log: written once, never changed",
    "core.Draft": "what is typed and not saved yet; saving it is tracked",
    "core.SentForm": "the answer to a post for seven days; what the post did is tracked",
    "core.Receipt": "is itself the log of an act, written by the database",
    "core.ReceiptPlace": "counted from the history",
    "core.KeyRotation": "is itself a log: written once, never changed",
    "admin.LogEntry": "never written: the database's history takes its place",
    "auth.Permission": "never asked: rights come from the table of acts",
    "auth.Group": "never asked: rights come from the table of acts",
    "contenttypes.ContentType": "the names of the tables, written by migrations",
    "sessions.Session": "opened and closed at every sign-in; says nothing about the register",
    "usersessions.UserSession": "opened and closed at every sign-in",
    "pghistory.Context": "the history's own",
    "account.EmailAddress": "the sign-in library's; no e-mail is asked for",
    "account.EmailConfirmation": "the sign-in library's; no e-mail is asked for",
    "mfa.Authenticator": "secrets that no copy may outlive",
}
EVENTS = [model for model in apps.get_models() if issubclass(model, Event)]
TRACKED = [event.pgh_tracked_model for event in EVENTS]
OPERATIONS = ("insert", "update", "delete")


def own_models() -> list[Any]:
    found = [m for m in apps.get_models() if m._meta.managed and not m._meta.proxy]
    return [model for model in found if model not in EVENTS]


def test_every_model_is_tracked_or_says_why_not() -> None:
    bare = [m for m in own_models() if m not in TRACKED and not getattr(m, "untracked", "")]
    assert {model._meta.label for model in bare} == UNTRACKED.keys()
    assert len(TRACKED) >= 14


@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)
def test_events_hold_every_column_but_what_the_database_keeps(model: Any) -> None:
    columns = {f.column for f in model._meta.concrete_fields if not f.generated}
    held = {f.column for f in model.pgh_event_model._meta.concrete_fields}
    left_out = columns - held - set(KEPT_BY_DATABASE)
    assert left_out == ({"password", "last_login"} if model.__name__ == "User" else set())


@pytest.mark.django_db
@pytest.mark.parametrize("model", TRACKED, ids=lambda model: model._meta.label)
def test_triggers_catch_inserts_changes_and_deletions(model: Any) -> None:
    """Once a statement; of a change by no join, whose plan a session may keep for one row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, tgtype & 1, prosrc FROM pg_trigger JOIN pg_proc p ON p.oid = tgfoid"
            " WHERE tgrelid = %s::regclass AND tgenabled = 'O' AND NOT tgisinternal",
            [model._meta.db_table],
        )
        found = {name: (bool(by_row), source) for name, by_row, source in cursor.fetchall()}
    for operation in OPERATIONS:
        named = f"pgtrigger_{operation}_{operation}"
        [(by_row, source)] = [found[name] for name in found if name.startswith(named)]
        assert not by_row, operation
        assert " JOIN " not in source
    assert any("raise_version" in name for name in found)


@pytest.mark.parametrize("event", EVENTS, ids=lambda model: model._meta.label)
def test_events_are_found_by_their_row(event: Any) -> None:
    indexes = [index.fields for index in event._meta.indexes]
    assert ["pgh_obj", "-pgh_id"] in indexes
    assert event._meta.pk.get_internal_type() == "BigAutoField"


@pytest.mark.usefixtures("own")
def test_events_can_only_be_added() -> None:
    walked = 0
    for event in EVENTS:
        if not event.objects.exists():
            continue
        for change in ("UPDATE {} SET pgh_label = 'x'", "DELETE FROM {}"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(change.format(event._meta.db_table))
        walked += 1
    assert walked >= 8


def test_acts_on_several_rows_have_a_sentence() -> None:
    """An edit is told by its fields; these would read as their parts."""
    named = ["add_person", "import_people", "join_group", "leave_group", "move_person"]
    named += ["change_office", "answer_transfer", "add_group", "dissolve_group"]
    named += ["merge_people"]
    assert all(act_words(f"members.{verb}") for verb in named)
