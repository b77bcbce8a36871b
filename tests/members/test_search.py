"""The search field of the bar: people, groups, places and codes, as far as each may see them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import escape

from accounts.roles import Role
from core.codes import new_code
from core.registry import Hit, SearchSource, _registry, add_search
from members.models import Group, Person
from tests.cast import Cast
from tests.factories import (
    AssignmentFactory,
    GroupFactory,
    MemberFactory,
    PersonFactory,
    UserFactory,
    make_user,
    region,
)
from tests.queries import allowed, queries_of

SEARCH = "/search/"


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def found(user, text: str) -> dict[str, list[Hit]]:
    """The hits by the heading under which they stand."""
    answer = client_of(user).get(SEARCH, {"q": text})
    assert answer.status_code == 200
    return {str(section.label): section.hits for section in answer.context["sections"]}


def names(user, text: str) -> list[str]:
    return [hit.label for hits in found(user, text).values() for hit in hits]


@pytest.mark.parametrize(
    "text", ["bumidaya", "Bumi Daya", "palas bumi", " BUMI  daya ", "bumi-daya"]
)
def test_a_village_leads_to_its_groups_and_people(cast: Cast, text: str) -> None:
    for user in (cast.officer, cast.viewer, cast.admin):
        client = client_of(user)
        (hit,) = found(user, text)["Wilayah"]
        assert hit.label == "Desa Bumi Daya"
        assert hit.note == "Palas, Lampung Selatan, Lampung"
        groups, people = (client.get(url).content.decode() for _words, url in hit.links)
        assert cast.group.name in groups
        assert cast.person.name in people
        assert cast.other_group.name not in groups
        assert cast.other_person.name not in people
        assert "tidak dikenal" not in groups + people


def test_a_secretary_finds_the_village_of_her_group_alone(cast: Cast) -> None:
    (hit,) = found(cast.secretary, "bumi daya")["Wilayah"]
    assert cast.person.name in client_of(cast.secretary).get(hit.links[1][1]).content.decode()
    region("18.01.10.2012")
    assert not names(cast.secretary, "bali agung")
    assert names(cast.officer, "bali agung") == ["Desa Bali Agung"]


def test_people_and_groups_are_found_within_ones_own_place(cast: Cast) -> None:
    for user in cast.insiders.values():
        assert names(user, "marsinah") == ["Marsinah Lestiani"]
        assert names(user, "kwt kenanga") == ["KWT Kenanga"]
        assert names(user, "kenanga") == ["KWT Kenanga"]
    for user in cast.strangers:
        assert names(user, "marsinah") == names(user, "kenanga") == []
        assert names(user, "ponirah") == ["Ponirah Sulastri"]


def test_a_phone_answers_only_who_may_see_it(cast: Cast) -> None:
    Person.objects.filter(pk=cast.person.pk).update(phone="+6281377778888")
    for user in (cast.officer, cast.secretary, cast.admin):
        assert names(user, "0813 7777") == ["Marsinah Lestiani"]
    assert names(cast.viewer, "0813 7777") == []


def test_the_very_name_comes_first_then_its_beginnings(cast: Cast) -> None:
    for name in ("Sri Aminah", "Aminah Wati", "Aminah", "Siti Aminah"):
        MemberFactory(group=cast.group, name=name)
    for name in ("KWT Aminah Jaya", "KWT Aminah", "KWT Al Aminah"):
        GroupFactory(name=name)
    assert names(cast.officer, "aminah") == [
        *("Aminah", "Aminah Wati", "Siti Aminah", "Sri Aminah"),
        *("KWT Aminah", "KWT Al Aminah", "KWT Aminah Jaya"),
    ]


def test_more_hits_than_one_would_read_stand_in_the_list(cast: Cast) -> None:
    for number in range(9):
        PersonFactory(name=f"Samini {number}")
    client = client_of(cast.officer)
    (section,) = client.get(SEARCH, {"q": "samini"}).context["sections"]
    assert len(section.hits) == 8
    assert "Samini 8" in client.get(section.all_url).content.decode()
    (section,) = client.get(SEARCH, {"q": "samini 8"}).context["sections"]
    assert section.all_url == ""


def test_a_code_opens_its_page_for_who_may_see_it(cast: Cast) -> None:
    for row in (cast.person, cast.group):
        for typed in (row.code, f" {row.code.upper()} "):
            for user in cast.insiders.values():
                answer = client_of(user).get(SEARCH, {"q": typed})
                assert (answer.status_code, answer["Location"]) == (302, row.get_absolute_url())
        for user in cast.strangers:
            assert names(user, row.code) == []
    assert names(cast.admin, new_code()) == []


def test_a_nik_is_not_searched_and_not_repeated(cast: Cast) -> None:
    person = MemberFactory(group=cast.group, name="Wagiyem", nik="1801105105930001")
    assert person.has_nik
    for text in ("1801105105930001", "180110 510593 0001", "Wagiyem 1801.1051.0593.0001"):
        answer = client_of(cast.officer).get(SEARCH, {"q": text}, follow=True)
        assert answer.redirect_chain == [(SEARCH, 302)]
        page = answer.content.decode()
        assert "NIK tidak dicari di sini" in page
        assert "Wagiyem" not in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a" * 5000, "Ketik paling banyak 100 huruf"),
        ("a", "Ketik paling sedikit dua huruf"),
        ("!?%_", "Ketik paling sedikit dua huruf"),
        ("zzqx", "Tidak ada yang ditemukan"),
        ("%%%aa", "Tidak ada yang ditemukan"),
        ("ab", "Tidak ada yang ditemukan"),
    ],
)
def test_what_finds_nothing_says_why_and_keeps_the_input(cast: Cast, text: str, words: str) -> None:
    for user in cast.insiders.values():
        page = client_of(user).get(SEARCH, {"q": text}).content.decode()
        assert words in page
        assert f'value="{escape(text[:100])}"' in page


def test_an_empty_search_and_a_nul_do_no_harm(cast: Cast) -> None:
    client = client_of(cast.officer)
    for url in (SEARCH, f"{SEARCH}?q=", f"{SEARCH}?q=%20"):
        assert client.get(url).context["sections"] == []
    assert client.get(f"{SEARCH}?q=a%00b").status_code == 400


def test_who_has_no_role_is_offered_no_search(cast: Cast) -> None:
    user = UserFactory()
    assert names(user, "marsinah") == []
    assert 'class="site-search"' not in client_of(user).get("/").content.decode()
    assert 'action="/search/"' in client_of(cast.viewer).get("/").content.decode()


def test_a_search_costs_the_same_for_one_hit_and_for_many(cast: Cast) -> None:
    address = f"{SEARCH}?q=kenanga"
    for user in (cast.officer, cast.secretary):
        assert queries_of(client_of(user), address) <= allowed("anybody /search/?q=kenanga")
    for number in range(20):
        MemberFactory(group=cast.group, name=f"Kenanga {number}")
        GroupFactory(name=f"KWT Kenanga {number}")
    for user in (cast.officer, cast.secretary):
        assert queries_of(client_of(user), address) <= allowed("anybody /search/?q=kenanga")


def test_several_places_are_searched_together(cast: Cast) -> None:
    user = make_user("rangkap", Role.OFFICER, region=region("18.01"))
    AssignmentFactory(user=user, role=Role.VIEWER, region=region("18.02"))
    assert names(user, "palas") == ["Kecamatan Palas", "Desa Bumi Daya"]
    assert names(user, "kalirejo") == ["Kecamatan Kalirejo", "Desa Kalirejo"]
    assert set(names(user, "kwt")) == {"KWT Kenanga", "KWT Seruni"}


def test_an_app_contributes_what_it_has(cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(_registry, "search", [*_registry.search])
    hit = Hit(label="Mesin gulut", url="/alat/")
    add_search(
        SearchSource(
            label="Alat", act="members.view_group", find=lambda user, text, limit: [hit], order=40
        )
    )
    assert found(cast.officer, "kenanga") == {"Kelompok": [*_group_hits(cast)], "Alat": [hit]}


def _group_hits(cast: Cast) -> list[Hit]:
    group: Group = cast.group
    return [Hit(label=group.name, url=group.get_absolute_url(), note="Bumi Daya, Palas")]
