"""Catatan pemakaian, buku kas, alat menganggur, and turns in the admin site."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from aid import cashbook
from aid.models import Booking, Equipment, IdleAnswer, Upkeep, UseLog
from aid.models.seasons import year_span
from aid.periods import Slot
from core.models import ExportLog
from members.models import Person
from tests.aid.factories import EquipmentFactory, GoodsKindFactory
from tests.aid.pages import errors, page, signed_in
from tests.aid.use_factories import (
    BookingFactory,
    IdleAnswerFactory,
    SeasonFactory,
    UseLogFactory,
    day,
    morning,
)
from tests.cast import Cast
from tests.factories import GroupFactory, MemberFactory, PlacementFactory
from tests.queries import allowed, queries_of


@pytest.fixture
def machine(cast: Cast) -> Equipment:
    return EquipmentFactory(group=cast.group, kind=GoodsKindFactory(idle_days=30))


def address(name: str, *args: Any) -> str:
    return reverse(f"aid:{name}", args=args)


def used(cast: Cast, **changed: Any) -> dict[str, Any]:
    data = {"person": cast.person.code, "used_on": "3 Maret 2024", "hours": "1,5"}
    return data | {"work": "ridging"} | changed


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
        ({"hour_meter": "90"}, "__all__", "tidak dapat mundur"),
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


def test_the_cash_book_falls_out_of_the_uses(cast: Cast, machine: Equipment) -> None:
    UseLogFactory(equipment=machine, used_on="2023-12-31", fee=50_000, fuel_cost=20_000)
    UseLogFactory(
        equipment=machine, person=cast.person, used_on="2024-03-01", fee=100_000, other_cost=5_000
    )
    UseLogFactory(equipment=machine, used_on="2024-03-01", fee=0, fuel_cost=40_000)
    UseLogFactory(equipment=machine, used_on="2025-01-01", fee=999)
    UseLogFactory(used_on="2024-03-01", fee=999)
    Upkeep.objects.create(equipment=machine, date="2024-05-01", kind="oil", cost=10_000)
    book = cashbook.book(machine, year_span(2024), Person.objects.all())
    assert (book.before, book.money_in, book.money_out, book.balance) == (
        *(30_000, 100_000, 55_000, 75_000),
    )
    assert [row["balance"] for row in book.rows] == [
        "Rp130.000",
        "Rp125.000",
        "Rp85.000",
        "Rp75.000",
    ]
    html = page(cast.viewer, f"{address('cashbook_detail', machine.code)}?span=2024")
    assert "Rp75.000" in html
    assert "Perawatan" in html
    assert cast.person.name in html


def paper_text(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(p.extract_text() for p in pages).split())


def test_the_cash_book_is_printed_and_written_down(cast: Cast, machine: Equipment) -> None:
    abroad = MemberFactory(group=cast.group, name="Tukinem Abroad")
    PlacementFactory(person=abroad, status="abroad", returned=None)
    for person in (cast.person, abroad):
        UseLogFactory(equipment=machine, person=person, used_on="2024-03-01", fee=25_000)
    url = address("cashbook_paper", machine.code)
    text = paper_text(signed_in(cast.secretary).post(url, {"span": "2024"}))
    assert cast.person.name in text
    assert "Rp50.000" in text
    assert "Tukinem" not in text  # of who is abroad a secretary's paper holds no name
    assert "Tukinem" in paper_text(signed_in(cast.officer).post(url, {"span": "2024"}))
    log = ExportLog.objects.filter(user=cast.secretary).get()
    assert (log.what, log.rows, log.area) == ("aid.cash_book", 2, cast.group.village_id)


def test_a_blank_form_names_the_machine_and_nobody(cast: Cast, machine: Equipment) -> None:
    answer = signed_in(cast.secretary).get(address("use_form", machine.code))
    text = paper_text(answer)
    assert machine.serial in text
    assert cast.person.name not in text
    assert len(PdfReader(BytesIO(answer.content)).pages) == 1


def test_a_group_is_asked_about_an_idle_machine_once(cast: Cast, machine: Equipment) -> None:
    home, url = page(cast.secretary, "/"), address("idle_answer", machine.code)
    assert f'action="{url}"' in home
    client = signed_in(cast.secretary)
    answer = client.post(url, {"answer": "broken"})
    row = IdleAnswer.objects.get()
    assert (row.answer, row.answered_by, answer["Location"]) == (
        *("broken", cast.secretary, row.get_absolute_url()),
    )
    assert machine.get_absolute_url() in page(cast.secretary, row.get_absolute_url())
    client.post(url, {"answer": "with_others"})
    client.post(row.get_absolute_url(), {"note": "Dipinjam KWT Melati"})
    row.refresh_from_db()
    assert (row.answer, row.note) == ("with_others", "Dipinjam KWT Melati")
    assert f'action="{url}"' not in page(cast.secretary, "/")
    idle = page(cast.officer, address("idle_list"))
    assert "Dipinjam KWT Melati" in idle
    assert "Dipakai pihak lain" in idle


@pytest.mark.parametrize("value", [each.value for each in IdleAnswer.Answer])
def test_each_answer_opens_what_follows(cast: Cast, machine: Equipment, value: str) -> None:
    row = IdleAnswerFactory(equipment=machine, answer=value)
    response = signed_in(cast.secretary).get(row.get_absolute_url())
    assert str(response.context["follow"]["text"]) in response.content.decode()


def test_an_answer_that_is_none_is_asked_again(cast: Cast, machine: Equipment) -> None:
    url = address("idle_answer", machine.code)
    answer = signed_in(cast.secretary).post(url, {"answer": "lupa"})
    assert list(errors(answer)) == ["answer"]
    assert not IdleAnswer.objects.exists()


def test_an_old_answer_is_asked_for_again(cast: Cast, machine: Equipment) -> None:
    url = f'action="{address("idle_answer", machine.code)}"'
    IdleAnswerFactory(equipment=machine, asked_for=day(-29))
    assert url not in page(cast.secretary, "/")
    IdleAnswer.objects.update(asked_for=day(-30))
    assert url in page(cast.secretary, "/")


def test_the_office_sees_its_idle_machines(cast: Cast, machine: Equipment) -> None:
    foreign = EquipmentFactory(group=cast.other_group, brand="Foreign")
    UseLogFactory(equipment__group=cast.group, equipment__brand="Busy")
    for user in (cast.officer, cast.viewer):
        home = page(user, "/")
        assert address("idle_list") in home
        html = page(user, address("idle_list"))
        assert machine.brand in html
        assert "Busy" not in html
        assert (foreign.brand in html) == (user == cast.viewer)


def test_the_idle_list_costs_the_same_for_many(cast: Cast, machine: Equipment) -> None:
    client, url = signed_in(cast.officer), address("idle_list")
    one = queries_of(client, url)
    for _ in range(20):
        IdleAnswerFactory(equipment__group=GroupFactory(), answered_by=cast.secretary)
    assert queries_of(client, url) == one == allowed("officer /aid/idle/")


def admin_data(cast: Cast, machine: Equipment, start: str, end: str) -> dict[str, Any]:
    return {
        "equipment": machine.pk,
        "person": cast.person.pk,
        "start": f"{day()} {start}",
        "end": f"{day()} {end}",
        "state": "booked",
    }


def test_the_admin_site_refuses_a_double_turn_in_words(cast: Cast, machine: Equipment) -> None:
    client, url = signed_in(cast.admin), reverse("admin:aid_booking_add")
    answer = client.post(url, admin_data(cast, machine, "06:00", "12:00"))
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    turn = Booking.objects.get()
    assert (turn.asked_by, turn.period) == (cast.admin, morning())
    for start, end, words in (
        ("11:00", "13:00", "Sudah dipesan"),
        ("13:00", "12:00", "berakhir sebelum dimulai"),
    ):
        answer = client.post(url, admin_data(cast, machine, start, end))
        assert answer.status_code == 200
        assert words in answer.content.decode()
    assert Booking.objects.count() == 1
    change = reverse("admin:aid_booking_change", args=[turn.pk])
    data = admin_data(cast, machine, "07:00", "12:00") | {"seen_version": turn.version}
    assert client.post(change, data).status_code == 302
    turn.refresh_from_db()
    assert turn.hours == 5


def test_the_machines_page_leads_to_its_use(cast: Cast, machine: Equipment) -> None:
    BookingFactory(equipment=machine, person=cast.person)
    UseLogFactory(equipment=machine, hours=3, fee=25_000)
    html = page(cast.secretary, machine.get_absolute_url())
    for name in ("booking_week", "use_create", "use_list", "cashbook_detail"):
        assert address(name, machine.code) in html
    assert cast.person.name in html
    assert "Rp25.000" in html
    assert address("use_create", machine.code) not in page(cast.viewer, machine.get_absolute_url())
