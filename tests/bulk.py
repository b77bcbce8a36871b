"""Changing rows of a list together, as the pages do it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.test import Client
from django.utils.http import urlencode

from core.bulk_edit.lists import BulkList
from core.bulk_edit.models import BulkEdit
from core.bulk_edit.tokens import token_of
from members.models import Person
from tests.cast import Cast
from tests.factories import PersonFactory
from tests.members.pages import signed_in


def all_of(bulk: BulkList, user: Any, query: str = "") -> dict[str, str]:
    """All that match a filter, as the button below the list sends it."""
    return {"all": token_of(bulk.kind, query, user)}


def ticked(rows: Iterable[Any]) -> dict[str, list[str]]:
    return {"row": [row.code for row in rows]}


def setting(**answers: str) -> dict[str, str]:
    """These fields set to these values; ``group__moved`` answers what goes with one."""
    ways = {f"{key}-how": "set" for key in answers if "__" not in key}
    return {key.replace("__", "-"): value for key, value in answers.items()} | ways


def propose(client: Client, bulk: BulkList, data: dict[str, Any]) -> Any:
    query = urlencode({key: data[key] for key in ("row", "all") if key in data}, doseq=True)
    return client.post(f"{bulk.address('create')}?{query}", data)


def proposed(client: Client, bulk: BulkList, data: dict[str, Any]) -> BulkEdit:
    """The edit that waits for its confirmation."""
    answer = propose(client, bulk, data)
    assert answer.status_code == 302, errors(answer)
    return BulkEdit.objects.get(code=answer["Location"].rstrip("/").rpartition("/")[2])


def confirm(client: Client, bulk: BulkList, edit: BulkEdit, reason: str = "") -> BulkEdit:
    answer = client.post(bulk.address("confirm", edit.code), {"reason": reason})
    assert answer.status_code == 302, errors(answer)
    edit.refresh_from_db()
    return edit


def change(user: Any, bulk: BulkList, data: dict[str, Any], reason: str = "") -> BulkEdit:
    """The whole way of a user; the edit that came of it."""
    client = signed_in(user)
    return confirm(client, bulk, proposed(client, bulk, data), reason)


def page(client: Client, bulk: BulkList, edit: BulkEdit) -> str:
    """The words of an edit's page, without its markup."""
    html = client.get(bulk.address("detail", edit.code)).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") :]).split())


def errors(answer: Any) -> Any:
    form = answer.context and answer.context.get("form")
    return form.errors if form else answer.content.decode()[-3000:]


HAMLET = setting(hamlet="Sukamaju")


def people(cast: Cast, number: int) -> list[Person]:
    return [PersonFactory(group=cast.group, hamlet="Sukasari") for _ in range(number)]


def hamlets(rows: list[Person]) -> set[str]:
    found = Person.objects.filter(pk__in=[row.pk for row in rows])
    return set(found.values_list("hamlet", flat=True))
