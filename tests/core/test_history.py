"""core.history: whatever path writes, the database records it with actor, act and reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.models import User
from core import history
from core.history import recording
from core.history_words.told import sources_of
from members.models import Group, Person
from tests.cast import Cast
from tests.factories import BUMI_DAYA, PersonFactory, region

ACT, REASON = "members.change_person", "Disampaikan sendiri"
EVENTS: Any = Person.pgh_event_model  # type: ignore[attr-defined]


def events(person: Person) -> list[Any]:
    return list(EVENTS.objects.filter(pgh_obj=person).order_by("pgh_id").select_related())


def last(person: Person) -> Any:
    return events(person)[-1]


def by_save(person: Person) -> None:
    person.phone = "+6281233452211"
    person.save()


def by_update(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(phone="+6281233452211")


def by_bulk_update(person: Person) -> None:
    person.phone = "+6281233452211"
    Person.objects.bulk_update([person], ["phone"])


def by_sql(person: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE members_person SET phone = %s WHERE id = %s", ["+6281233452211", person.pk]
        )


@pytest.mark.parametrize("write", [by_save, by_update, by_bulk_update, by_sql])
def test_a_change_is_recorded_whatever_path_makes_it(
    cast: Cast, write: Callable[[Person], None]
) -> None:
    with recording(cast.officer, ACT, REASON):
        write(cast.person)
    event = last(cast.person)
    assert event.pgh_label == "update"
    assert event.phone == "+6281233452211"
    assert event.pgh_context.metadata == {"user": cast.officer.pk, "act": ACT, "reason": REASON}


def test_bulk_create_is_recorded_row_by_row(cast: Cast) -> None:
    rows = [Person(name="Samini", village_id=BUMI_DAYA) for _ in range(3)]
    with recording(cast.secretary, "members.import_people"):
        people = Person.objects.bulk_create(rows)
    assert [last(person).pgh_label for person in people] == ["insert"] * 3
    assert {last(p).pgh_context.metadata["user"] for p in people} == {cast.secretary.pk}
    assert len({last(person).pgh_context_id for person in people}) == 1


def test_a_deletion_is_recorded_with_the_row_that_was(cast: Cast) -> None:
    person = PersonFactory(name="Salah Catat")
    key = person.pk
    with recording(cast.officer):
        person.delete()
    event = EVENTS.objects.filter(pgh_obj_id=key).latest("pgh_id")
    assert (event.pgh_label, event.name) == ("delete", "Salah Catat")


def test_a_form_is_recorded_with_its_user_and_act(cast: Cast, client: Client) -> None:
    client.force_login(cast.secretary)
    village = region(BUMI_DAYA)
    data = {"name": "Marsinah", "sex": "F", "village": village.path, "village_code": village.code}
    address = f"{cast.person.get_absolute_url()}edit/"
    assert client.post(address, data).status_code == 302
    event = last(cast.person)
    assert event.name == "Marsinah"
    assert event.pgh_context.metadata == {"user": cast.secretary.pk, "act": ACT}


def test_sql_without_a_context_is_recorded_with_its_role(db: None) -> None:
    person = PersonFactory()
    by_sql(person)
    event = last(person)
    assert event.pgh_context_id is None
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        assert [event.pgh_role] == list(cursor.fetchone())


def test_saving_the_same_again_makes_no_event(cast: Cast) -> None:
    before = len(events(cast.person))
    cast.person.save()
    Person.objects.filter(pk=cast.person.pk).update(name=cast.person.name)
    assert len(events(cast.person)) == before


@pytest.mark.parametrize("write", [by_save, by_update, by_bulk_update, by_sql])
def test_versions_rise_whatever_path_writes(cast: Cast, write: Callable[[Person], None]) -> None:
    before = Person.objects.get(pk=cast.person.pk)
    write(cast.person)
    after = Person.objects.get(pk=cast.person.pk)
    assert after.version == before.version + 1
    assert after.changed_at > before.changed_at
    Person.objects.filter(pk=cast.person.pk).update(version=0)
    assert Person.objects.get(pk=cast.person.pk).version == after.version + 1


def test_a_big_change_after_small_ones_records_every_row(cast: Cast) -> None:
    people = Person.objects.bulk_create(
        [Person(name="Samini", village_id=BUMI_DAYA) for _ in range(5000)]
    )
    with recording(cast.officer, ACT):
        for person in people[:6]:
            Person.objects.filter(pk=person.pk).update(rt="001")
        ids = [person.pk for person in people]
        assert Person.objects.filter(pk__in=ids).update(rt="002") == len(ids)
    recorded = EVENTS.objects.filter(pgh_obj__in=ids, pgh_label="update", rt="002")
    assert recorded.count() == len(ids)
    assert recorded.filter(pgh_context__metadata__user=cast.officer.pk).count() == len(ids)


def test_only_unsafe_requests_open_a_context(cast: Cast, client: Client, monkeypatch: Any) -> None:
    opened: list[Any] = []
    real = history.recording
    monkeypatch.setattr(history, "recording", lambda user: opened.append(user) or real(user))
    client.force_login(cast.officer)
    client.get("/people/")
    assert opened == []
    client.post("/people/")
    assert opened == [cast.officer]


def test_name_act_and_give_reason_say_nothing_outside_a_request(cast: Cast) -> None:
    history.name_act(ACT)
    history.give_reason(REASON)
    with recording(cast.officer):
        history.give_reason("")
        by_update(cast.person)
    assert last(cast.person).pgh_context.metadata == {"user": cast.officer.pk}


@pytest.mark.parametrize("subject", [Person(), Group(), User()], ids=lambda s: type(s).__name__)
def test_every_key_by_which_a_history_is_told_has_an_index(subject: Any) -> None:
    """Without one a page reads the whole history table."""
    keys = [source for source in sources_of(subject) if not source.is_own]
    assert keys
    for source in keys:
        events: Any = source.model.pgh_event_model  # type: ignore[attr-defined]
        key = events._meta.get_field(source.via.split("__")[0]).name
        assert key in {index.fields[0] for index in events._meta.indexes}, events
