"""Adding somebody one thing at a time: drafts, the order of questions, and the saving."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from core import drafts
from core.models import Draft
from members.models import Person
from tests.cast import Cast
from tests.factories import AssignmentFactory, GroupFactory, MemberFactory, make_nik
from tests.meanwhile import Other, wait_for_a_waiter
from tests.pictures import picture, upload

pytestmark = pytest.mark.django_db
START = reverse("members:step_start")


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.secretary)
    return client


def begin(client: Client, flow: str) -> str:
    """The first question's address."""
    return str(client.post(START, {"flow": flow}).url)


def send(client: Client, url: str, **data: Any) -> str:
    """Answer one page; where it leads."""
    response = client.post(url, data)
    assert response.status_code == 302, response.context["form"].errors
    return str(response.url)


def answer_all(client: Client, url: str, answers: dict[str, dict[str, Any]]) -> str:
    """Go on until a page is not in the answers."""
    while (key := url.rstrip("/").rpartition("/")[2]) in answers:
        url = send(client, url, **answers[key])
    return url


def last_pages(client: Client, url: str) -> str:
    """No work abroad, and nobody asked her yet what she agrees to."""
    return send(client, send(client, url, answer="no"), consent_family="")


PLAIN = {
    "name": {"name": "Legiyem Wulandari"},
    "nik": {"answer": "unknown"},
    "sex": {"sex": "F"},
    "birth": {"birth_place": "Kalianda", "birth_date": "1988"},
    "home": {"rt": "5", "rw": "2"},
    "phone": {"has_no_phone": "on"},
    "photo": {"photo_refused": "on"},
    "membership": {"status": "member", "joined": "2021", "office": ""},
}


def test_quick_add_saves_a_member_in_two_pages(client: Client, cast: Cast) -> None:
    url = begin(client, "quick")
    url = send(client, url, name="Legiyem Wulandari", nik="")
    url = send(client, url, phone="081234567890", rt="5", rw="")
    person = Person.objects.get(name="Legiyem Wulandari")
    assert url == person.get_absolute_url()
    assert (person.group, person.village, person.rt) == (cast.group, cast.group.village, "005")
    assert not Draft.objects.exists()
    page = client.get(url).content.decode()
    assert "NIK belum ada" in page
    assert "Legiyem Wulandari" in client.get("/").content.decode()


def test_all_questions_with_two_stays_one_at_a_time(client: Client, cast: Cast) -> None:
    url = answer_all(client, begin(client, "full"), PLAIN)
    url = send(client, url, answer="yes")
    first = {"country": "TW", "stay_status": "returned", "departed": "2009", "returned": "2012"}
    url = send(client, url, **first)
    url = send(client, url, answer="yes")
    url = send(client, url, country="HK", stay_status="unknown")
    url = send(client, url, answer="no")
    assert 'href="' + url.replace("consent", "another") in client.get(url).content.decode()
    url = send(client, url, consent_photo_kept="no", consent_family="yes", consent_on="2 Mei 2025")
    page = client.get(url).content.decode()
    for words in ("Legiyem Wulandari", "KTP", "1988", "Taiwan", "Hong Kong", "2012", "2 Mei 2025"):
        assert words in page, words
    assert not Person.objects.filter(name="Legiyem Wulandari").exists()
    person = Person.objects.get(code=send(client, url).rstrip("/").rpartition("/")[2])
    assert sorted(person.placements.values_list("country", flat=True)) == ["HK", "TW"]
    assert (person.birth_date, person.has_no_phone, person.photo_refused) == ("1988", True, True)
    assert person.memberships.get().joined == "2021"
    words = person.consents.values_list("purpose", "is_given", "taken_by")
    assert sorted(words) == [("family", True, None), ("photo_kept", False, None)]


def test_a_draft_is_resumed_where_she_was(client: Client, cast: Cast) -> None:
    url = send(client, begin(client, "full"), name="Legiyem")
    home = client.get("/").content.decode()
    assert url in home
    assert "Legiyem" in home
    assert client.get(url).status_code == 200
    assert client.get(url).context["back"] == url.replace("/nik/", "/name/")
    before = client.get(url.replace("/nik/", "/name/")).context["form"]
    assert before["name"].value() == "Legiyem"


def test_the_home_page_names_the_latest_drafts_and_leads_to_all(client: Client, cast: Cast) -> None:
    for number in range(7):
        send(client, begin(client, "full"), name=f"Legiyem {number}")
    home, start = client.get("/").content.decode(), client.get(START).content.decode()
    shown = [number for number in range(7) if f"Legiyem {number}" in home]
    assert shown == [2, 3, 4, 5, 6]
    assert "Lihat semua (7)" in home
    assert all(f"Legiyem {number}" in start for number in range(7))


def test_a_wrong_answer_stays_on_its_page_with_its_sentence(client: Client, cast: Cast) -> None:
    url = answer_all(client, begin(client, "full"), dict(list(PLAIN.items())[:3]))
    page = client.post(url, {"birth_date": "1850", "birth_place": "Kalianda"})
    assert list(page.context["form"].errors) == ["birth_date"]
    assert page.context["form"]["birth_place"].value() == "Kalianda"
    assert list(client.get(url).context["form"].errors) == []


