"""Receipts: one for each act, told row by row to who may see the rows."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from pghistory.models import Context

from accounts.models import User
from core.models import Receipt, ReceiptPlace
from core.receipts.codes import code_of
from core.receipts.running import of_running_act
from core.receipts.settling import settle
from members.models import Group, Membership, Person, Placement
from tests.acts import acting, receipt_of
from tests.cast import Cast
from tests.factories import MemberFactory, OccupationFactory, PlacementFactory
from tests.queries import allowed, queries_of

LIST = "/receipts/"
KNOWN = UUID("00112233-4455-4677-8899-aabbccddeeff")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, address: str = LIST, status: int = 200) -> str:
    response = client_of(user).get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode())


def rename(user: User, *people: Person, reason: str = "") -> str:
    with acting(user, reason=reason) as code:
        Person.objects.filter(pk__in=[p.pk for p in people]).update(nickname="Mar")
    return code


def test_every_act_leaves_a_receipt_with_who_what_and_why(cast: Cast) -> None:
    code = rename(cast.officer, cast.person, reason="Salah ketik")
    receipt = receipt_of(code)
    assert (receipt.user, receipt.act, receipt.reason) == (
        cast.officer,
        "members.change_person",
        "Salah ketik",
    )
    assert receipt.pk == Context.objects.latest("created_at").pk
    assert receipt.code == code_of(receipt.pk)


def test_a_post_of_a_page_is_one_receipt_that_knows_its_act(cast: Cast) -> None:
    client_of(cast.officer).post(
        f"/people/{cast.person.code}/edit/", {"name": "Marsinah", "seen_version": "1"}
    )
    posted = Receipt.objects.filter(user=cast.officer, act="members.change_person")
    assert posted.count() == Context.objects.filter(metadata__user=cast.officer.pk).count()


def test_the_running_act_knows_the_address_of_its_receipt(cast: Cast) -> None:
    assert of_running_act() == ""
    with acting(cast.officer) as code:
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
        assert of_running_act() == f"/receipts/{code}/"
    assert "Mar" in page(cast.officer, f"/receipts/{code}/")


def test_settling_counts_each_row_once_and_each_act_once(cast: Cast) -> None:
    with acting(cast.officer) as code:
        Person.objects.filter(pk=cast.person.pk).update(nickname="Mar")
        Person.objects.filter(pk=cast.person.pk).update(nickname="Marsi")
        PlacementFactory(person=cast.person)
    settle()
    assert settle() == 0
    assert receipt_of(code).rows == 2
    places = ReceiptPlace.objects.filter(receipt__code=code).values_list("model", "group", "area")
    assert set(places) == {
        ("members.Person", cast.group.pk, cast.group.village_id),
        ("members.Placement", cast.group.pk, cast.group.village_id),
    }


def test_an_act_that_changed_nothing_is_not_listed(cast: Cast) -> None:
    empty = Context.objects.create(metadata={"user": cast.officer.pk, "act": "members.add_person"})
    code = receipt_of(code_of(empty.pk)).code
    assert code not in page(cast.officer)
    assert client_of(cast.officer).get(f"/receipts/{code}/").status_code == 404


def test_receipt_list_is_told_to_who_works_there_and_to_who_acted(cast: Cast) -> None:
    code = rename(cast.officer, cast.person, reason="Dibetulkan bersama")
    for user in (cast.officer, cast.secretary, cast.admin):
        assert "Dibetulkan bersama" in page(user)
        assert "1 anggota" in page(user)
    for user in (cast.other_officer, cast.other_secretary):
        assert code not in page(user)
        page(user, f"/receipts/{code}/", status=404)
    for address in (LIST, f"/receipts/{code}/"):
        assert client_of(cast.viewer).get(address).status_code == 403


def test_of_several_groups_each_reads_only_her_rows(cast: Cast) -> None:
    code = rename(cast.admin, cast.person, cast.other_person)
    mine, theirs = cast.person.name, cast.other_person.name
    for user, named, unnamed in (
        (cast.secretary, mine, theirs),
        (cast.officer, mine, theirs),
        (cast.other_officer, theirs, mine),
    ):
        told = page(user, f"/receipts/{code}/")
        assert named in told
        assert unnamed not in told
        assert "(1)" in told
        assert "(2)" not in told
        assert "1 anggota" in page(user)
    told = page(cast.admin, f"/receipts/{code}/")
    assert mine in told
    assert theirs in told
    assert "(2)" in told


def test_a_row_that_moved_away_is_told_where_it_is_now(cast: Cast) -> None:
    code = rename(cast.officer, cast.person)
    settle()
    cast.person.memberships.update(group=cast.other_group)
    told = page(cast.officer, f"/receipts/{code}/")
    assert "tidak ada lagi" in told
    assert cast.person.name not in told
    assert cast.person.name in page(cast.other_officer, f"/receipts/{code}/")


def test_what_is_gone_is_told_where_it_last_was(cast: Cast) -> None:
    placement = PlacementFactory(person=cast.person, country="TW")
    with acting(cast.admin) as code:
        placement.delete()
    for user in (cast.officer, cast.secretary):
        assert "Taiwan" in page(user, f"/receipts/{code}/?table=members.placement")
    page(cast.other_officer, f"/receipts/{code}/", status=404)


def test_of_what_is_gone_each_reads_only_her_rows(cast: Cast) -> None:
    mine, theirs = cast.person.name, cast.other_person.name
    stays = [PlacementFactory(person=p) for p in (cast.person, cast.other_person)]
    members = [MemberFactory(group=g, name=n) for g, n in _with_names(cast)]
    with acting(cast.admin) as code:
        Placement.objects.filter(pk__in=[stay.pk for stay in stays]).delete()
        Membership.objects.filter(person__in=members).delete()
        Person.objects.filter(pk__in=[member.pk for member in members]).delete()
    for user, own in ((cast.officer, mine), (cast.secretary, mine), (cast.other_officer, theirs)):
        for table in ("placement", "membership", "person"):
            told = page(user, f"/receipts/{code}/?table=members.{table}")
            assert "(2)" not in told, (user, table)
        assert f"{own} II" in told
        assert "1 anggota" in page(user)


def _with_names(cast: Cast) -> list[tuple[Group, str]]:
    return [
        (cast.group, f"{cast.person.name} II"),
        (cast.other_group, f"{cast.other_person.name} II"),
    ]


def test_values_stand_before_and_after_and_are_withheld_as_elsewhere(cast: Cast) -> None:
    placement = PlacementFactory(person=cast.person, employer="PT Lama")
    with acting(cast.officer) as code:
        Person.objects.filter(pk=cast.person.pk).update(phone="+6281234567890", nickname="Mar")
        Placement.objects.filter(pk=placement.pk).update(employer="PT Baru")
    told = page(cast.officer, f"/receipts/{code}/")
    assert "81234567890" not in told
    assert "<ins>Mar</ins>" in told
    stays = f"/receipts/{code}/?table=members.placement"
    assert "PT Lama" in page(cast.officer, stays)
    assert "PT Baru" in page(cast.officer, stays)
    hidden = page(cast.secretary, stays)
    assert "PT" not in hidden
    assert "dirahasiakan" in hidden


def test_a_list_that_all_share_is_told_to_who_acted_and_who_sees_all(cast: Cast) -> None:
    with acting(cast.officer, "members.add_occupation") as code:
        OccupationFactory(name="Perawat bayi")
    for user in (cast.officer, cast.admin):
        assert "Perawat bayi" in page(user, f"/receipts/{code}/")
    page(cast.other_officer, f"/receipts/{code}/", status=404)
    assert code not in page(cast.other_officer)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("act=members.change_person", True),
        ("act=members.add_group", False),
        ("who=mine", True),
        ("who=others", False),
        ("when=1", True),
        ("until=2001-01-01", False),
        ("since=2001-01-01", True),
        ("q=salah", True),
        ("q=petugas+uji", True),
        ("q=tak+ada", False),
        ("since=kemarin", True),
        ("act=x", True),
    ],
)
def test_receipt_list_filters(cast: Cast, query: str, is_found: bool) -> None:
    code = rename(cast.officer, cast.person, reason="Salah ketik")
    told = page(cast.officer, f"{LIST}?{query}")
    assert (code in told) is is_found


def test_a_long_receipt_has_pages_and_a_fixed_number_of_queries(cast: Cast) -> None:
    few = rename(cast.officer, cast.person)
    people = [MemberFactory(group=cast.group) for _ in range(52)]
    many = rename(cast.officer, *people)
    client = client_of(cast.officer)
    cost = allowed("officer /receipts/CODE/")
    assert queries_of(client, f"/receipts/{few}/") == cost
    assert queries_of(client, f"/receipts/{many}/") == cost
    first, second = (page(cast.officer, f"/receipts/{many}/?page={n}") for n in (1, 9))
    assert first.count("<ins>Mar</ins>") == 50
    assert second.count("<ins>Mar</ins>") == 2


def test_receipt_list_costs_the_same_for_few_and_many(cast: Cast) -> None:
    rename(cast.officer, cast.person)
    client = client_of(cast.officer)
    cost = allowed("officer /receipts/")
    assert queries_of(client, LIST) == cost
    for _ in range(20):
        rename(cast.officer, MemberFactory(group=cast.group))
    assert queries_of(client, LIST) == cost


def test_a_change_log_leads_to_the_receipt(cast: Cast) -> None:
    code = rename(cast.officer, cast.person)
    assert f'href="/receipts/{code}/"' in page(cast.officer, f"/people/{cast.person.code}/history/")


def test_the_code_is_made_alike_in_both_places(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, receipt_code(id) FROM pghistory_context LIMIT 20")
        for act, code in cursor.fetchall():
            assert code == code_of(act)
        cursor.execute("SELECT receipt_code(%s)", [str(KNOWN)])
        assert cursor.fetchone()[0] == code_of(KNOWN)
