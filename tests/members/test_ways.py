"""Two renderings of one form: who is led to one question at a time, and who to the whole."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from members.models import Person
from tests.cast import Cast
from tests.factories import (
    AssignmentFactory,
    ConsentFactory,
    GroupFactory,
    PlacementFactory,
    RelativeFactory,
    make_nik,
    region,
)
from tests.pictures import picture, upload
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def question(person: Person, key: str) -> str:
    return reverse("members:person_answer", args=[person.code, key])


def answer(user: User, person: Person, key: str, **data: Any) -> Any:
    return client_of(user).post(question(person, key), {"seen_version": person.version} | data)


def test_every_button_and_task_leads_to_the_rendering_of_the_user(cast: Cast) -> None:
    pages = (cast.group.get_absolute_url(), "/people/", "/")
    for user, is_stepwise in ((cast.secretary, True), (cast.officer, False)):
        for page in pages:
            html = client_of(user).get(page).content.decode()
            assert ('href="/people/add/steps/' in html) is is_stepwise, page
            assert ('href="/people/add/"' in html or "/people/add/?" in html) is not is_stepwise
    whole = f"/people/{cast.person.code}/edit/#div_id_photo_file"
    for page in ("/", cast.person.get_absolute_url()):
        assert "/answers/" in client_of(cast.secretary).get(page).content.decode()
    assert whole in client_of(cast.officer).get(cast.person.get_absolute_url()).content.decode()


def test_who_works_for_a_region_too_sees_the_whole(cast: Cast) -> None:
    AssignmentFactory(user=cast.secretary, role=Role.OFFICER, region=region("18.01"))
    html = client_of(cast.secretary).get(cast.group.get_absolute_url()).content.decode()
    assert f"/people/add/?group={cast.group.code}" in html


def test_the_group_of_the_page_is_not_asked_for(cast: Cast) -> None:
    second = GroupFactory(village=cast.group.village)
    AssignmentFactory(user=cast.secretary, role=Role.SECRETARY, group=second)
    client, start = client_of(cast.secretary), reverse("members:step_start")
    url = client.post(f"{start}?group={second.code}", {"flow": "quick"}).url
    assert url.endswith("/who/")
    client.post(client.post(url, {"name": "Legiyem"}).url, {"rt": "1"})
    assert Person.objects.get(name="Legiyem").group == second
    stranger = client.post(f"{start}?group={cast.other_group.code}", {"flow": "quick"}).url
    assert stranger.endswith("/group/")


def test_person_answer_changes_what_was_asked_and_nothing_else(cast: Cast) -> None:
    person = cast.person
    sent = answer(cast.secretary, person, "phone", phone="081234567890", name="Lain", rt="9")
    assert sent.url == person.get_absolute_url()
    fresh = Person.objects.get(pk=person.pk)
    assert (fresh.phone, fresh.name, fresh.rt) == ("+6281234567890", person.name, person.rt)
    assert fresh.village == person.village
    photo = answer(cast.secretary, fresh, "photo", photo_file=upload(picture()))
    assert photo.status_code == 302
    nik = answer(cast.secretary, Person.objects.get(pk=person.pk), "nik", nik=make_nik(5, "170488"))
    assert nik.status_code == 302
    fresh = Person.objects.get(pk=person.pk)
    assert fresh.missing_data == []
    assert (fresh.birth_date, fresh.village) == (person.birth_date, person.village)


def test_person_answer_keeps_to_the_rules_of_the_whole_form(cast: Cast) -> None:
    wrong = answer(cast.secretary, cast.person, "nik", nik="123")
    assert list(wrong.context["form"].errors) == ["nik"]
    # The recorded birth date is compared with what the NIK says, as on the whole form.
    other = answer(cast.secretary, cast.person, "nik", nik=make_nik(5, "110593"))
    assert other.context["form"].asks_to_confirm
    cast.other_person.set_nik(make_nik(6, "110593"))
    cast.other_person.save()
    elsewhere = answer(
        cast.secretary,
        cast.person,
        "nik",
        nik=make_nik(6, "110593"),
        confirmed=other.context["form"].warnings_key,
    )
    assert elsewhere.status_code == 200
    assert not Person.objects.get(pk=cast.person.pk).has_nik


def test_person_answer_compares_what_two_people_typed(cast: Cast) -> None:
    seen = cast.person.version
    Person.objects.filter(pk=cast.person.pk).update(phone="+6281300000001")
    page = answer(cast.secretary, cast.person, "phone", phone="081234567890", seen_version=seen)
    assert page.status_code == 200
    assert page.context["form"].differing == ["phone"]


def test_person_answer_of_a_question_that_is_none(cast: Cast) -> None:
    client = client_of(cast.secretary)
    assert client.get(question(cast.person, "membership")).status_code == 404
    assert client.get(question(cast.other_person, "nik")).status_code == 404


def answers(person: Person) -> str:
    return reverse("members:person_answers", args=[person.code])


def test_change_data_is_a_list_of_answers_for_the_secretary(cast: Cast) -> None:
    person = cast.person
    PlacementFactory(person=person)
    RelativeFactory(person=person)
    ConsentFactory(person=person)
    for user, url in (
        (cast.secretary, answers(person)),
        (cast.officer, reverse("members:person_update", args=[person.code])),
    ):
        shown = client_of(user).get(person.get_absolute_url()).content.decode()
        assert f'href="{url}"' in shown
    page = client_of(cast.secretary).get(answers(person)).content.decode()
    for words in (person.name, "17 April 1988", "2011–2018", "Paiman", "Ya"):
        assert words in page, words
    for key in ("name", "nik", "sex", "birth_date", "home", "phone", "photo", "schooling"):
        assert f"{question(person, key)}?check=1" in page, key
    assert client_of(cast.secretary).get(answers(cast.other_person)).status_code == 404
    assert client_of(cast.viewer).get(answers(person)).status_code == 403


@pytest.mark.parametrize(
    ("key", "typed", "field"),
    [
        ("name", {"name": "Marsinah", "nickname": "Sinah"}, "nickname"),
        ("sex", {"sex": "M", "confirmed": ""}, "sex"),
        ("home", {"hamlet": "Sidorejo", "rt": "2", "rw": ""}, "hamlet"),
        ("schooling", {"education": "smp", "marital_status": "married"}, "education"),
    ],
)
def test_an_answer_is_changed_alone_and_leads_back_to_the_answers(
    cast: Cast, key: str, typed: dict[str, str], field: str
) -> None:
    person, client = cast.person, client_of(cast.secretary)
    if key == "home":
        typed |= {"village": person.village.path, "village_code": person.village_id}
    url = f"{question(person, key)}?check=1"
    assert f'href="{answers(person)}"' in client.get(url).content.decode()
    sent = client.post(url, typed | {"seen_version": person.version})
    if key == "sex":
        typed["confirmed"] = sent.context["form"].warnings_key
        sent = client.post(url, typed | {"seen_version": person.version})
    assert sent.url == answers(person)
    fresh = Person.objects.get(pk=person.pk)
    assert getattr(fresh, field) == typed[field]
    assert (fresh.birth_date, fresh.phone) == (person.birth_date, person.phone)


def test_a_stay_and_a_consent_lead_back_to_the_answers_too(cast: Cast) -> None:
    person, client = cast.person, client_of(cast.secretary)
    stay = reverse("members:placement_create", args=[person.code])
    typed = {"country": "MY", "status": "returned"}
    assert client.post(f"{stay}?check=1", typed).url == answers(person)
    consent = reverse("members:consent_update", args=[person.code])
    assert client.post(f"{consent}?check=1", {"consent_family": "yes"}).url == answers(person)


def test_person_answers_costs_the_same_for_a_long_story(cast: Cast) -> None:
    client = client_of(cast.secretary)
    before = queries_of(client, answers(cast.person))
    for _ in range(5):
        PlacementFactory(person=cast.person)
        RelativeFactory(person=cast.person)
    assert queries_of(client, answers(cast.person)) == before
