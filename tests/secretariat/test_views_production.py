"""secretariat.views.production: sums by commodity and year, of a group and of a district."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse

from secretariat.models import Commodity
from tests.aid.pages import page, signed_in
from tests.cast import Cast
from tests.factories import MemberFactory
from tests.queries import allowed, queries_of
from tests.secretariat.production_factories import HarvestFactory

AREA = "/secretariat/harvests/production/"


def url(cast: Cast) -> str:
    return reverse("secretariat:production_group", args=[cast.group.code])


def test_a_year_is_summed_beside_the_number_of_answers(cast: Cast) -> None:
    second = MemberFactory(group=cast.group)
    HarvestFactory(group=cast.group, person=cast.person)
    HarvestFactory(group=cast.group, person=second, quantity_kg=Decimal(800), cost=None)
    HarvestFactory(group=cast.group, area_ha=None, quantity_kg=Decimal(500), price_per_kg=None)
    text = page(cast.secretary, url(cast))
    assert "2.500 kg" in text
    # 2,000 kg on half a hectare; the margin is that of the one harvest with price and cost.
    assert "4,0 t/ha" in text
    assert "2 dari 3 panen" in text
    assert "Rp40.000.000" in text
    assert "Rp15.000.000" in text
    assert "1 dari 3 panen" in text
    assert "2 dari 2 anggota · 1 panen bersama" in text


def test_the_drawing_holds_the_years_and_a_loss(cast: Cast) -> None:
    for year, cost in ((2021, 1_000_000), (2022, 90_000_000), (2023, 9_000_000)):
        HarvestFactory(group=cast.group, harvested_on=f"{year}-03", cost=cost)
    text = page(cast.viewer, url(cast))
    assert text.count('class="plot-bar"') == 5
    assert text.count('class="plot-bar plot-below"') == 1
    for year in (2021, 2022, 2023):
        assert f">{year}</text>" in text


def test_strangers_do_not_open_it_and_only_writers_add(cast: Cast) -> None:
    HarvestFactory(group=cast.group, person=cast.person)
    for user in cast.strangers:
        assert signed_in(user).get(url(cast)).status_code == 404
    add = reverse("secretariat:harvest_create", args=[cast.group.code])
    assert add in page(cast.secretary, url(cast))
    text = page(cast.viewer, url(cast))
    assert add not in text
    assert cast.person.name not in text


def test_a_district_is_summed_within_ones_own_places(cast: Cast) -> None:
    HarvestFactory(group=cast.group, person=cast.person)
    HarvestFactory(group=cast.other_group, person=cast.other_person)
    maize = Commodity.objects.get(key="jagung")
    HarvestFactory(group=cast.group, commodity=maize)
    officers = page(cast.officer, AREA)
    assert "1 anggota · 1 kelompok" in officers
    assert "<h2>Jagung</h2>" in officers
    assert "2 anggota · 2 kelompok" in page(cast.viewer, AREA)
    narrowed = page(cast.viewer, f"{AREA}?commodity=jagung")
    assert "<h2>Jagung</h2>" in narrowed
    assert "<h2>Cabai merah</h2>" not in narrowed
    assert "Tidak ada panen yang cocok" in page(cast.other_officer, f"{AREA}?commodity=padi")


def test_it_costs_the_same_for_one_and_many(cast: Cast) -> None:
    HarvestFactory(group=cast.group, person=cast.person)
    few = queries_of(signed_in(cast.officer), url(cast))
    for commodity in Commodity.objects.all()[:6]:
        HarvestFactory(group=cast.group, commodity=commodity)
    assert queries_of(signed_in(cast.officer), url(cast)) == few
    assert few == allowed("officer /secretariat/harvests/groups/CODE/production/")
    assert queries_of(signed_in(cast.officer), AREA) == allowed(f"officer {AREA}")
