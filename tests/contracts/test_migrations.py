"""The database: no missing migration, one line of them, constraints with names and words."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import BaseConstraint, CheckConstraint, Model

from core.constraints import sentence
from core.events import Event

PROJECT = Path(__file__).resolve().parents[2]
OWN = [config for config in apps.get_app_configs() if Path(config.path).parent == PROJECT]

# Constraints that no input can violate: a program would have to be wrong.
NOT_FOR_USERS = {
    "handover_number_only_for_own": "number and code are given by one service",
    "handover_own_has_a_number": "number and code are given by one service",
    "handover_verify_code_once": "the code is random",
    "invitation_ends_later": "made_at and expires_at are written by one service",
    "invitation_used_or_revoked": "a link is used or withdrawn under a condition",
    "importmapping_one_a_shape": "a later answer takes the place of the earlier one",
    "import_settled_keeps_no_file": "state and payload are set by the import itself",
    "sealedcase_names_no_day": "the month is taken from the day on which it was asked",
    "sealedcase_note_hangs": "a note and a case are made by functions of their own",
    "sealedreader_ends_later": "no page ends a reader before she was named",
    "bulkedit_dropped_keeps_nothing": "what is dropped loses its payload in the same act",
    "draft_one_of_a_form": "the row of the form is locked and written again",
    "oldcode_leads_elsewhere": "a merge takes two rows, and each has its own code",
    "person_nik_cipher_with_hash": "set_nik writes both",
    "reveal_has_a_reason": "the form demands a reason before it comes to that",
    "seriesyear_one_a_year": "one statement counts on or begins",
    "sentform_acts_once": "two posts of a form stand in line before they look",
    "storedfile_content_once": "the same content is looked up first",
    "transferrequest_answer_has_a_date": "answer and date are written by one service",
}


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    said = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=said, stderr=said)
    assert "No changes detected" in said.getvalue()


@pytest.mark.parametrize("config", OWN, ids=lambda config: config.label)
def test_migrations_are_one_line(config: AppConfig) -> None:
    folder = Path(config.path) / "migrations"
    if not folder.exists():
        assert not list(config.get_models())
        return
    names = sorted(path.stem for path in folder.glob("[0-9]*.py"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    # A second migration on the same parent changes this file too: git shows the conflict.
    assert (folder / "max_migration.txt").read_text() == f"{names[-1]}\n"
    leaves = MigrationLoader(None).graph.leaf_nodes(config.label)
    assert leaves == [(config.label, names[-1])]


def own_models() -> list[type[Model]]:
    return [m for c in OWN for m in c.get_models() if not issubclass(m, Event)]


def constraints() -> list[tuple[type[Model], BaseConstraint]]:
    return [(model, one) for model in own_models() for one in model._meta.constraints]


def test_every_constraint_has_a_worded_error() -> None:
    silent = {
        one.name
        for _, one in constraints()
        if str(one.violation_error_message) == str(BaseConstraint.default_violation_error_message)
    }
    assert silent == NOT_FOR_USERS.keys()
    assert len(constraints()) >= 50


def test_every_constraint_bears_the_name_of_its_model() -> None:
    wrong = [one.name for m, one in constraints() if not one.name.startswith(m._meta.model_name)]
    assert not wrong


def test_uniqueness_without_a_name_is_worded_or_random() -> None:
    """``unique=True`` on a field makes a constraint of which nobody chose the name."""
    fields = [f for m in own_models() for f in m._meta.local_fields if f.unique]
    found = {f"{f.model.__name__}.{f.name}" for f in fields if not f.primary_key}
    assert {name for name in found if not name.endswith(".code")} == {
        "Invitation.digest",  # of a random secret
        "Equipment.label_code",  # random
        "Edition.release",  # written by a command alone
        "User.username",  # has a sentence of its own
    }


@pytest.mark.django_db
def test_every_check_stands_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT conname FROM pg_constraint WHERE contype = 'c'")
        there = {name for (name,) in cursor.fetchall()}
    assert {c.name for _, c in constraints() if isinstance(c, CheckConstraint)} <= there


def test_an_unknown_violation_is_a_sentence_too() -> None:
    assert sentence(IntegrityError("anything")).endswith(".")
