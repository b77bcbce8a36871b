"""secretariat.views.harvests: the list, writing down, correcting, taking back, the file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from secretariat.models import Commodity, Harvest
from tests.aid.pages import errors, page, signed_in
from tests.cast import Cast
from tests.factories import GroupFactory, MemberFactory
from tests.queries import allowed, queries_of
from tests.secretariat.production_factories import HarvestFactory

LIST = "/secretariat/harvests/"
EXPORT = f"{LIST}export/"
TYPED = {
    "commodity": "cabaimerah",
    "quantity_kg": "1.200",
    "area_ha": "0,25",
    "price_per_kg": "20.000",
    "cost": "9.000.000",
    "harvested_on": "11 Mei 2023",
}


def add_url(cast: Cast) -> str:
    return reverse("secretariat:harvest_create", args=[cast.group.code])


def send(user: Any, url: str, **typed: str) -> Any:
    """Type it, look at what follows, and say yes."""
    client = signed_in(user)
    first = client.post(url, TYPED | typed)
    if first.status_code != 200 or first.context["form"].shown is None:
        return first
    return client.post(url, TYPED | typed | {"checked": first.context["form"].data["checked"]})


def test_what_follows_is_shown_before_it_is_saved(cast: Cast) -> None:
    url = add_url(cast)
    assert signed_in(cast.viewer).get(url).status_code == 403
    assert signed_in(cast.other_secretary).get(url).status_code == 404
    client = signed_in(cast.secretary)
    first = client.post(url, TYPED)
    text = first.content.decode()
    assert "4,8 t/ha" in text
    assert "Rp24.000.000" in text
    assert "Rp15.000.000" in text
    assert not Harvest.objects.exists()
    checked = first.context["form"].data["checked"]
    changed = client.post(url, TYPED | {"checked": checked, "quantity_kg": "900"})
    assert "3,6 t/ha" in changed.content.decode()
    assert not Harvest.objects.exists()
    assert client.post(url, TYPED | {"checked": checked}).status_code == 302
    row = Harvest.objects.get()
    assert (row.group, row.person, str(row.harvested_on)) == (cast.group, None, "2023-05-11")
    assert (row.quantity_kg, row.area_ha) == (Decimal(1200), Decimal("0.25"))
    assert (row.price_per_kg, row.cost) == (20_000, 9_000_000)


def test_commodity_weight_and_date_are_enough(cast: Cast) -> None:
    few = dict.fromkeys(["area_ha", "price_per_kg", "cost"], "")
    send(cast.secretary, add_url(cast), harvested_on="2023", **few)
    row = Harvest.objects.get()
    assert (row.area_ha, row.price_per_kg, row.cost) == (None, None, None)
    assert str(row.harvested_on) == "2023"


@pytest.mark.parametrize(
    ("typed", "warned"),
    [
        ({"area_ha": "0,02"}, "60,0 t/ha untuk Cabai merah lebih banyak"),
        ({"price_per_kg": "24.000.000"}, "Rp24.000.000 sangat tinggi"),
        ({}, None),
    ],
)
def test_what_is_hardly_possible_is_warned_of_and_saved(
    cast: Cast, typed: dict[str, str], warned: str | None
) -> None:
    answer = signed_in(cast.secretary).post(add_url(cast), TYPED | typed)
    found = answer.context["form"].shown.warnings()
    assert len(found) == bool(warned)
    assert all(words in answer.content.decode() for words in found)
    assert (warned or "") in "".join(found)
    assert send(cast.secretary, add_url(cast), **typed).status_code == 302
    assert Harvest.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"quantity_kg": ""}, "quantity_kg"),
        ({"quantity_kg": "banyak"}, "quantity_kg"),
        ({"quantity_kg": "-3"}, "quantity_kg"),
        ({"quantity_kg": "999999999"}, "quantity_kg"),
        ({"area_ha": "1001"}, "area_ha"),
        ({"area_ha": "0"}, "area_ha"),
        ({"price_per_kg": "dua puluh"}, "price_per_kg"),
        ({"cost": "9999999999999999"}, "cost"),
        ({"harvested_on": ""}, "harvested_on"),
        ({"harvested_on": "2999"}, "harvested_on"),
        ({"planted_on": "2024"}, "planted_on"),
        ({"commodity": "emas"}, "commodity"),
        ({"season": "99999"}, "season"),
    ],
)
def test_bad_input_is_said_at_its_field(cast: Cast, typed: dict[str, str], field: str) -> None:
    answer = send(cast.secretary, add_url(cast), **typed)
    assert list(errors(answer)) == [field]
    assert not Harvest.objects.exists()


def test_only_members_of_the_group_are_offered(cast: Cast) -> None:
    answer = send(cast.secretary, add_url(cast), person=cast.other_person.code)
    assert list(errors(answer)) == ["person"]
    send(cast.secretary, add_url(cast), person=cast.person.code)
    assert Harvest.objects.get().person == cast.person


def test_whoever_works_for_several_groups_chooses_one_first(cast: Cast) -> None:
    GroupFactory(village=cast.group.village)
    assert f'href="{add_url(cast)}"' in page(cast.secretary, LIST)
    start = reverse("secretariat:harvest_start")
    assert f'href="{start}"' in page(cast.officer, LIST)
    answer = signed_in(cast.officer).post(start, {"group": cast.group.code})
    assert answer["Location"] == add_url(cast)
    other = signed_in(cast.officer).post(start, {"group": cast.other_group.code})
    assert "group" in errors(other)
    gone = GroupFactory(
        village=cast.group.village, state="dissolved", state_since="2024", state_reason="Pindah"
    )
    url = reverse("secretariat:harvest_create", args=[gone.code])
    assert signed_in(cast.officer).get(url).status_code == 404


def test_each_sees_her_own_and_only_who_keeps_the_book_reads_names(cast: Cast) -> None:
    HarvestFactory(group=cast.group, person=cast.person, note="Titipan Bu Painem")
    HarvestFactory(group=cast.other_group, person=cast.other_person)
    for user in (cast.secretary, cast.officer):
        text = page(user, LIST)
        assert cast.person.name in text
        assert "Bu Painem" in text
        assert cast.other_group.name not in text
    for user in (cast.viewer, cast.admin):
        text = page(user, LIST)
        assert cast.group.name in text
        assert cast.person.name not in text
        assert "Bu Painem" not in text
    for words in (cast.person.name, "Painem"):
        assert "Tidak ada panen yang cocok" in page(cast.viewer, f"{LIST}?q={words}")
        assert cast.group.name in page(cast.secretary, f"{LIST}?q={words}")


def test_who_has_moved_away_is_named_no_more(cast: Cast) -> None:
    HarvestFactory(group=cast.group, person=cast.other_person)
    text = page(cast.secretary, LIST)
    assert cast.other_person.name not in text
    assert "orang lain" in text


@pytest.mark.parametrize(
    "query", ["year=2023", "commodity=cabaimerah", "whose=group", "q=Cabai", "q=Kenanga"]
)
def test_filters_narrow_the_list(cast: Cast, query: str) -> None:
    HarvestFactory(group=cast.group, note="Yang dicari")
    other = HarvestFactory(
        group=GroupFactory(name="KWT Melur", village=cast.group.village),
        person=MemberFactory(),
        harvested_on="2021-12",
        commodity=Commodity.objects.get(key="jagung"),
    )
    text = page(cast.officer, f"{LIST}?{query}")
    assert "Yang dicari" in text
    assert f"/{other.code}/" not in text


def test_a_correction_of_the_note_asks_nothing(cast: Cast) -> None:
    row = HarvestFactory(group=cast.group, harvested_on="2023-05-11")
    url = row.get_absolute_url()
    assert signed_in(cast.viewer).get(url).status_code == 403
    assert signed_in(cast.other_officer).get(url).status_code == 404
    answer = signed_in(cast.secretary).post(url, TYPED | {"note": "Cabai keriting"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.note == "Cabai keriting"
    again = signed_in(cast.secretary).post(url, TYPED | {"quantity_kg": "1300"})
    assert again.status_code == 200
    assert "5,2 t/ha" in again.content.decode()


def test_a_cancelled_harvest_stays_struck_through_and_counts_for_nothing(cast: Cast) -> None:
    row = HarvestFactory(group=cast.group)
    url = reverse("secretariat:harvest_cancel", args=[row.code])
    assert signed_in(cast.viewer).post(url, {"reason": "Keliru"}).status_code == 403
    assert "reason" in errors(signed_in(cast.secretary).post(url, {"reason": ""}))
    assert signed_in(cast.secretary).post(url, {"reason": "Ditulis dua kali"}).status_code == 302
    row.refresh_from_db()
    assert (row.cancelled_on, row.cancel_reason) == (timezone.localdate(), "Ditulis dua kali")
    assert "dibatalkan: Ditulis dua kali" in page(cast.secretary, LIST)
    assert signed_in(cast.secretary).get(row.get_absolute_url()).status_code == 404
    produced = reverse("secretariat:production_group", args=[cast.group.code])
    assert "1.200 kg" not in page(cast.secretary, produced)


def test_the_file_names_only_for_who_reads_names(cast: Cast) -> None:
    HarvestFactory(group=cast.group, person=cast.person, note="Titipan Bu Painem")
    data = {"columns": ["person", "note", "yield", "revenue"], "file_format": "csv"}
    for user, reads in ((cast.secretary, True), (cast.officer, True), (cast.viewer, False)):
        answer = signed_in(user).post(EXPORT, data)
        text = b"".join(answer).decode("utf-8-sig")
        assert (cast.person.name in text) == reads
        assert ("Painem" in text) == reads
        assert "4,8" in text
        assert "24000000" in text
    others = b"".join(signed_in(cast.other_officer).post(EXPORT, data))
    assert b"Cabai" not in others


def test_the_list_costs_the_same_for_one_and_many(cast: Cast) -> None:
    HarvestFactory(group=cast.group, person=cast.person)
    users = {"officer": cast.officer, "secretary": cast.secretary, "viewer": cast.viewer}
    few = {name: queries_of(signed_in(user), LIST) for name, user in users.items()}
    for _ in range(12):
        HarvestFactory(group=cast.group, person=MemberFactory(group=cast.group))
    for name, user in users.items():
        assert queries_of(signed_in(user), LIST) == few[name] == allowed(f"{name} {LIST}")
