"""secretariat.views.openings: drafts, publishing, withdrawing, and whom an opening may suit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from core.models import ExportLog
from members.models import Group
from secretariat.models import Opening
from tests.cast import Cast
from tests.factories import MemberFactory
from tests.queries import allowed, queries_of
from tests.secretariat.abroad_factories import (
    NeedFactory,
    OpeningFactory,
    PublishedFactory,
    abroad,
)
from tests.training.factories import SkillFactory
from tests.training.pages import an_office, errors, page, signed_in
from training.models import Topic

LIST = "/secretariat/openings/"
WRITTEN = {
    "kind": "buyer",
    "title": "Pembeli cabai kering",
    "text": "Koperasi membeli cabai kering 50 kg seminggu.",
    "audience": "Kelompok yang menanam cabai",
    "until": "2026-12-31",
    "contact": "Koperasi Tani, 0721 555 010",
    "commodity": "cabai",
}


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    with time_machine.travel("2026-06-01T09:00:00+07:00", tick=False):
        yield


def url(name: str, opening: Opening) -> str:
    return reverse(f"secretariat:{name}", args=[opening.code])


def hers(cast: Cast, **values: Any) -> Opening:
    return PublishedFactory(**{"office": an_office(), "until": dt.date(2026, 12, 31)} | values)


def test_opening_create_writes_a_draft_that_nobody_else_reads(cast: Cast) -> None:
    cast.officer.institution = an_office()
    cast.officer.save(update_fields=["institution"])
    for user in (cast.secretary, cast.viewer, cast.admin):
        assert signed_in(user).get(f"{LIST}add/").status_code == 403
    answer = signed_in(cast.officer).post(f"{LIST}add/", WRITTEN)
    opening = Opening.objects.get()
    assert answer["Location"] == url("opening_detail", opening)
    assert (opening.office, opening.published_on) == (cast.officer.institution, None)
    assert "Pembeli cabai kering" not in page(cast.secretary, LIST)
    assert signed_in(cast.secretary).get(answer["Location"]).status_code == 404
    assert signed_in(cast.other_officer).get(answer["Location"]).status_code == 404


def test_opening_create_refuses_a_job_abroad_and_names_the_official_way(cast: Cast) -> None:
    office = an_office()
    typed = WRITTEN | {"text": "Lowongan kerja di Taiwan", "office": office.code}
    answer = signed_in(cast.officer).post(f"{LIST}add/", typed)
    assert "text" in errors(answer)
    assert "SISKOP2MI dan BP3MI" in answer.content.decode()
    assert not Opening.objects.exists()


@pytest.mark.parametrize("until", ["2026-05-31", "2040-01-01", "kapan-kapan", ""])
def test_opening_create_asks_for_a_day_that_can_be(cast: Cast, until: str) -> None:
    typed = WRITTEN | {"until": until, "office": an_office().code}
    assert list(errors(signed_in(cast.officer).post(f"{LIST}add/", typed))) == ["until"]


def test_opening_publish_asks_for_the_tick(cast: Cast) -> None:
    draft = OpeningFactory(office=an_office())
    address = url("opening_publish", draft)
    assert signed_in(cast.other_officer).get(address).status_code == 404
    assert signed_in(cast.viewer).get(address).status_code == 403
    assert "no_job_abroad" in errors(signed_in(cast.officer).post(address, {"x": "y"}))
    signed_in(cast.officer).post(address, {"no_job_abroad": "on"})
    draft.refresh_from_db()
    assert (str(draft.published_on), draft.published_by) == ("2026-06-01", cast.officer)
    assert draft.title in page(cast.secretary, LIST)
    assert draft.title not in page(cast.other_secretary, LIST)
    assert signed_in(cast.officer).get(address).status_code == 404


@pytest.mark.parametrize(
    "values", [{"text": "Job order Taiwan"}, {"until": dt.date(2026, 5, 1)}], ids=["job", "past"]
)
def test_opening_publish_refuses_whatever_the_draft_says(
    cast: Cast, values: dict[str, Any]
) -> None:
    draft = OpeningFactory(office=an_office(), **values)
    answer = signed_in(cast.officer).post(url("opening_publish", draft), {"no_job_abroad": "on"})
    assert "__all__" in errors(answer)
    draft.refresh_from_db()
    assert draft.published_on is None


def test_opening_update_refuses_a_job_abroad_in_what_is_published(cast: Cast) -> None:
    opening = hers(cast)
    address = url("opening_update", opening)
    assert signed_in(cast.secretary).get(address).status_code == 403
    answer = signed_in(cast.officer).post(address, WRITTEN | {"title": "Kerja ke Jepang"})
    assert "title" in errors(answer)
    signed_in(cast.officer).post(address, WRITTEN | {"title": "Pembeli cabai segar"})
    opening.refresh_from_db()
    assert opening.title == "Pembeli cabai segar"


def test_opening_withdraw_keeps_it_with_its_reason(cast: Cast) -> None:
    opening = hers(cast)
    address = url("opening_withdraw", opening)
    assert signed_in(cast.other_officer).get(address).status_code == 404
    assert "reason" in errors(signed_in(cast.officer).post(address, {"reason": ""}))
    signed_in(cast.officer).post(address, {"reason": "Kuota habis"})
    opening.refresh_from_db()
    assert (str(opening.withdrawn_on), opening.withdrawn_reason) == ("2026-06-01", "Kuota habis")
    assert "Kuota habis" in page(cast.officer, url("opening_detail", opening))
    assert "Kuota habis" not in page(cast.secretary, url("opening_detail", opening))


def test_opening_list_is_filtered_by_state_and_kind(cast: Cast) -> None:
    office = an_office()
    OpeningFactory(office=office, title="Konsep saja")
    hers(cast, title="Masih buka", kind="training")
    hers(cast, title="Sudah lewat", until=dt.date(2026, 4, 1))
    hers(cast, title="Tidak jadi", withdrawn_on=dt.date(2026, 5, 1), withdrawn_reason="Batal")
    titles = {"draft": "Konsep saja", "open": "Masih buka", "over": "Sudah lewat"}
    for state, title in (titles | {"withdrawn": "Tidak jadi"}).items():
        found = page(cast.officer, f"{LIST}?state={state}")
        assert [t for t in (*titles.values(), "Tidak jadi") if t in found] == [title]
    assert "Sudah lewat" not in page(cast.officer, f"{LIST}?kind=training")
    assert "Masih buka" in page(cast.officer, f"{LIST}?q=masih")


def test_opening_export_holds_what_is_filtered(cast: Cast) -> None:
    hers(cast, title="Masih buka")
    assert signed_in(cast.secretary).get(f"{LIST}export/").status_code == 403
    answer = signed_in(cast.viewer).post(
        f"{LIST}export/?state=open", {"columns": ["contact"], "file_format": "csv"}
    )
    assert "Masih buka" in b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]
    assert ExportLog.objects.get().what == "secretariat.openings"


def test_opening_fit_list_says_why_it_may_suit(cast: Cast) -> None:
    topic = Topic.objects.get(name="Budidaya cabai")
    opening = hers(cast, kind="capital", topic=topic, commodity="cabai")
    skilled = MemberFactory(name="Painem Suryani", phone="+6281234567890")
    needy = MemberFactory(name="Tukinah Lestari")
    away = MemberFactory(name="Samini Wulandari")
    dead = MemberFactory(name="Wagiyem Purwanti", deceased_on="2026")
    for person in (skilled, away, dead, cast.other_person):
        SkillFactory(person=person, topic=topic)
    abroad(away)
    NeedFactory(person=needy, kind="capital")
    Group.objects.filter(pk=cast.group.pk).update(commodities="Padi, Cabai keriting")
    address = url("opening_fit_list", opening)
    assert signed_in(cast.secretary).get(address).status_code == 403
    assert signed_in(cast.other_officer).get(address).status_code == 404
    found = page(cast.officer, address)
    for name, reason in (
        (skilled.name, "bisa: Budidaya cabai"),
        (needy.name, "butuh: modal"),
        (cast.person.name, "kelompoknya: cabai"),
    ):
        assert reason in found.split(name)[1].split("</tr>")[0]
    for person in (away, dead, cast.other_person):
        assert person.name not in found
    assert "https://wa.me/6281234567890?text=" in found
    assert "Painem" in page(cast.officer, f"{address}?q=painem")
    assert "Tukinah" not in page(cast.officer, f"{address}?q=painem")


def test_lists_of_fifty_cost_what_lists_of_one_cost(cast: Cast) -> None:
    opening = hers(cast, commodity="cabai")
    Group.objects.filter(pk=cast.group.pk).update(commodities="Cabai")
    client = signed_in(cast.officer)
    fit = url("opening_fit_list", opening)
    one = [queries_of(client, LIST), queries_of(client, fit)]
    for _number in range(48):
        hers(cast, office=opening.office)
        MemberFactory(group=cast.group)
    assert [queries_of(client, LIST), queries_of(client, fit)] == one
    assert one == [
        allowed("officer /secretariat/openings/"),
        allowed("officer /secretariat/openings/CODE/fit/"),
    ]
