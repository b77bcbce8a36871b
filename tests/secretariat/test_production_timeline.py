"""What production and livelihood tell on timelines and in change logs, and to whom."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse

from secretariat.models import Livelihood
from tests.aid.pages import page, signed_in
from tests.cast import Cast
from tests.factories import MemberFactory
from tests.secretariat.production_factories import HarvestFactory, LivelihoodFactory


def test_a_group_tells_each_season_or_year_once(cast: Cast) -> None:
    HarvestFactory(group=cast.group, person=cast.person)
    HarvestFactory(
        group=cast.group, person=MemberFactory(group=cast.group), quantity_kg=Decimal(800)
    )
    HarvestFactory(group=cast.group, quantity_kg=Decimal(77)).cancel(reason="Keliru")
    for user in cast.insiders.values():
        text = page(user, cast.group.get_absolute_url())
        assert text.count("Panen: Cabai merah") == 1
        assert "2.000 kg · 0,5 ha · 2 anggota · 2023" in text


def test_her_harvests_are_told_to_who_keeps_the_book(cast: Cast) -> None:
    HarvestFactory(group=cast.group, person=cast.person)
    for user in (cast.secretary, cast.officer):
        assert "Panen: Cabai merah" in page(user, cast.person.get_absolute_url())
    for user in (cast.viewer, cast.admin):
        assert "Panen: Cabai merah" not in page(user, cast.person.get_absolute_url())


def test_a_card_is_told_to_the_officer_alone_and_without_its_answers(cast: Cast) -> None:
    LivelihoodFactory(person=cast.person, work=Livelihood.Work.LABOUR)
    words = "Kartu penghidupan diisi"
    assert words in page(cast.officer, cast.person.get_absolute_url())
    for user in cast.insiders.values():
        text = page(user, cast.person.get_absolute_url())
        assert "uruh tani" not in text
        assert (words in text) == (user == cast.officer)


def test_the_change_log_withholds_the_card_from_others(cast: Cast) -> None:
    card = LivelihoodFactory(person=cast.person)
    typed = {"income": "to3000", "work": "trade", "savings": "none", "intends": "yes"}
    url = reverse("secretariat:livelihood_update", args=[card.code])
    signed_in(cast.officer).post(url, typed | {"taken_on": "17 Januari 2022"})
    log = reverse("members:person_history", args=[cast.person.code])
    assert "mengisi kartu penghidupan" in page(cast.officer, log)
    for user in (cast.secretary, cast.admin):
        text = page(user, log)
        assert "kartu penghidupan" not in text
        assert "Rp2 juta" not in text


def test_receipts_withhold_the_answers_from_the_administrator(cast: Cast) -> None:
    card = LivelihoodFactory(person=cast.person)
    typed = {"income": "to3000", "work": "trade", "savings": "none", "intends": "yes"}
    url = reverse("secretariat:livelihood_update", args=[card.code])
    signed_in(cast.officer).post(url, typed | {"taken_on": "17 Januari 2022"})
    listed = signed_in(cast.officer).get("/receipts/").context["page"].rows
    address = reverse("core:receipt_detail", args=[listed[0]["code"]])
    assert "erdagang" in page(cast.officer, address)
    answer = signed_in(cast.admin).get(address)
    assert "erdagang" not in answer.content.decode()
