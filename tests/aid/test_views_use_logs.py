"""Catatan pemakaian: written down, corrected, listed."""

from __future__ import annotations

import datetime as dt

import pytest

from aid.models import Equipment, UseLog
from aid.periods import Slot
from tests.aid.pages import errors, page, signed_in
from tests.aid.use_factories import (
    BookingFactory,
    SeasonFactory,
    UseLogFactory,
    day,
    morning,
)
from tests.aid.use_pages import address, machine, used
from tests.cast import Cast
from tests.queries import allowed, queries_of

__all__ = ["machine"]


def test_a_use_is_written_down_with_its_money(cast: Cast, machine: Equipment) -> None:
    data = used(cast, fee="Rp 25.000", fuel_cost="12000", fuel_litres="1.5", area_ha="0,25")
    url = address("use_create", machine.code)
    answer = signed_in(cast.secretary).post(url, data, follow=True)
    log = UseLog.objects.get()
    assert (float(log.hours), float(log.area_ha), float(log.fuel_litres)) == (1.5, 0.25, 1.5)
    assert (log.fee, log.fuel_cost, log.person) == (25_000, 12_000, cast.person)
    assert log.used_on == dt.date(2024, 3, 3)
    assert "Pemakaian tercatat." in answer.content.decode()


def test_a_turn_fills_in_what_it_tells(cast: Cast, machine: Equipment) -> None:
    turn = BookingFactory(
        equipment=machine, person=cast.person, period=morning(-1), place="Dusun 2"
    )
    home = page(cast.secretary, "/")
    url = f"{address('use_create', machine.code)}?turn={turn.code}"
    assert url in home
    client = signed_in(cast.secretary)
    form = client.get(url).context["form"]
    assert form["person"].value() == cast.person.code
    assert (form["hours"].value(), form["place"].value()) == ("6", "Dusun 2")
    assert client.post(url, used(cast)).status_code == 302
    turn.refresh_from_db()
    assert turn.state == "done"
    assert turn.use_logs.get().person == cast.person
    assert url not in page(cast.secretary, "/")
    assert client.get(url).status_code == 404


def test_a_strangers_turn_is_404(cast: Cast, machine: Equipment) -> None:
    foreign = BookingFactory(equipment__group=cast.other_group)
    url = f"{address('use_create', machine.code)}?turn={foreign.code}"
    assert signed_in(cast.secretary).get(url).status_code == 404


def test_times_give_the_hours(cast: Cast, machine: Equipment) -> None:
    data = used(cast, hours="", started="07:00", ended="09:30")
    signed_in(cast.secretary).post(address("use_create", machine.code), data)
    assert float(UseLog.objects.get().hours) == 2.5


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"hours": ""}, "__all__", "jamnya atau luasnya"),
        ({"hours": "satu"}, "hours", "1,5"),
        ({"hours": "900"}, "__all__", "744"),
        ({"fee": "dua puluh"}, "fee", "rupiah bulat"),
        ({"fee": "99999999999"}, "fee", "1.000.000.000"),
        ({"fee": "1000000001"}, "fee", "1.000.000.000"),
        ({"person": ""}, "__all__", "Pilih anggotanya"),
        ({"person": "zzzzzzzzzz"}, "person", ""),
        ({"work": "other"}, "__all__", "pekerjaan apa"),
        ({"work": ""}, "work", ""),
        ({"used_on": "2024"}, "used_on", ""),
        ({"started": "09:00", "ended": "08:00"}, "__all__", "kedua jamnya"),
        ({"hour_meter": "90"}, "hour_meter", "tidak dapat mundur"),
    ],
)
def test_a_wrong_use_is_said_in_words(
    cast: Cast, machine: Equipment, changed: dict[str, str], field: str, words: str
) -> None:
    UseLogFactory(equipment=machine, used_on="2024-03-01", hour_meter=100)
    url = address("use_create", machine.code)
    answer = signed_in(cast.secretary).post(url, used(cast, note="Lahan basah") | changed)
    said = errors(answer)
    assert list(said) == [field]
    assert words in said[field][0]
    assert "Lahan basah" in answer.content.decode()
    assert UseLog.objects.count() == 1


def test_a_use_is_corrected_and_keeps_a_member_who_left(cast: Cast, machine: Equipment) -> None:
    log = UseLogFactory(equipment=machine, person=cast.person, used_on="2024-03-01")
    cast.person.memberships.update(left="2024-05", leave_reason="ill", still_served=True)
    url, client = log.get_absolute_url(), signed_in(cast.secretary)
    assert client.get(url).context["form"]["person"].value() == cast.person.code
    assert client.post(url, used(cast, area_ha="0,5")).status_code == 302
    log.refresh_from_db()
    assert float(log.area_ha) == 0.5


def test_damage_leads_to_the_machines_page(cast: Cast, machine: Equipment) -> None:
    url = address("use_create", machine.code)
    data = used(cast, condition="heavy_damage")
    answer = signed_in(cast.secretary).post(url, data)
    assert answer["Location"] == machine.get_absolute_url()


def test_uses_are_listed_by_season_and_year(cast: Cast, machine: Equipment) -> None:
    SeasonFactory(name="MT I", start="2024-01-01", end="2024-04-30")
    UseLogFactory(equipment=machine, used_on="2024-03-01", hours=3, place="Dusun satu")
    UseLogFactory(equipment=machine, used_on="2024-06-01", hours=5, place="Dusun dua")
    UseLogFactory(equipment=machine, used_on=day(0), hours=7, place="Dusun tiga")
    url = address("use_list", machine.code)
    spans = signed_in(cast.viewer).get(url).context["spans"]
    assert [span.label for span in spans if not span.label.startswith("tahun")] == ["MT I"]
    first = page(cast.viewer, f"{url}?span={spans[0].key}")
    assert "Dusun satu" in first
    assert "Dusun dua" not in first
    year = page(cast.secretary, f"{url}?span=2024")
    assert "Dusun satu" in year
    assert "Dusun dua" in year
    assert "Dusun tiga" in page(cast.secretary, f"{url}?span=x&after=zzz")
    assert "/uses/add/" not in page(cast.viewer, url)


@pytest.mark.parametrize("name", ["booking_week", "booking_month", "use_list", "cashbook_detail"])
def test_pages_of_a_machine_cost_the_same_for_many_rows(
    cast: Cast, machine: Equipment, name: str
) -> None:
    client, url = signed_in(cast.secretary), address(name, machine.code)

    def fill(number: int) -> None:
        slot = Slot.MORNING if number == 0 else Slot.AFTERNOON
        BookingFactory(equipment=machine, period=morning(0, slot))
        for _ in range(number * 10 + 1):
            UseLogFactory(equipment=machine, fee=1000)

    fill(0)
    one = queries_of(client, url)
    fill(1)
    assert queries_of(client, url) == one == allowed(f"secretary /aid/equipment/CODE/ {name}")


def test_the_machines_page_leads_to_its_use(cast: Cast, machine: Equipment) -> None:
    BookingFactory(equipment=machine, person=cast.person)
    UseLogFactory(equipment=machine, hours=3, fee=25_000)
    html = page(cast.secretary, machine.get_absolute_url())
    for name in ("booking_week", "use_create", "use_list", "cashbook_detail"):
        assert address(name, machine.code) in html
    assert cast.person.name in html
    assert "Rp25.000" in html
    assert address("use_create", machine.code) not in page(cast.viewer, machine.get_absolute_url())
