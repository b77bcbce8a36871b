"""secretariat.views.abroad: who is still abroad, what was heard, and the day she is back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.urls import reverse

from core.models import ExportLog
from members.models import Placement, Relative
from secretariat.models import Contact, Need
from tests.cast import Cast
from tests.factories import MemberFactory, PersonFactory, RelativeFactory, region
from tests.queries import allowed, queries_of
from tests.secretariat.abroad_factories import ContactFactory, abroad
from tests.training.pages import errors, page, signed_in

LIST = "/secretariat/abroad/"


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    with time_machine.travel("2026-06-01T09:00:00+07:00", tick=False):
        yield


def url(name: str, *codes: str) -> str:
    return reverse(f"secretariat:{name}", args=codes)


def names(found: str, *people: object) -> list[bool]:
    return [f">{person}<" in found for person in people]


def test_each_sees_those_abroad_of_her_own_place(cast: Cast) -> None:
    abroad(cast.person)
    abroad(cast.other_person)
    assert names(page(cast.secretary, LIST), cast.person, cast.other_person) == [True, False]
    assert names(page(cast.officer, LIST), cast.person, cast.other_person) == [True, False]
    assert names(page(cast.admin, LIST), cast.person, cast.other_person) == [True, True]
    assert signed_in(cast.viewer).get(LIST).status_code == 403
    assert signed_in(cast.secretary).get(f"{LIST}{cast.other_person.code}/").status_code == 404


def test_who_is_back_or_dead_is_not_abroad(cast: Cast) -> None:
    dead = MemberFactory(group=cast.group, name="Wagiyem Wulandari", deceased_on="2026-01")
    abroad(dead)
    abroad(cast.person, status="returned", returned="2026")
    assert "Belum ada yang tercatat di luar negeri" in page(cast.officer, LIST)
    assert signed_in(cast.officer).get(f"{LIST}{dead.code}/").status_code == 404


@pytest.mark.parametrize(
    ("departed", "ends", "words", "when"),
    [
        ("2025", "2026-08-15", "15 Agustus 2026", "90"),
        ("2024-07", None, "sekitar 2026 (perkiraan)", "90"),
        ("2023", None, "sekitar 2025 (perkiraan)", "passed"),
        (None, None, "belum diketahui", "unknown"),
        ("2025", "2027", "2027", ""),
    ],
)
def test_the_end_of_a_contract_is_known_or_said_to_be_guessed(
    cast: Cast, departed: str | None, ends: str | None, words: str, when: str
) -> None:
    abroad(cast.person, departed=departed, contract_ends=ends)
    assert words in page(cast.secretary, LIST)
    found = {key for key in ("90", "passed", "unknown") if _is_found(cast, f"?back={key}")}
    assert found == {when} - {""}


def _is_found(cast: Cast, query: str) -> bool:
    return names(page(cast.officer, LIST + query), cast.person) == [True]


def test_filters_and_sorts(cast: Cast) -> None:
    heard = MemberFactory(group=cast.group, name="Painem Suryani")
    abroad(cast.person)
    abroad(heard, country="MY", contract_ends="2026-07")
    ContactFactory(person=heard, day=dt.date(2026, 5, 20))
    ContactFactory(person=cast.person, day=dt.date(2026, 1, 3), told_by="other", source="Bu RT")
    region("18.01.06")
    both = (cast.person, heard)
    assert names(page(cast.officer, f"{LIST}?country=MY"), *both) == [False, True]
    assert names(page(cast.officer, f"{LIST}?contact=long"), *both) == [True, False]
    assert names(page(cast.officer, f"{LIST}?contact=never"), *both) == [False, False]
    assert names(page(cast.officer, f"{LIST}?q=painem"), *both) == [False, True]
    assert names(page(cast.officer, f"{LIST}?place=18.01.06"), *both) == [False, False]
    soonest, silent = page(cast.officer, LIST), page(cast.officer, f"{LIST}?sort=heard")
    assert soonest.index(heard.name) < soonest.index(cast.person.name)
    assert silent.index(cast.person.name) < silent.index(heard.name)
    assert "Bu RT" in silent


def test_a_contact_is_a_few_taps(cast: Cast) -> None:
    abroad(cast.person)
    address = url("contact_create", cast.person.code)
    assert signed_in(cast.other_secretary).get(address).status_code == 404
    client = signed_in(cast.secretary)
    assert 'value="1 Juni 2026"' in page(cast.secretary, address)
    typed = {"told_by": "herself", "channel": "message", "day": "30 Mei 2026", "source": "Bu RT"}
    assert client.post(address, typed)["Location"] == url("abroad_detail", cast.person.code)
    row = Contact.objects.get()
    assert (str(row.day), row.source, row.recorded_by) == ("2026-05-30", "", cast.secretary)
    assert "30 Mei 2026" in page(cast.officer, url("abroad_detail", cast.person.code))
    assert "Ada kabar" in page(cast.officer, cast.person.get_absolute_url())


def test_what_others_told_says_who_it_was(cast: Cast) -> None:
    abroad(cast.person)
    address = url("contact_create", cast.person.code)
    typed = {"told_by": "relative", "channel": "call", "day": "30 Mei 2026"}
    answer = signed_in(cast.secretary).post(address, typed)
    assert list(errors(answer)) == ["source"]
    assert not Contact.objects.exists()
    tomorrow = signed_in(cast.secretary).post(address, typed | {"day": "2 Juni 2026"})
    assert "day" in errors(tomorrow)


def test_a_contact_written_by_mistake_is_cancelled_with_a_reason(cast: Cast) -> None:
    abroad(cast.person)
    row = ContactFactory(person=cast.person, note="Salah tulis")
    address = url("contact_end", cast.person.code, row.code)
    assert signed_in(cast.other_secretary).get(address).status_code == 404
    signed_in(cast.secretary).post(address, {"ended_on": "1 Juni 2026", "end_reason": "Orang lain"})
    assert "Salah tulis" not in page(cast.officer, url("abroad_detail", cast.person.code))
    row.refresh_from_db()
    assert row.end_reason == "Orang lain"


def test_the_family_is_called_only_with_consent(cast: Cast) -> None:
    abroad(cast.person)
    relative = RelativeFactory(person=cast.person, consent=Relative.Consent.NOT_ASKED)
    address = url("abroad_detail", cast.person.code)
    assert "81399004410" not in page(cast.secretary, address)
    Relative.objects.filter(pk=relative.pk).update(consent=Relative.Consent.ALLOWED)
    assert "tel:+6281399004410" in page(cast.secretary, address)


def test_she_is_back_the_reason_first(cast: Cast) -> None:
    person = PersonFactory(group=cast.group, village=cast.group.village)
    stay = abroad(person)
    address = url("person_returned", person.code)
    assert signed_in(cast.other_officer).get(address).status_code == 404
    found = page(cast.secretary, address)
    assert found.index("Mengapa pulang?") < found.index("Kapan?")
    client = signed_in(cast.secretary)
    assert "reason" in errors(client.post(address, {"returned": "Mei 2026"}))
    answer = client.post(address, {"reason": "laid_off", "returned": "Mei 2026"})
    assert answer["Location"] == url("returned_next", person.code)
    stay.refresh_from_db()
    assert (stay.status, stay.returned, stay.return_reason) == ("returned", "2026-05", "laid_off")
    assert stay.sensitive_by == cast.secretary
    assert client.get(address).status_code == 404


def test_then_a_membership_is_offered_and_needs_are_asked(cast: Cast) -> None:
    person = PersonFactory(group=cast.group, village=cast.group.village)
    found = page(cast.secretary, url("returned_next", person.code))
    needs = url("need_create", person.code)
    assert needs in found
    assert url("returned_join", person.code) in found
    typed = {"group": cast.group.code, "status": "member", "joined": "2026"}
    answer = signed_in(cast.secretary).post(url("returned_join", person.code), typed)
    assert answer["Location"] == needs
    assert person.memberships.open().exists()
    answer = signed_in(cast.secretary).post(needs, {"kinds": ["capital", "tools"], "note": "Mixer"})
    assert answer["Location"] == person.get_absolute_url()
    assert set(Need.objects.values_list("kind", "note")) == {
        ("capital", "Mixer"),
        ("tools", "Mixer"),
    }


def test_a_member_is_not_offered_a_membership(cast: Cast) -> None:
    abroad(cast.person)
    address = url("person_returned", cast.person.code)
    answer = signed_in(cast.officer).post(address, {"reason": "leave", "returned": "2026"})
    assert answer["Location"] == url("need_create", cast.person.code)
    assert signed_in(cast.officer).get(url("returned_next", cast.person.code)).status_code == 404


def test_after_a_death_nothing_is_offered(cast: Cast) -> None:
    abroad(cast.person)
    address = url("person_returned", cast.person.code)
    answer = signed_in(cast.secretary).post(
        address, {"reason": "deceased", "returned": "20 Mei 2026"}
    )
    assert answer["Location"] == cast.person.get_absolute_url()
    cast.person.refresh_from_db()
    assert cast.person.deceased_on == "2026-05-20"
    assert not cast.person.memberships.open().exists()
    for name in ("returned_next", "returned_join", "need_create"):
        assert signed_in(cast.officer).get(url(name, cast.person.code)).status_code == 404
    found = page(cast.secretary, answer["Location"])
    assert "butuh" not in found.split("<main")[1].split("messages")[0].lower()[:600]


def test_what_an_officer_wrote_stays_hers_when_a_secretary_records_the_return(cast: Cast) -> None:
    stay = abroad(cast.person, agency="PT Contoh", sensitive_by=cast.officer)
    address = url("person_returned", cast.person.code)
    signed_in(cast.secretary).post(address, {"reason": "trouble", "returned": "2026"})
    stay.refresh_from_db()
    assert (stay.return_reason, stay.sensitive_by) == ("trouble", cast.officer)
    assert "PT Contoh" not in page(cast.secretary, cast.person.get_absolute_url())


def test_a_return_before_the_departure_is_refused(cast: Cast) -> None:
    abroad(cast.person, departed="2025")
    address = url("person_returned", cast.person.code)
    answer = signed_in(cast.officer).post(address, {"reason": "family", "returned": "2020"})
    assert "returned" in errors(answer)
    assert Placement.objects.get().status == "abroad"


def test_the_file_is_the_officers_alone_and_logged(cast: Cast) -> None:
    abroad(cast.person)
    address = f"{LIST}export/"
    for user in (cast.secretary, cast.viewer, cast.admin):
        assert signed_in(user).get(address).status_code == 403
        assert address not in (page(user, LIST) if user != cast.viewer else "")
    answer = signed_in(cast.officer).post(
        f"{address}?country=TW", {"columns": ["end", "heard"], "file_format": "csv"}
    )
    text = b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]
    assert cast.person.name in text
    assert "sekitar 2027 (perkiraan)" in text
    log = ExportLog.objects.get()
    assert (log.what, log.user, log.rows) == ("secretariat.abroad", cast.officer, 1)


def test_home_says_who_comes_home_soon(cast: Cast) -> None:
    assert "Kembali dalam 90 hari" not in page(cast.secretary, "/")
    abroad(cast.person, contract_ends="2026-07")
    for user in (cast.secretary, cast.officer):
        found = page(user, "/")
        assert "Kembali dalam 90 hari" in found
        assert f"{LIST}?back=90&amp;count=exact" in found


def test_a_list_of_fifty_costs_what_a_list_of_one_costs(cast: Cast) -> None:
    abroad(cast.person)
    client = signed_in(cast.officer)
    one = queries_of(client, LIST)
    for _number in range(49):
        ContactFactory(person=abroad(MemberFactory(group=cast.group)).person)
    assert queries_of(client, LIST) == one == allowed("officer /secretariat/abroad/")
    detail = url("abroad_detail", cast.person.code)
    assert queries_of(client, detail) == allowed("officer /secretariat/abroad/CODE/")
