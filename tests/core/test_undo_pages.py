"""The pages of undo: what it would do, one button, and what is said where it does nothing."""

from __future__ import annotations

import re

from django.db import connection
from django.test import Client

from accounts.models import User
from core.history import recording
from core.receipts.running import done
from members.models import Person
from tests.acts import acting, receipt_of
from tests.cast import Cast, make_cast
from tests.factories import MemberFactory, PlacementFactory
from tests.queries import allowed, queries_of


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def rename(user: User, *people: Person) -> str:
    with acting(user) as code:
        Person.objects.filter(pk__in=[p.pk for p in people]).update(nickname="Mar")
    return code


def undo_page(user: User, code: str) -> str:
    return text(client_of(user).get(f"/receipts/{code}/undo/"))


def press(user: User, code: str) -> str:
    return text(client_of(user).post(f"/receipts/{code}/undo/", follow=True))


def text(response: object) -> str:
    assert response.status_code == 200  # type: ignore[attr-defined]
    return re.sub(r"\s+", " ", response.content.decode())  # type: ignore[attr-defined]


def test_receipt_undo_tells_what_returns_and_does_it_with_one_button(cast: Cast) -> None:
    code = rename(cast.officer, cast.person)
    shown = undo_page(cast.officer, code)
    assert "Kembali seperti semula (1)" in shown
    assert cast.person.name in shown
    assert Person.objects.get(pk=cast.person.pk).nickname == "Mar"
    told = press(cast.officer, code)
    assert "1 baris sudah kembali seperti semula" in told
    assert "Lihat apa itu" in told
    assert not Person.objects.get(pk=cast.person.pk).nickname
    done_by = receipt_of(code).undone_by
    assert done_by is not None
    assert done_by.act == "core.undo_receipt"
    assert done_by.reason.startswith("Dikembalikan:")
    assert f"/receipts/{done_by.code}/" in text(client_of(cast.officer).get(f"/receipts/{code}/"))


def test_receipt_undo_names_what_was_changed_since_and_what_stays(cast: Cast) -> None:
    other = MemberFactory(group=cast.group)
    code = rename(cast.officer, cast.person, other)
    with acting(cast.secretary) as later:
        Person.objects.filter(pk=other.pk).update(phone="+6281234567890")
    shown = undo_page(cast.officer, code)
    assert "Sudah diubah lagi, jadi dibiarkan (1)" in shown
    assert "Sekretaris Uji" in shown
    assert f'href="/receipts/{later}/"' in shown
    assert "1 baris dibiarkan" in press(cast.officer, code)


def test_receipt_undo_is_for_who_did_it_and_for_the_office(cast: Cast) -> None:
    code = rename(cast.officer, cast.person)
    for user, status in (
        (cast.viewer, 403),
        (cast.other_officer, 404),
        (cast.other_secretary, 404),
    ):
        for method in ("get", "post"):
            address = f"/receipts/{code}/undo/"
            assert getattr(client_of(user), method)(address).status_code == status
    assert "dilakukan orang lain" in undo_page(cast.secretary, code)
    assert "dilakukan orang lain" in press(cast.secretary, code)
    assert Person.objects.get(pk=cast.person.pk).nickname == "Mar"
    own = rename(cast.secretary, MemberFactory(group=cast.group))
    assert "1 baris sudah kembali" in press(cast.secretary, own)


def test_pressed_twice_it_acts_once_and_says_so(cast: Cast) -> None:
    code = rename(cast.officer, cast.person)
    press(cast.officer, code)
    rename(cast.officer, cast.person)
    assert "sudah dikembalikan" in press(cast.officer, code)
    assert Person.objects.get(pk=cast.person.pk).nickname == "Mar"


def test_after_thirty_days_no_button_is_offered(cast: Cast) -> None:
    code = rename(cast.officer, cast.person)
    assert f"/receipts/{code}/undo/" in text(client_of(cast.officer).get(f"/receipts/{code}/"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_receipt SET at = now() - interval '31 days'")
    assert "/undo/" not in text(client_of(cast.officer).get(f"/receipts/{code}/"))
    assert "30 hari" in undo_page(cast.officer, code)
    assert "30 hari" in press(cast.officer, code)


def test_unknown_codes_are_not_found(cast: Cast) -> None:
    for code in ("abcdefghjk", "x", "UPPER", "a" * 200):
        for method in ("get", "post"):
            address = f"/receipts/{code}/undo/"
            assert getattr(client_of(cast.officer), method)(address).status_code == 404


def test_a_message_leads_to_undo(cast: Cast) -> None:
    assert done("12 baris diubah.") == "12 baris diubah."
    with recording(cast.officer):
        assert "<b>" not in done("<b>12</b>")
        assert re.search(r'href="/receipts/\w{10}/undo/">Kembalikan</a>', done("12 baris."))


def test_a_preview_costs_the_same_for_few_and_many(cast: Cast) -> None:
    client = client_of(cast.officer)
    few = rename(cast.officer, cast.person)
    many = rename(cast.officer, *[MemberFactory(group=cast.group) for _ in range(60)])
    cost = allowed("officer /receipts/CODE/undo/")
    assert queries_of(client, f"/receipts/{few}/undo/") == cost
    assert queries_of(client, f"/receipts/{many}/undo/") == cost


def test_two_officers_at_once_undo_once(elsewhere: object) -> None:
    """The second waits for the first, and reads that it is done."""
    cast = make_cast()
    with recording(cast.officer, "members.change_person"):
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
        placement = PlacementFactory(person=cast.person)
    code = _latest()
    answers = [
        elsewhere(lambda user=user: press(user, code))  # type: ignore[operator]
        for user in (cast.officer, cast.admin)
    ]
    told = [answer.end() for answer in answers]
    assert sum("sudah kembali seperti semula" in page for page in told) == 1
    assert sum("Ini sudah dikembalikan. Tidak ada" in page for page in told) == 1
    assert not type(placement).objects.exists()


def _latest() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT code FROM core_receipt ORDER BY at DESC, id LIMIT 1")
        return str(cursor.fetchone()[0])
