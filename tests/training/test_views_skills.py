"""Keterampilan: what one woman knows, and the search for who can teach it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from members.models import Person
from tests.cast import Cast
from tests.factories import (
    BUMI_DAYA,
    KALIREJO,
    GroupFactory,
    MemberFactory,
    PlacementFactory,
    region,
)
from tests.queries import allowed, queries_of
from tests.training.factories import SkillFactory, TopicFactory
from tests.training.pages import a_training, an_office, errors, page, signed_in
from training.models import Skill, Topic

SEARCH = "/trainings/skills/"
ASKED = f"{SEARCH}?q=budidaya cabai"


@pytest.fixture
def chili(db: None) -> Topic:
    return Topic.objects.named("Budidaya cabai") or TopicFactory(name="Budidaya cabai")


def address(name: str, person: Person, *codes: str) -> str:
    return reverse(f"training:skill_{name}", args=[person.code, *codes])


def known(person: Person) -> list[tuple[Any, ...]]:
    columns = ("topic__name", "learned", "country", "training__title", "can_teach")
    return list(person.skills.order_by("id").values_list(*columns))


def found(user: User, query: str = "") -> list[str]:
    html = page(user, ASKED + query)
    return re.findall(r'<a class="row-link[^"]*" href="[^"]+">([^<]+)</a>', html)


def test_her_page_leads_to_her_skills(cast: Cast, chili: Topic) -> None:
    SkillFactory(person=cast.person, topic=chili, can_teach=True, note="pakai mulsa")
    url = address("list", cast.person)
    for user in cast.insiders.values():
        assert f'href="{url}"' in page(user, cast.person.get_absolute_url())
        html = page(user, url)
        assert "Budidaya cabai" in html
        assert "pakai mulsa" in html
        assert (address("create", cast.person) in html) == (user != cast.viewer)
    for user in cast.strangers:
        assert signed_in(user).get(url).status_code == 404


def test_a_skill_learned_abroad_is_written_down_and_corrected(cast: Cast, chili: Topic) -> None:
    PlacementFactory(person=cast.person, country="HK")
    url, client = address("create", cast.person), signed_in(cast.secretary)
    assert "Negara tempatnya pernah bekerja" in page(cast.secretary, url)
    data = {"topic": chili.key, "learned": "abroad", "can_teach": "on"}
    assert errors(client.post(url, data)) == {"country": ["Pilih negaranya."]}
    assert client.post(url, data | {"country": "HK"}).url == address("list", cast.person)
    assert known(cast.person) == [("Budidaya cabai", "abroad", "HK", None, True)]
    assert errors(client.post(url, data | {"country": "HK"})) == {
        "topic": ["Keterampilan ini sudah tercatat."]
    }
    changed = address("update", cast.person, cast.person.skills.get().code)
    sent = {"topic": chili.key, "learned": "other", "country": "HK"}
    assert signed_in(cast.other_secretary).post(changed, sent).status_code == 404
    assert signed_in(cast.viewer).post(changed, sent).status_code == 403
    assert client.post(changed, sent).status_code == 302
    assert known(cast.person) == [("Budidaya cabai", "other", "", None, False)]


def test_the_topic_follows_from_a_finished_training(cast: Cast, chili: Topic) -> None:
    values = {"topic": chili, "office": an_office()}
    held = a_training(cast, cast.person, title="Cabai A", state="finished", **values)
    planned = a_training(cast, cast.person, title="Cabai B", **values)
    foreign = a_training(cast, cast.other_person, title="Cabai C", state="finished", **values)
    url, client = address("create", cast.person), signed_in(cast.officer)
    html = page(cast.officer, url)
    assert "Cabai A" in html
    assert "Cabai B" not in html
    assert "Cabai C" not in html
    data = {"learned": "training"}
    assert errors(client.post(url, data)) == {"training": ["Pilih pelatihannya."]}
    for other in (planned, foreign):
        assert client.post(url, data | {"training": other.code}).status_code == 200
    chosen = data | {"training": held.code}
    said = errors(client.post(url, chosen | {"topic": TopicFactory().key}))
    assert said == {
        "topic": ["Pelatihan ini tentang Budidaya cabai. Pilih itu, atau kosongkan isian ini."]
    }
    assert not cast.person.skills.exists()
    assert client.post(url, chosen).status_code == 302
    assert known(cast.person) == [("Budidaya cabai", "training", "", "Cabai A", False)]


def test_what_is_missing_is_said_at_its_field(cast: Cast) -> None:
    client, url = signed_in(cast.officer), address("create", cast.person)
    assert errors(client.post(url, {"learned": "other"})) == {"topic": ["Pilih keterampilannya."]}
    assert errors(client.post(url, {"topic": "x", "learned": "y"}))
    assert not cast.person.skills.exists()


def test_a_skill_ends_with_a_reason_and_stays_below(cast: Cast, chili: Topic) -> None:
    skill = SkillFactory(person=cast.person, topic=chili)
    url, client = address("end", cast.person, skill.code), signed_in(cast.secretary)
    assert signed_in(cast.other_officer).get(url).status_code == 404
    assert errors(client.post(url, {"ended_on": "2024-05-11", "end_reason": ""}))
    data = {"ended_on": "2024-05-11", "end_reason": "Keliru dicatat"}
    assert client.post(url, data).status_code == 302
    html = page(cast.viewer, address("list", cast.person))
    assert "Tidak berlaku sejak 11 Mei 2024: Keliru dicatat" in html
    assert client.get(url).status_code == 404


def test_a_suggestion_is_taken_up_once(cast: Cast, chili: Topic) -> None:
    values = {"topic": chili, "office": an_office(), "state": "finished"}
    training = a_training(cast, cast.person, title="Cabai A", **values)
    url = address("take", cast.person, training.code)
    assert url in page(cast.secretary, address("list", cast.person))
    assert url not in page(cast.viewer, address("list", cast.person))
    assert signed_in(cast.viewer).post(url).status_code == 403
    assert signed_in(cast.other_secretary).post(url).status_code == 404
    foreign = a_training(cast, cast.other_person, **values)
    client = signed_in(cast.secretary)
    assert client.post(address("take", cast.person, foreign.code)).status_code == 404
    for _n in range(2):
        assert client.post(url).url == address("list", cast.person)
    assert known(cast.person) == [("Budidaya cabai", "training", "", "Cabai A", False)]
    assert url not in page(cast.secretary, address("list", cast.person))


def test_who_lives_nearest_stands_first(cast: Cast, chili: Topic) -> None:
    for name, village, can_teach in (
        ("Jauh", KALIREJO, True),
        ("Sedesa", BUMI_DAYA, True),
        ("Tahu", BUMI_DAYA, False),
    ):
        person = MemberFactory(name=name, group=GroupFactory(village=region(village)))
        SkillFactory(person=person, topic=chili, can_teach=can_teach)
    ended = {"ended_on": "2024-05-11", "end_reason": "Keliru dicatat"}
    SkillFactory(person=cast.person, topic=chili, **ended)
    SkillFactory(person=cast.person)
    assert found(cast.viewer) == ["Jauh", "Sedesa", "Tahu"]
    for near in ("18.01", "18.01.10", BUMI_DAYA):
        assert found(cast.viewer, f"&place={near}") == ["Sedesa", "Jauh", "Tahu"]
    assert "Di dekat" in page(cast.viewer, f"{ASKED}&place=18.01.10")
    assert found(cast.officer) == ["Sedesa", "Tahu"]
    assert found(cast.other_officer) == ["Jauh"]
    assert page(cast.viewer, f"{SEARCH}?q=BUDI DAYA  CABAI").count("row-link") == 3


def test_a_secretary_finds_her_own_group_alone(cast: Cast, chili: Topic) -> None:
    SkillFactory(person=cast.person, topic=chili)
    neighbour = MemberFactory(name="Tetangga", group=GroupFactory(village=cast.group.village))
    SkillFactory(person=neighbour, topic=chili, can_teach=True)
    assert found(cast.officer) == ["Tetangga", cast.person.name]
    assert found(cast.secretary, "&place=18.01") == [cast.person.name]
    assert found(cast.other_secretary) == []
    assert signed_in(cast.secretary).get(address("list", neighbour)).status_code == 404


def test_the_dead_teach_nobody_and_phones_stay_on_the_page(cast: Cast, chili: Topic) -> None:
    Person.objects.filter(pk=cast.person.pk).update(phone="+6281233452211")
    SkillFactory(person=cast.person, topic=chili, can_teach=True)
    assert "2211" not in page(cast.officer, ASKED)
    assert found(cast.officer) == [cast.person.name]
    Person.objects.filter(pk=cast.person.pk).update(deceased_on="2024")
    assert found(cast.officer) == []


def test_the_search_says_what_to_do(cast: Cast) -> None:
    assert "Apa yang akan diajarkan?" in page(cast.officer, SEARCH)
    assert "Apa yang akan diajarkan?" in page(cast.officer, f"{SEARCH}?q=?!")
    assert "Tidak ada yang ditemukan" in page(cast.officer, f"{SEARCH}?q=xyz")
    assert f'href="{SEARCH}"' in page(cast.secretary, "/trainings/")


def test_at_most_fifty_are_shown(cast: Cast, chili: Topic) -> None:
    client, counts = signed_in(cast.officer), []
    for number in (1, 50):
        for can_teach in (True, False):
            people = MemberFactory.create_batch(number, group=cast.group)
            for person in people:
                SkillFactory(person=person, topic=chili, can_teach=can_teach)
        counts.append(queries_of(client, ASKED))
    assert counts[0] == counts[1] == allowed(f"officer {SEARCH}")
    assert len(found(cast.officer)) == 50
    assert "Hanya 50 pertama" in page(cast.officer, ASKED)


def test_her_skills_cost_the_same_for_any_number(cast: Cast) -> None:
    client, url, counts = signed_in(cast.secretary), address("list", cast.person), []
    office = an_office()
    for number in (1, 10):
        for _n in range(number):
            SkillFactory(person=cast.person)
            a_training(cast, cast.person, office=office, state="finished")
        counts.append(queries_of(client, url))
    assert counts[0] == counts[1] == allowed("secretary /trainings/skills/people/CODE/")
    assert Skill.objects.filter(person=cast.person).count() == 11