def test_an_answer_is_changed_from_the_check(client: Client, cast: Cast) -> None:
    url = answer_all(client, begin(client, "full"), PLAIN)
    check = last_pages(client, url)
    change = check.replace("check", "name") + "?check=1"
    assert change in client.get(check).content.decode()
    assert send(client, change, name="Legiyem Purwanti") == check
    send(client, check)
    assert Person.objects.filter(name="Legiyem Purwanti").exists()


def test_what_is_not_known_is_told_from_what_was_not_asked(client: Client, cast: Cast) -> None:
    answers = PLAIN | {"birth": {"answer": "unknown"}, "home": {}}
    url = send(client, answer_all(client, begin(client, "full"), answers), answer="unknown")
    url = send(client, url, consent_family="")
    facts = {fact["label"]: fact["value"] for fact in client.get(url).context["facts"]}
    assert facts["Tanggal lahir"] == "Tidak tahu"
    assert facts["RT"] == ""
    assert facts["Foto saya boleh disimpan di register."] == "Belum ditanya"
    assert facts["Pernah bekerja di luar negeri"] == "Tidak tahu"


def test_a_nik_on_file_is_named_at_the_check_with_the_way_to_ask(
    client: Client, cast: Cast
) -> None:
    MemberFactory(group=cast.other_group, nik=make_nik(9))
    url = send(client, begin(client, "quick"), name="Legiyem", nik=make_nik(9))
    page = client.post(url, {"phone": "", "rt": "5"})
    assert page.status_code == 200
    assert page.context["problems"][0]["url"].endswith("/who/?check=1")
    assert page.context["transfer"] is not None
    assert Draft.objects.count() == 1


def test_a_photo_waits_in_the_draft_and_is_kept_with_her(client: Client, cast: Cast) -> None:
    answers = PLAIN | {"photo": {"photo_file": upload(picture())}}
    url = last_pages(client, answer_all(client, begin(client, "full"), answers))
    send(client, url)
    assert Person.objects.get(name="Legiyem Wulandari").photo is not None


def test_a_file_that_is_no_photo_is_refused_at_its_question(client: Client, cast: Cast) -> None:
    answers = {key: data for key, data in PLAIN.items() if key not in ("photo", "membership")}
    url = answer_all(client, begin(client, "full"), answers)
    page = client.post(url, {"photo_file": upload(b"<html><script>alert(1)</script>")})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["photo_file"]
    assert send(client, url, answer="unknown").endswith("/membership/")


def test_a_draft_of_another_is_not_found(client: Client, cast: Cast) -> None:
    url = send(client, begin(client, "full"), name="Legiyem")
    code = Draft.objects.get().code
    pages = [url, *(reverse(f"members:{n}", args=[code]) for n in ("step_check", "step_discard"))]
    for user in (cast.officer, cast.admin, cast.other_secretary):
        stranger = Client()
        stranger.force_login(user)
        for page in pages:
            assert stranger.post(page).status_code == 404
        assert "Legiyem" not in stranger.get("/").content.decode()
    assert client.get(url).status_code == 200


def test_a_draft_is_encrypted_and_can_be_thrown_away(client: Client, cast: Cast) -> None:
    send(client, begin(client, "full"), name="Legiyem")
    row = Draft.objects.get()
    assert b"Legiyem" not in bytes(row.payload)
    assert "Legiyem" in str(drafts.load(row))
    assert client.post(reverse("members:step_discard", args=[row.code])).url == "/"
    assert not Draft.objects.exists()


def test_questions_that_do_not_exist_are_not_found(client: Client, cast: Cast) -> None:
    url = begin(client, "quick")
    for key in ("nothing", "stay-0", "another", "stay-99"):
        assert client.get(url.replace("/who/", f"/{key}/")).status_code == 404


def test_who_keeps_several_groups_is_asked_for_one(client: Client, cast: Cast) -> None:
    second = GroupFactory(village=cast.group.village)
    AssignmentFactory(user=cast.secretary, role=Role.SECRETARY, group=second)
    url = begin(client, "quick")
    assert url.endswith("/group/")
    url = send(client, send(client, url, group=second.code), name="Legiyem")
    send(client, url, rt="1")
    assert Person.objects.get(name="Legiyem").group == second


@pytest.mark.django_db(transaction=True)
def test_two_taps_on_save_make_one_person(
    cast: Cast, client: Client, elsewhere: Callable[..., Other]
) -> None:
    url = answer_all(client, begin(client, "full"), PLAIN)
    check = last_pages(client, url)
    key = client.get(check).context["form"]["form_key"].value()
    with transaction.atomic():
        type(cast.group).objects.select_for_update().get(pk=cast.group.pk)
        taps = [elsewhere(lambda: client.post(check, {"form_key": key})) for _ in range(2)]
        wait_for_a_waiter()
    assert {tap.end().url for tap in taps} == {
        Person.objects.get(name__startswith="Legi").get_absolute_url()
    }
