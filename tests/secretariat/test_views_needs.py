"""secretariat.views.needs: what she needs, each kind once, and its end."""

from __future__ import annotations

from django.urls import reverse

from secretariat.models import Need
from tests.cast import Cast
from tests.secretariat.abroad_factories import NeedFactory
from tests.training.pages import errors, page, signed_in


def url(name: str, *codes: str) -> str:
    return reverse(f"secretariat:{name}", args=codes)


def test_need_list_tells_what_she_needs_and_no_longer_needs(cast: Cast) -> None:
    NeedFactory(person=cast.person, note="Dua kambing")
    address = url("need_list", cast.person.code)
    assert address in page(cast.secretary, cast.person.get_absolute_url())
    assert "Dua kambing" in page(cast.secretary, address)
    assert signed_in(cast.other_secretary).get(address).status_code == 404
    assert signed_in(cast.viewer).get(address).status_code == 403


def test_need_create_writes_each_kind_once(cast: Cast) -> None:
    NeedFactory(person=cast.person, note="Dua kambing")
    address = url("need_create", cast.person.code)
    client = signed_in(cast.secretary)
    assert "kinds" in errors(client.post(address, {"note": "apa saja"}))
    client.post(address, {"kinds": ["capital", "training"], "note": "Menjahit"})
    found = Need.objects.values_list("kind", "note")
    assert set(found) == {("capital", "Dua kambing"), ("training", "Menjahit")}
    assert "Butuh: modal" in page(cast.secretary, cast.person.get_absolute_url())


def test_need_end_keeps_the_row_with_its_reason(cast: Cast) -> None:
    need = NeedFactory(person=cast.person)
    address = url("need_end", cast.person.code, need.code)
    assert signed_in(cast.other_officer).get(address).status_code == 404
    typed = {"ended_on": "3 Maret 2026", "end_reason": "Sudah dapat pinjaman"}
    answer = signed_in(cast.officer).post(address, typed)
    assert answer["Location"] == url("need_list", cast.person.code)
    need.refresh_from_db()
    assert need.end_reason == "Sudah dapat pinjaman"
    assert "Sudah dapat pinjaman" in page(cast.officer, url("need_list", cast.person.code))
    assert signed_in(cast.officer).get(address).status_code == 404
