"""The message after an edit leads to its undo: one tap, where something was written."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from accounts.models import User
from members.models import Person
from tests.cast import Cast

RESTORE = re.compile(r'href="(/receipts/[a-z0-9]+/undo/)">Kembalikan<')


def saved(user: User, person: Person, **typed: str) -> str:
    """The page after saving somebody's data."""
    client = Client()
    client.force_login(user)
    village = person.village
    assert village is not None
    data = {"name": person.name, "sex": "F", "village": village.path, "village_code": village.code}
    address = f"{person.get_absolute_url()}edit/"
    answer = client.post(address, {**data, **typed}, follow=True)
    assert answer.redirect_chain
    return answer.content.decode()


@pytest.mark.parametrize("role", ["officer", "secretary"])
def test_an_edit_leads_to_its_undo(cast: Cast, role: str) -> None:
    user = getattr(cast, role)
    before = Person.objects.filter(pk=cast.person.pk).values_list("name", "nickname", "sex")
    was = before.get()
    found = RESTORE.search(saved(user, cast.person, nickname="Mar"))
    assert found is not None
    assert before.get() != was
    client = Client()
    client.force_login(user)
    assert "Kembali seperti semula" in client.get(found[1]).content.decode()
    client.post(found[1])
    assert before.get() == was


def test_saving_what_is_there_already_offers_no_undo(cast: Cast) -> None:
    saved(cast.officer, cast.person, nickname="Mar")
    page = saved(cast.officer, cast.person, nickname="Mar")
    assert "Perubahan disimpan" in page or "disimpan" in page
    assert RESTORE.search(page) is None
